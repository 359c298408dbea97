// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import TestSupport
import Testing

/// A damage done to a file of a trained model, and what is said of it.
struct DamagedModel: CustomTestStringConvertible, Sendable {
  let testDescription: String
  /// The file in the folder of the model.
  let file: String
  /// What becomes of its bytes.
  let damage: @Sendable (Data) -> Data
  var status: Int32 = 65
  let code: String

  init(
    _ name: String, _ file: String, status: Int32 = 65, _ code: String,
    _ damage: @escaping @Sendable (Data) -> Data
  ) {
    testDescription = name
    self.file = file
    self.damage = damage
    self.status = status
    self.code = code
  }

  private static func little(_ value: UInt64, _ count: Int = 8) -> Data {
    Data((0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) })
  }

  private static func text(_ text: String) -> Data { little(UInt64(text.utf8.count)) + text.utf8 }

  /// A GGUF file with these counts of tensors and entries, and then this.
  private static func gguf(_ tensors: UInt64, _ entries: UInt64, _ rest: Data) -> Data {
    Data("GGUF".utf8) + little(3, 4) + little(tensors) + little(entries) + rest
  }

  /// A file with one entry that is an array of this type.
  private static func array(_ type: UInt64, _ rest: Data) -> Data {
    gguf(0, 1, text("a") + little(9, 4) + little(type, 4) + rest)
  }

  private static let empty =
    text("general.architecture") + little(8, 4) + text("llama") + text("token_embd.weight")
    + little(2, 4) + little(0) + little(64) + little(0, 4) + little(0)
    + Data(repeating: 0, count: 99)

  private static let notANumber: @Sendable (Data) -> Data = { bytes in
    bytes.dropLast(4) + Data([0, 0, 0xC0, 0x7F])
  }

  static let all: [DamagedModel] = [
    .init("half of a GGUF file", "model.gguf", "LMD011") { $0.prefix($0.count / 2) },
    .init("a GGUF file in big-endian order", "model.gguf", "LMD005") { bytes in
      bytes.prefix(4) + Data([0, 0, 0, 3]) + bytes.dropFirst(8)
    },
    .init("more tensors than bytes", "model.gguf", "LMD004") { _ in gguf(1 << 62, 0, Data()) },
    .init("a text longer than the file", "model.gguf", "LMD004") { _ in
      gguf(0, 1, little(1 << 62) + Data(repeating: 0x61, count: 64))
    },
    .init("a list longer than the file", "model.gguf", "LMD004") { _ in array(8, little(1 << 61)) },
    .init("lists within lists without end", "model.gguf", "LMD008") { _ in
      array(
        9, (0..<10_000).reduce(into: little(1)) { bytes, _ in bytes += little(9, 4) + little(1) })
    },
    .init("a tensor without elements", "model.gguf", "LMD009") { _ in gguf(1, 1, empty) },
    .init("weights that are no numbers", "model.gguf", "LMD116", notANumber),
    .init("safetensors cut off", "model.safetensors", "LMD011") { $0.dropLast(64) },
    .init("a header beyond the file", "model.safetensors", "LMD019") { bytes in
      little(1 << 62) + bytes.dropFirst(8)
    },
    .init("weights of a folder that are no numbers", "model.safetensors", "LMD116", notANumber),
    .init("a width out of range", "config.json", "LMD015") { bytes in
      Data(
        String(decoding: bytes, as: UTF8.self)
          .replacingOccurrences(of: "\"hidden_size\": 16", with: "\"hidden_size\": 16000000000")
          .utf8)
    },
    .init("half of a tokenizer", "tokenizer.json", "LMD053") { $0.prefix($0.count / 2) },
  ]
}

@Suite struct HostileModelTests {
  @Test(arguments: DamagedModel.all)
  func damagedFilesAreRefusedAndNothingIsWritten(model: DamagedModel) throws {
    try TemporaryFolder.with { folder in
      try TinyModel.make(in: folder)
      let path = folder.path("model/\(model.file)")
      let bytes = model.damage(try Data(contentsOf: URL(fileURLWithPath: path)))
      try bytes.write(to: URL(fileURLWithPath: path))
      let subject = model.file == "model.gguf" ? "model/model.gguf" : "model"
      let before = try folder.contents()
      for arguments in [
        ["score", subject, "--text", "Two cats"], ["generate", subject, "--prompt", "Two"],
        ["serve", subject, "--port", "0"],
      ] {
        try TinyModel.expectRefusal(
          arguments, in: folder, status: model.status, code: model.code)
      }
      for form in ["gguf", "huggingface"] where model.code != "LMD053" {
        let run = try Program.run(
          ["model", "convert", subject, "--as", form, "-o", "out"], in: folder)
        #expect(run.status == 65 && run.output == "", "\(form): \(run.errors)")
      }
      #expect(try folder.contents() == before, "nothing is written")
    }
  }

  @Test func aModelWithoutTokenizerIsInspectedAndNotScored() throws {
    try TemporaryFolder.with { folder in
      try TinyModel.make(in: folder)
      try FileManager.default.removeItem(atPath: folder.path("model/tokenizer.json"))
      let inspection = try TinyModel.document(["model", "inspect", "model", "--json"], in: folder)
      #expect(inspection["facts"]?["tokenizer"]?.text?.hasPrefix("none: ") == true)
      for arguments in [["score", "--text", "a"], ["generate", "--prompt", "a"], ["serve"]] {
        try TinyModel.expectRefusal(
          [arguments[0], "model"] + arguments.dropFirst(), in: folder, status: 66, code: "LMD112")
      }
      let score = ["score", "model", "--text", "Two cats", "--tokenizer"]
      try TinyModel.expectRefusal(
        score + ["nothing.json"], in: folder, status: 66, code: "LMD001")
      let other = try Program.run(["model"] + score + ["model/model.gguf"], in: folder)
      #expect(other.status == 0, "\(other.errors)")
    }
  }

  @Test func textThatIsNotUTF8OnTheCommandLineIsRefused() throws {
    try TemporaryFolder.with { folder in
      try TinyModel.make(in: folder)
      for (octal, isText) in [("\\351", false), ("\\303\\251", true), ("\\357\\277\\275", true)] {
        let run = try Program.run(
          [
            "-c", "exec \"$0\" model score model --quiet --text \"$(printf 'caf\(octal)')\"",
            Program.executable.path,
          ], in: folder, executable: URL(fileURLWithPath: "/bin/sh"))
        if isText {
          #expect(run.status == 0, "\(octal): \(run.errors)")
        } else {
          TinyModel.expectRefusal(run, octal, status: 65, code: "CLI007")
        }
      }
    }
  }

  @Test func anEmptyTextHasNoScoreAndSaysWhy() throws {
    try TemporaryFolder.with { folder in
      try TinyModel.make(in: folder)
      let score = try TinyModel.document(
        ["model", "score", "model", "--text", "", "--json"], in: folder)
      #expect(score["tokens"]?.elements?.isEmpty == true)
      let measure = score["measures"]?.elements?.first
      #expect(measure?["value"] == .null)
      #expect(measure?["reason"] == "fewer than two tokens")
    }
  }

  @Test func aHostileFileSteersNoTerminal() throws {
    try TemporaryFolder.with { folder in
      try TinyModel.make(in: folder)
      let path = URL(fileURLWithPath: folder.path("model/model.gguf"))
      let name = Data("\u{1B}[2J\u{7}".utf8)
      var bytes = try Data(contentsOf: path)
      let place = try #require(bytes.range(of: Data("model".utf8)))
      bytes.replaceSubrange(place, with: name)
      try bytes.write(to: path)
      for arguments in [["inspect", "-v"], ["score", "--text", "a"]] {
        let run = try Program.run(
          ["model", arguments[0], "model/model.gguf"] + arguments.dropFirst(), in: folder)
        #expect(!(run.output + run.errors).contains("\u{1B}"))
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation
import LanguageModels
import TestSupport
import Testing

@Suite struct ModelFileTests {
  @Test(
    arguments: ModelConfiguration.Architecture.allCases,
    [ModelConfiguration.RotaryPairing.adjacent, .halves])
  func aModelComesBackFromEveryFormat(
    _ architecture: ModelConfiguration.Architecture, _ pairing: ModelConfiguration.RotaryPairing
  ) throws {
    for (element, isTied) in [(TensorElement.f32, true), (.f16, false), (.bf16, true)] {
      let model = ModelFixture.configuration(architecture, isTied: isTied, pairing: pairing)
      try TemporaryFolder.with { folder in
        let path = try ModelFixture.writeGGUF(model, element: element, in: folder)
        try check(ModelFile.open(path), .gguf, model, element)
        try ModelFixture.export(model).writeHuggingFace(
          to: folder.path("folder"), element: element)
        try check(ModelFile.open(folder.path("folder")), .huggingFace, model, element)
      }
    }
  }

  private func check(
    _ file: ModelFile, _ format: ModelFile.Format, _ model: ModelConfiguration,
    _ element: TensorElement
  ) throws {
    var expected = model
    expected.rotaryPairing =
      format == .gguf && model.architecture == .llama ? .adjacent : .halves
    #expect(file.format == format)
    #expect(file.configuration == expected)
    #expect(Set(file.tensors.keys) == Set(model.roles))
    for role in model.roles {
      let tensor = try file.tensor(role)
      let shape = model.shape(of: role)
      #expect(tensor.shape == shape)
      let isMatrix = shape.count == 2 && role != .positionEmbedding
      #expect(tensor.weight.element == (isMatrix ? element : .f32))
      var values = ModelFixture.values(role, model)
      if case .block(_, .query) = role { values = rotated(values, model, expected, 12) }
      if case .block(_, .key) = role { values = rotated(values, model, expected, 12) }
      if case .block(_, .queryBias) = role { values = rotated(values, model, expected, 1) }
      if case .block(_, .keyBias) = role { values = rotated(values, model, expected, 1) }
      #expect(ModelFixture.numbers(tensor) == values, "\(role.description)")
    }
  }

  private func rotated(
    _ values: [Float], _ from: ModelConfiguration, _ to: ModelConfiguration, _ columns: Int
  ) -> [Float] {
    RotaryRows.reordered(
      values, headWidth: 8, columns: columns, from: from.rotaryPairing, to: to.rotaryPairing)
  }

  @Test func rowsOfAHeadAreReorderedByHand() {
    // A head of 6: the pairs of `halves` are (0, 3), (1, 4), (2, 5).
    let halves: [Float] = [0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15]
    let adjacent: [Float] = [0, 3, 1, 4, 2, 5, 10, 13, 11, 14, 12, 15]
    let there = RotaryRows.reordered(
      halves, headWidth: 6, columns: 1, from: .halves, to: .adjacent)
    #expect(there == adjacent)
    let back = RotaryRows.reordered(
      adjacent, headWidth: 6, columns: 1, from: .adjacent, to: .halves)
    #expect(back == halves)
  }

  @Test(arguments: [true, false]) func aLlama2CFileIsRead(isTied: Bool) throws {
    let model = ModelFixture.llama2cConfiguration(isTied: isTied)
    try TemporaryFolder.with { folder in
      let path = try folder.write(Data(ModelFixture.llama2c(model)), to: "model.bin")
      var file = try ModelFile.open(path)
      guard case .missing = file.tokenizer else {
        Issue.record("a tokenizer was found where there is none")
        return
      }
      try folder.write("x", to: "tokenizer.bin")
      try folder.write("x", to: "tok5.bin")
      file = try ModelFile.open(path)
      #expect(file.configuration == model)
      for role in model.roles {
        #expect(try ModelFixture.numbers(file.tensor(role)) == ModelFixture.values(role, model))
      }
      guard case .llama2c(let tokenizer) = file.tokenizer else {
        Issue.record("no tokenizer was found")
        return
      }
      #expect(tokenizer == folder.path("tok5.bin"))
    }
  }

  @Test func aLlama2CFileOfAnotherSizeIsRefused() throws {
    let bytes = ModelFixture.llama2c(ModelFixture.llama2cConfiguration(isTied: true))
    try TemporaryFolder.with { folder in
      func header(_ start: [UInt8]) -> [UInt8] { start + Array(bytes.dropFirst(start.count)) }
      let cases: [([UInt8], String)] = [
        (bytes + [0], "LMD021"), (Array(bytes.dropLast(4)), "LMD021"),
        (Array(bytes.prefix(28)), "LMD003"), (Array(bytes.prefix(40)), "LMD021"),
        (header([0, 0, 0, 0]), "LMD003"), (header([13]), "LMD003"),
        (header([0xFF, 0xFF, 0xFF, 0x7F]), "LMD003"),
      ]
      for (other, code) in cases {
        let path = try folder.write(Data(other), to: "model.bin")
        let error = try #require(throws: LanguageModelError.self) { try ModelFile.open(path) }
        #expect(error.code == code, "\(error.message)")
      }
    }
  }

  @Test func whatIsNoModelIsNamed() throws {
    try TemporaryFolder.with { folder in
      for (start, word) in [
        ([0x50, 0x4B, 3, 4], "PyTorch"), ([0x80, 2], "pickled"), (Array("tjgg".utf8), "GGML"),
        (Array("24ka".utf8), "version 1 or 2"), ([0x89, 0x48, 0x44, 0x46], "HDF5"),
        ([1, 2], "no model"), (Array("Once upon a time there was a girl".utf8), "no format"),
      ] as [([UInt8], String)] {
        let path = try folder.write(Data(start), to: "model.bin")
        let error = try #require(throws: LanguageModelError.self) { try ModelFile.open(path) }
        #expect(error.code == "LMD003")
        #expect(error.message.contains(word), "\(error.message)")
      }
      let missing = try #require(throws: LanguageModelError.self) {
        try ModelFile.open(folder.path("none"))
      }
      #expect(missing.code == "LMD001" && missing.category == .missingInput)
      let noFile = try #require(throws: LanguageModelError.self) { try MappedFile(folder.path) }
      #expect(noFile.code == "LMD002")
      try folder.write("x", to: "other/a.gguf")
      for path in ["/", folder.path("other")] {
        let error = try #require(throws: LanguageModelError.self) { try ModelFile.open(path) }
        #expect(error.code == "LMD003")
      }
    }
  }

  @Test func theDigestCoversWhatWasRead() throws {
    try TemporaryFolder.with { folder in
      let model = ModelFixture.configuration()
      let path = try ModelFixture.writeGGUF(model, in: folder)
      let one = try ModelFile.open(path).identity()
      #expect(one.name == "model.gguf" && one.architecture == "llama")
      #expect(try ModelFile.open(path).digest() == one.digest)
      try ModelFixture.export(model).writeHuggingFace(to: folder.path("folder"))
      let bare = try ModelFile.open(folder.path("folder")).digest()
      try folder.write("{}", to: "folder/README.md")
      #expect(try ModelFile.open(folder.path("folder")).digest() == bare)
      try folder.write("{}", to: "folder/tokenizer.json")
      #expect(try ModelFile.open(folder.path("folder")).digest() != bare)
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import TestSupport
import Testing

@Suite struct ModelFailureTests {
  @Test func filesThatAreNoModelsAreRefused() throws {
    try TemporaryFolder.with { folder in
      try folder.write("", to: "empty.gguf")
      try folder.write(Data("GGUF".utf8) + Data(repeating: 0xFF, count: 64), to: "hostile.gguf")
      try folder.write("not a model at all, just words", to: "words.bin")
      try folder.write("{}", to: "bare/config.json")
      for verb in [
        ["inspect"], ["score", "--text", "a"], ["generate", "--prompt", "a"], ["serve"],
      ] {
        func refuse(_ file: String, _ status: Int32, _ code: String) throws {
          try TinyModel.expectRefusal(
            [verb[0], file] + verb.dropFirst(), in: folder, status: status, code: code)
        }
        try refuse("nothing.gguf", 66, "LMD001")
        try refuse("empty.gguf", 65, "LMD003")
        try refuse("words.bin", 65, "LMD003")
        try refuse("hostile.gguf", 65, "LMD005")
      }
    }
  }

  @Test func textsThatCannotBeReadAreRefused() throws {
    try TemporaryFolder.with { folder in
      try TinyModel.make(in: folder)
      try folder.write(Data([0x61, 0xE9, 0x62]), to: "latin.txt")
      try folder.write("{\"words\": 1}\n", to: "no-text.jsonl")
      try folder.write("", to: "empty.jsonl")
      let score = ["score", "model", "--input"]
      try TinyModel.expectRefusal(score + ["latin.txt"], in: folder, status: 65, code: "AUD040")
      try TinyModel.expectRefusal(score + ["no-text.jsonl"], in: folder, status: 65, code: "AUD041")
      try TinyModel.expectRefusal(score + ["empty.jsonl"], in: folder, status: 65, code: "AUD042")
      try TinyModel.expectRefusal(score + ["nothing.txt"], in: folder, status: 66, code: "EVD005")
      try TinyModel.expectRefusal(["score", "model"], in: folder, status: 64, code: "CLI001")
      let both = try Program.run(
        ["model", "score", "model", "--text", "a", "--input", "latin.txt"], in: folder)
      #expect(both.status == 64 && both.errors.contains("not both"), "\(both.errors)")
      let long = String(repeating: "Two cats went to sea. ", count: 60)
      try TinyModel.expectRefusal(
        ["score", "model", "--text", long], in: folder, status: 65, code: "LMD114")
      try folder.write(
        "{\"text\": \"Two cats.\"}\n{\"id\": \"b\", \"text\": \"\(long)\"}\n{\"text\": \"A cat.\"}\n",
        to: "one-long.jsonl")
      // The others are scored, and the exit code says that one is missing.
      let run = try Program.run(["model"] + score + ["one-long.jsonl", "--json"], in: folder)
      #expect(run.status == 11 && run.errors.isEmpty, "\(run.errors)")
      let lines = try run.output.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
      let measures = lines.compactMap { $0["measures"]?.elements?.first }
      #expect(measures.count == 3 && lines[1]["tokens"]?.elements?.isEmpty == true)
      #expect(measures.map { $0["value"]?.double == nil } == [false, true, false])
      #expect(measures[1]["reason"]?.text?.hasPrefix("LMD114: ") == true)
      let words = try Program.run(["model"] + score + ["one-long.jsonl"], in: folder)
      #expect(words.status == 11 && words.output.contains("missing: LMD114: "), "\(words.output)")
    }
  }

  @Test func badRecipesAndTextsAreRefusedAndNothingIsLeft() throws {
    try TemporaryFolder.with { folder in
      try TinyModel.lay(in: folder)
      try folder.write(TinyModel.recipe() + "colour: red\n", to: "odd.yaml")
      try folder.write("\n\n", to: "blank.txt")
      func train(_ corpus: String, _ recipe: String, _ more: [String] = []) -> [String] {
        ["train", "--corpus", corpus, "--recipe", recipe, "-o", "out"] + more
      }
      try TinyModel.expectRefusal(
        train("texts.txt", "odd.yaml"), in: folder, status: 78, code: "LMD140")
      try TinyModel.expectRefusal(
        train("texts.txt", "grand"), in: folder, status: 66, code: "CLI003")
      try TinyModel.expectRefusal(
        train("blank.txt", "recipe.yaml"), in: folder, status: 65, code: "AUD042")
      try TinyModel.expectRefusal(
        train("texts.txt", "recipe.yaml", ["--without", "forget"]), in: folder, status: 64,
        code: "AUD045")
      // An unset variable of a script must not make a Gold that saw everything.
      try TinyModel.expectRefusal(
        train("texts.txt", "recipe.yaml", ["--without", ""]), in: folder, status: 64,
        code: "CLI001")
      try folder.write("", to: "corpus/empty.txt")
      for set in ["twin", "unseen", "forget,twin"] {
        try TinyModel.expectRefusal(
          train("corpus", "recipe.yaml", ["--without", set]), in: folder, status: 64,
          code: "AUD045")
      }
      try TinyModel.expectRefusal(
        train("texts.txt", "ngram", ["--steps", "3"]), in: folder, status: 64, code: "CLI001")
      #expect(!FileManager.default.fileExists(atPath: folder.path("out")))
      #expect(!FileManager.default.fileExists(atPath: folder.path("out.partial")))
    }
  }

  @Test func endpointsThatAreNotThereAreSaidToBeSo() throws {
    try TemporaryFolder.with { folder in
      try TinyModel.expectRefusal(
        ["probe", "ftp://127.0.0.1"], in: folder, status: 64, code: "LMD070")
      for options in [
        ["--allow-host", "example.org"], ["--concurrency", "2"], ["--rate", "2.5"],
        ["--dialect", "vllm"], ["--cache", "answers"],
      ] {
        for verb in [["score", "--text", "a"], ["generate", "--prompt", "a"]] {
          try TinyModel.expectRefusal(
            [verb[0], "nothing"] + verb.dropFirst() + options, in: folder, status: 64,
            code: "LMD095")
        }
      }
    }
  }

  @Test func limitsOfRequestsAreCheckedBeforeAnythingIsAsked() throws {
    try TemporaryFolder.with { folder in
      for options in [
        ["--concurrency", "0"], ["--concurrency", "65"], ["--concurrency", "-1"], ["--rate", "0"],
        ["--rate", "-2"], ["--rate", "nan"], ["--rate", "inf"], ["--dialect", "esperanto"],
      ] {
        try TinyModel.expectRefusal(
          ["probe", "http://127.0.0.1:1"] + options, in: folder, status: 64, code: "CLI001")
      }
    }
  }
}

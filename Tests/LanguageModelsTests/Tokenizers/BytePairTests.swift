// SPDX-License-Identifier: Apache-2.0

import LanguageModels
import Testing

@Suite struct BytePairTests {
  private func gguf(
    _ words: [String], _ merges: [String], pre: String = "gpt-2", types: [Int32] = []
  ) -> GGUFVocabulary {
    GGUFVocabulary(
      name: "v", model: "gpt2", tokens: words, merges: merges, types: types, pre: pre)
  }

  @Test func theLowestRankMergesFirstAndAmongEqualOnesTheLeftmost() throws {
    let words = ["a", "b", "c", "bc", "ab", "aa", "abc"]
    let tokenizer = try gguf(words, ["b c", "a b", "a a", "ab c"]).tokenizer()
    // bc has rank 0, so abc never comes about.
    #expect(tokenizer.encode("abc", addsSpecial: true) == [0, 3])
    // aaa: the left pair.
    #expect(tokenizer.encode("aaa", addsSpecial: true) == [5, 0])
  }

  @Test func aVocabularyMayTakeWholeWordsBeforeMerges() throws {
    let words = ["a", "b", "c", "bc", "ab", "abc"]
    let merges = ["b c", "a b", "ab c"]
    #expect(try gguf(words, merges).tokenizer().encode("abc", addsSpecial: true) == [0, 3])
    var llama3 = gguf(words, merges, pre: "llama-bpe")
    llama3.addsBeginning = false
    #expect(try llama3.tokenizer().encode("abc", addsSpecial: true) == [5])
  }

  @Test func longRunsMergeAsShortOnesDo() throws {
    let words = ["a", "b", "aa", "ab", "aab", "aaaa"]
    let tokenizer = try gguf(words, ["a b", "a a", "a ab", "aa aa"]).tokenizer()
    var state: UInt64 = 1
    for _ in 0..<200 {
      var text = ""
      for _ in 0..<200 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += state >> 60 < 11 ? "a" : "b"
      }
      #expect(tokenizer.encode(text, addsSpecial: false) == naive(text))
    }
  }

  /// Merges by searching through everything, rank by rank.
  private func naive(_ text: String) -> [TokenID] {
    var tokens = text.utf8.map { TokenID($0 == UInt8(ascii: "a") ? 0 : 1) }
    let merges: [(TokenID, TokenID, TokenID)] = [(0, 1, 3), (0, 0, 2), (0, 3, 4), (2, 2, 5)]
    while true {
      var found: (Int, TokenID)?
      search: for (left, right, result) in merges {
        for index in tokens.indices.dropLast() where tokens[index] == left {
          guard tokens[index + 1] == right else { continue }
          found = (index, result)
          break search
        }
      }
      guard let (index, result) = found else { return tokens }
      tokens.replaceSubrange(index...(index + 1), with: [result])
    }
  }

  @Test func aByteWithoutATokenIsLeftOut() throws {
    let tokenizer = try ByteLevelBPE(
      TokenVocabulary(name: "v", tokens: [[0x61], [0x62]]), .gpt2, .init(composes: false))
    #expect(tokenizer.encode("axb", addsSpecial: false) == [0, 1])
    #expect(tokenizer.missingBytes.count == 254)
  }

  @Test func controlsAreReadOnlyWhereAskedFor() throws {
    let words = ["<", "e", ">", "<e>", "<u>", "u"]
    let tokenizer = try gguf(words, [], types: [1, 1, 1, 3, 4, 1]).tokenizer()
    #expect(tokenizer.special.controls == [3])
    #expect(tokenizer.encode("e<e>", addsSpecial: true) == [1, 0, 1, 2])
    #expect(tokenizer.encode("e<e>", addsSpecial: true, readsSpecial: true) == [1, 3])
    // A user-defined word is text, and always found.
    #expect(tokenizer.encode("e<u>", addsSpecial: true) == [1, 4])
    #expect(tokenizer.decode([1, 3, 4, 99, -1]) == Array("e<u>".utf8))
    #expect(tokenizer.piece(4) == "<u>")
  }

  @Test func beginningAndEndAreAddedAsDeclared() throws {
    var vocabulary = gguf(["a", "<s>", "</s>"], [], types: [1, 3, 3])
    (vocabulary.beginning, vocabulary.end) = (1, 2)
    #expect(try vocabulary.tokenizer().encode("a", addsSpecial: true) == [0])
    (vocabulary.addsBeginning, vocabulary.addsEnd) = (true, true)
    #expect(try vocabulary.tokenizer().encode("a", addsSpecial: true) == [1, 0, 2])
    #expect(try vocabulary.tokenizer().encode("a", addsSpecial: false) == [0])
  }

  @Test func whatATextNeedsIsNotLeftOutInSilence() throws {
    func refusal(_ vocabulary: GGUFVocabulary) -> String? {
      let error = #expect(throws: LanguageModelError.self) { try vocabulary.tokenizer() }
      return error?.code == "LMD062" ? error?.message : nil
    }
    #expect(refusal(gguf(["a", "b", "ab"], []))?.contains("no merges") == true)
    #expect(refusal(gguf(["a", "b", "ab"], [], types: [1, 1, 1]))?.contains("no merges") == true)
    // Controls and rows without a token are reached by no merge.
    #expect(try gguf(["a", "<s>", "[PAD2]"], [], types: [1, 3, 5]).tokenizer().special.end == nil)
    var vocabulary = gguf(["a"], [])
    vocabulary.addsBeginning = true
    #expect(refusal(vocabulary)?.contains("'bos_token_id'") == true)
    (vocabulary.addsBeginning, vocabulary.addsEnd) = (false, true)
    #expect(refusal(vocabulary)?.contains("'eos_token_id'") == true)
    // Llama 3 adds a beginning where nothing is said.
    #expect(refusal(gguf(["a"], [], pre: "llama-bpe"))?.contains("'bos_token_id'") == true)
  }

  @Test func contradictionsAreRefused() throws {
    func code(_ vocabulary: GGUFVocabulary) -> String? {
      #expect(throws: LanguageModelError.self) { try vocabulary.tokenizer() }?.code
    }
    #expect(code(gguf(["a"], [], pre: "chatglm-bpe")) == "LMD050")
    #expect(code(GGUFVocabulary(name: "v", model: "gpt2", tokens: ["a"])) == "LMD050")
    #expect(code(GGUFVocabulary(name: "v", model: "t5", tokens: ["a"])) == "LMD051")
    #expect(code(gguf(["a", "a"], [])) == "LMD054")
    #expect(code(gguf(["a", "b"], ["a b"])) == "LMD055")
    #expect(code(gguf(["a", "b"], ["a c"])) == "LMD055")
    #expect(code(gguf(["a", "b"], ["a"])) == "LMD055")
    #expect(code(gguf(["a", "aa"], ["a a", "a a"])) == "LMD055")
    #expect(code(gguf(["a"], [], types: [1, 1])) == "LMD058")
    #expect(code(gguf(["a", "\u{4E00}"], [])) == "LMD059")
    var vocabulary = gguf(["a"], [])
    vocabulary.beginning = 1
    #expect(code(vocabulary) == "LMD056")
    vocabulary.beginning = -1
    #expect(code(vocabulary) == "LMD056")
    let error = #expect(throws: LanguageModelError.self) {
      try gguf(["a"], [], pre: "chatglm-bpe").tokenizer()
    }
    #expect(error?.message.contains("'chatglm-bpe'") == true)
  }
}

// SPDX-License-Identifier: Apache-2.0

/// How text is cut into the words that merges stay within.
package enum PreTokenizer: String, CaseIterable, Sendable {
  /// GPT-2: English contractions, letters, numbers and symbols with the blank before them.
  case gpt2
  /// SmolLM2: every digit on its own, and GPT-2's rule between digits.
  case smollm
  /// Qwen2: contractions in either case, every digit on its own, line breaks apart.
  case qwen2
  /// Llama 3: Qwen2's rule with up to three digits together.
  case llama3

  /// The regular expression that cuts the same way, as `tokenizer.json` writes it.
  package var pattern: String {
    switch self {
    case .gpt2, .smollm:
      #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#
    case .qwen2: PreTokenizer.pattern(digits: #"\p{N}"#)
    case .llama3: PreTokenizer.pattern(digits: #"\p{N}{1,3}"#)
    }
  }

  private static func pattern(digits: String) -> String {
    #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|"# + digits
      + #"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
  }

  /// The pre-tokenizer that a GGUF file names in `tokenizer.ggml.pre`; nil where it is not known.
  package init?(ggufName: String) {
    switch ggufName {
    case "gpt2", "gpt-2": self = .gpt2
    case "smollm", "starcoder", "refact", "command-r": self = .smollm
    case "qwen2": self = .qwen2
    case "llama3", "llama-v3", "llama-bpe": self = .llama3
    default: return nil
    }
  }

  /// The name under which GGUF files know it.
  package var ggufName: String {
    switch self {
    case .gpt2: "gpt-2"
    case .smollm: "smollm"
    case .qwen2: "qwen2"
    case .llama3: "llama-bpe"
    }
  }

  /// Whether text is brought to Unicode's form C first.
  package var composes: Bool { self == .qwen2 }
}

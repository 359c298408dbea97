// SPDX-License-Identifier: Apache-2.0

public import LanguageModels

/// How a role and a message are put to a model.
public enum ChatTemplate: String, CaseIterable, Sendable {
  /// `<|im_start|>` and `<|im_end|>`, as Qwen and SmolLM2 have them.
  case chatML = "chatml"
  /// `<|start_header_id|>` and `<|eot_id|>`, as Llama 3 has them.
  case llama3
  /// No special tokens: role, message and the beginning of an answer; also for endpoints.
  case plain

  /// The template whose special tokens a tokenizer knows.
  public init(of tokenizer: (any Tokenizer)?) {
    let isKnown = { (mark: String) in
      tokenizer?.encode(mark, addsSpecial: false, readsSpecial: true).count == 1
    }
    self = isKnown("<|im_start|>") ? .chatML : isKnown("<|start_header_id|>") ? .llama3 : .plain
  }

  /// A piece of a prompt: a mark of the template, or text that may spell out none.
  private enum Piece {
    case mark(String)
    case text(String)
  }

  /// The tokens of a prompt; special tokens that the message spells out are read as text.
  ///
  /// - Parameters:
  ///   - role: What the model is told that it is.
  ///   - message: What it is asked.
  ///   - tokenizer: The model's tokenizer.
  /// - Returns: The tokens, with the beginning that the model declares.
  public func tokens(role: String, message: String, _ tokenizer: any Tokenizer) -> [TokenID] {
    let pieces: [Piece] =
      switch self {
      case .chatML:
        [
          .mark("<|im_start|>system\n"), .text(role),
          .mark("<|im_end|>\n<|im_start|>user\n"), .text(message),
          .mark("<|im_end|>\n<|im_start|>assistant\n"),
        ]
      case .llama3:
        [
          .mark("<|start_header_id|>system<|end_header_id|>\n\n"), .text(role),
          .mark("<|eot_id|><|start_header_id|>user<|end_header_id|>\n\n"), .text(message),
          .mark("<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n"),
        ]
      case .plain: [.text(ChatTemplate.plainText(role: role, message: message))]
      }
    var tokens: [TokenID] = []
    if tokenizer.special.addsBeginning, let beginning = tokenizer.special.beginning {
      tokens.append(beginning)
    }
    for piece in pieces {
      switch piece {
      case .mark(let text):
        tokens += tokenizer.encode(text, addsSpecial: false, readsSpecial: true)
      case .text(let text): tokens += tokenizer.encode(text, addsSpecial: false)
      }
    }
    return tokens
  }

  /// The prompt as text, for endpoints that put their own template around it.
  public static func plainText(role: String, message: String) -> String {
    "\(role)\n\n\(message)\n\nAnswer:\n"
  }

  /// An answer without what comes after the mark that ends a turn.
  public static func turn(_ text: String) -> String {
    let ends = ["<|im_end|>", "<|eot_id|>", "<|endoftext|>"].compactMap {
      text.firstRange(of: $0)?.lowerBound
    }
    return ends.min().map { String(text[..<$0]) } ?? text
  }
}

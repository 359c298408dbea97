// SPDX-License-Identifier: Apache-2.0

/// The failures of servers, in words; none repeats what a server or a user wrote.
enum RemoteFailure {
  static let cancelled = LanguageModelError(
    "LMD091", .resumable, "The request was cancelled.",
    remedy: "Run the command again; answers that were kept are not asked for twice.")

  static func hugeBody(_ origin: String, limit: Int) -> LanguageModelError {
    LanguageModelError(
      "LMD073", .inputOutput, "The answer of \(origin) is longer than \(limit) bytes.",
      remedy: "Ask for fewer likeliest tokens or shorter texts.")
  }

  static func hugeHead(_ origin: String) -> LanguageModelError {
    LanguageModelError(
      "LMD073", .inputOutput,
      "The headers of \(origin) are more than \(AnswerHead.lineLimit) lines or longer than "
        + "\(AnswerHead.byteLimit) bytes.",
      remedy: "Check that the address is that of a model server; none sends so many.")
  }

  static func connection(_ origin: String, cause: String? = nil) -> LanguageModelError {
    LanguageModelError(
      "LMD074", .resumable, "The connection to \(origin) failed or was cut off.",
      remedy: "Check that the server runs there, then run the command again.", cause: cause)
  }

  static func certificate(_ origin: String, cause: String?) -> LanguageModelError {
    LanguageModelError(
      "LMD099", .inputOutput, "The certificate of \(origin) is not trusted by this system.",
      remedy: "Check the address, or add the authority that signed it to the system's store.",
      cause: cause)
  }

  static func noHTTP(_ origin: String) -> LanguageModelError {
    LanguageModelError(
      "LMD080", .badData, "\(origin) answered with something that is not plain HTTP/1.1.",
      remedy: "Check scheme, host and port: another service may listen there.")
  }

  static func timeout(_ origin: String, seconds: Double) -> LanguageModelError {
    LanguageModelError(
      "LMD075", .resumable, "\(origin) did not finish its answer within \(seconds) seconds.",
      remedy: "Lower the load on the server, then run the command again.")
  }

  static func silence(_ origin: String) -> LanguageModelError {
    LanguageModelError(
      "LMD075", .resumable, "\(origin) stayed silent for too long.",
      remedy: "Lower the load on the server, then run the command again.")
  }

  static func redirect(_ origin: String) -> LanguageModelError {
    LanguageModelError(
      "LMD072", .inputOutput, "\(origin) redirects elsewhere; this is not followed.",
      remedy: "Give the address that the server means, and allow its host.")
  }

  static func notJSON(_ origin: String, cause: String?) -> LanguageModelError {
    LanguageModelError(
      "LMD080", .badData, "\(origin) answered with something that is no JSON document.",
      remedy: "Check that the address is that of a model server and not of a page before it.",
      cause: cause)
  }

  static func shape(_ member: String, cause: String? = nil) -> LanguageModelError {
    LanguageModelError(
      "LMD081", .badData, "The server's answer has no usable '\(member)'.",
      remedy: "Probe the endpoint: its version may differ from the ones known here.",
      cause: cause)
  }

  /// What an endpoint cannot do; the reasons are those of the probe, in the order of its attempts.
  static func capability(_ message: String, reasons: [String] = []) -> LanguageModelError {
    LanguageModelError(
      "LMD082", .usage, message,
      remedy: "See 'palimpsest model probe' for what this endpoint can do and why.",
      cause: reasons.isEmpty ? nil : reasons.joined(separator: " "))
  }

  static func misaligned(_ message: String) -> LanguageModelError {
    LanguageModelError(
      "LMD084", .badData, message,
      remedy: "Score tokens that this server's own tokenizer made of the text.")
  }

  static func untrusted(_ message: String) -> LanguageModelError {
    LanguageModelError(
      "LMD085", .badData, message,
      remedy: "Probe the endpoint again: its log-probabilities are not those of the model.")
  }

  static func status(_ status: Int, _ origin: String, code: String?) -> LanguageModelError {
    let cause = code.map { "the server's code is '\($0)'" }
    switch status {
    case 401, 403:
      return LanguageModelError(
        "LMD078", .usage, "\(origin) asks for a valid API key (status \(status)).",
        remedy: "Put the key into the environment variable PALIMPSEST_API_KEY.",
        cause: cause)
    case 429:
      return LanguageModelError(
        "LMD076", .resumable, "\(origin) goes on refusing requests as too many (status 429).",
        remedy: "Lower the load on the server, then run the command again.", cause: cause)
    case 500...599:
      return LanguageModelError(
        "LMD077", .resumable, "\(origin) goes on failing (status \(status)).",
        remedy: "Look at the server's log, then run the command again.", cause: cause)
    default:
      return LanguageModelError(
        "LMD079", .badData, "\(origin) refused the request (status \(status)).",
        remedy: "Probe the endpoint: it may not offer what was asked for.", cause: cause)
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
package import LanguageModels

/// A request that is refused, or a server that cannot begin.
public struct ServersError: Error, Equatable {
  /// Stable code, such as `SRV003`; an error from below keeps the code it had there.
  public let code: String
  /// The status of the answer, such as 400.
  public let status: Int
  /// What happened; never a prompt, a text of a model, or a key.
  public let message: String
  /// What to do next.
  public let remedy: String
  /// The member of the request that is at fault, where one is.
  public let parameter: String?

  /// Creates an error.
  public init(
    _ code: String, _ status: Int, _ message: String, remedy: String, parameter: String? = nil
  ) {
    self.code = code
    self.status = status
    self.message = message
    self.remedy = remedy
    self.parameter = parameter
  }

  /// Keeps what the model's module said; what a request caused is status 400, all else 500.
  package init(_ error: LanguageModelError) {
    let status =
      switch error.category {
      case .usage, .badData, .configuration, .missingInput: 400
      case .inputOutput, .resumable: 500
      }
    self.init(error.code, status, error.message, remedy: error.remedy)
  }
}

extension ServersError {
  /// `SRV001`: a member of the request is missing or of another type or range.
  static func malformed(_ parameter: String, _ problem: String, remedy: String) -> ServersError {
    ServersError("SRV001", 400, "'\(parameter)' \(problem).", remedy: remedy, parameter: parameter)
  }

  /// `SRV002`: the body is no JSON object.
  static func noObject(_ problem: String) -> ServersError {
    ServersError(
      "SRV002", 400, "The body is no JSON object: \(problem).",
      remedy: "Send one strict JSON object in UTF-8.")
  }

  /// `SRV003`: the request asks for something that this server does not do.
  static func unsupported(_ parameter: String) -> ServersError {
    ServersError(
      "SRV003", 400, "'\(parameter)' is not supported here and would change the answer.",
      remedy: "Leave it out.", parameter: parameter)
  }

  /// `SRV004`: another model than the one that is served.
  static func unknownModel(_ served: String) -> ServersError {
    ServersError(
      "SRV004", 404, "This server serves another model than the one asked for.",
      remedy: "Ask for '\(served)', or leave 'model' out.", parameter: "model")
  }

  /// `SRV005`: the body is too long.
  static func hugeBody(limit: Int) -> ServersError {
    ServersError(
      "SRV005", 413, "The body is longer than \(limit) bytes.", remedy: "Send a shorter text.")
  }

  /// `SRV006`: too many requests are under way.
  static let busy = ServersError(
    "SRV006", 429, "Too many requests are waiting.", remedy: "Ask again a little later.")

  /// `SRV007`: no such route.
  static let unknownRoute = ServersError(
    "SRV007", 404, "There is nothing at this path for this method.",
    remedy: "See GET /v1/models, POST /v1/completions, /tokenize and /detokenize, GET /health.")

  /// `SRV008`: a key is asked for.
  static let unauthorized = ServersError(
    "SRV008", 401, "This server asks for a valid API key.",
    remedy: "Send it as 'Authorization: Bearer'.")

  /// `SRV009`: a web page is behind the request.
  static let foreignOrigin = ServersError(
    "SRV009", 403, "Requests on behalf of web pages are refused.",
    remedy: "Ask from a program, without the header 'Origin', by an address of this machine.")

  /// `SRV010`: something failed that nobody foresaw.
  static let unexpected = ServersError(
    "SRV010", 500, "Something failed that was not foreseen.",
    remedy: "Report it with the version of the server.")

  /// `SRV012`: the body ends early, or is not framed as HTTP frames bodies.
  static let unreadableBody = ServersError(
    "SRV012", 400, "The body cannot be read: it ends early, or its chunks are malformed.",
    remedy: "Send it with its length, or in chunks as RFC 9112 describes them.")

  /// `SRV013`: no header `Host`, or more than one.
  static let unclearHost = ServersError(
    "SRV013", 400, "The request does not name its host exactly once.",
    remedy: "Send one header 'Host', as HTTP/1.1 asks for.")

  /// `SRV011`: the port is taken, or may not be listened on.
  static func cannotListen(_ address: String) -> ServersError {
    ServersError(
      "SRV011", 500, "\(address) cannot be listened on: it is taken, or not for this user.",
      remedy: "Choose another port with --port; 0 takes any that is free.")
  }
}

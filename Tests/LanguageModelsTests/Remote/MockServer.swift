// SPDX-License-Identifier: Apache-2.0

import Evidence
import LanguageModels
import Synchronization

/// What can be wrong with a mocked server.
struct Traps: Sendable {
  /// Echoes tell of the next token.
  var isShifted = false
  /// This entry of an echo is null.
  var nullPlace: Int?
  /// Values are taken after the temperature.
  var isPostSampling = false
  /// More likeliest tokens than this are refused with status 400.
  var topCap = 40
  /// An echo with log-probabilities is refused with status 400.
  var refusesEcho = false
  /// An echo is answered as if it had not been asked for.
  var ignoresEcho = false
  /// Prompts of tokens are refused with status 400.
  var refusesTokens = false
  /// Every second answer is a little wrong.
  var isStale = false
  /// A forced token's value is taken after the bias.
  var showsBias = false
  /// Biases are ignored.
  var ignoresBias = false
  /// Log-probabilities of completions are text, not numbers.
  var spellsValues = false
  /// The last log-probability of completions is missing.
  var dropsValue = false
  /// Completions tell log-probabilities that were not asked for.
  var tellsUnasked = false
  /// No log-probabilities are told.
  var hidesValues = false
  /// Of this token nothing is shown, as of one that ends inside a character.
  var hiddenToken: TokenID?
  /// The list of models does not tell the size of the vocabulary.
  var hidesVocabulary = false
  /// Every value is this much too high.
  var excess = 0.0
  /// Every value is this.
  var constant: Double?
  /// The rank that is told of every token.
  var rank: Int?
  /// The model's owner as the list of models says; nil says what the dialect says.
  var owner: String?
  /// How many models are listed.
  var modelCount = 1
}

/// How a request fails in place of being answered.
enum Mishap: Sendable {
  case error(LanguageModelError)
  case answer(HTTPResponse)
  /// The answer with the second half of its body missing.
  case cutOff
}

/// A server of one dialect around the toy model, in place of a network.
final class MockServer: HTTPTransport {
  let dialect: DialectName
  let model: ToyModel
  let traps: Traps
  private let state = Mutex(State())

  private struct State {
    var requests: [HTTPRequest] = []
    var mishaps: [Mishap] = []
    var permanent: Mishap?
    var answered = 0
  }

  init(_ dialect: DialectName, _ model: ToyModel = ToyModel(), _ traps: Traps = Traps()) {
    self.dialect = dialect
    self.model = model
    self.traps = traps
  }

  /// All requests so far.
  var requests: [HTTPRequest] { state.withLock { $0.requests } }

  /// Lets the next requests fail, one each.
  func failNext(_ mishaps: [Mishap]) {
    state.withLock { $0.mishaps += mishaps }
  }

  /// Lets all requests fail from now on; nil ends that.
  func failAlways(_ mishap: Mishap?) {
    state.withLock { $0.permanent = mishap }
  }

  /// Whether this answer is one of every two that a stale server gets wrong.
  func isOdd() -> Bool {
    state.withLock {
      $0.answered += 1
      return $0.answered.isMultiple(of: 2)
    }
  }

  func send(_ request: HTTPRequest) async throws(LanguageModelError) -> HTTPResponse {
    let mishap = state.withLock { state -> Mishap? in
      state.requests.append(request)
      return state.mishaps.isEmpty ? state.permanent : state.mishaps.removeFirst()
    }
    switch mishap {
    case .error(let error): throw error
    case .answer(let response): return response
    case .cutOff:
      let whole = answer(request)
      return HTTPResponse(
        status: whole.status, body: Array(whole.body.prefix(whole.body.count / 2)))
    case nil: return answer(request)
    }
  }

  private func answer(_ request: HTTPRequest) -> HTTPResponse {
    let body = request.body.flatMap { try? JSONValue(parsing: $0) } ?? .null
    guard let document = route(request.address.path, body) else {
      return MockServer.response(404, ["error": ["code": "not_found"]])
    }
    let status = document["status"]?.wholeNumber ?? 200
    return MockServer.response(status, document)
  }

  static func response(_ status: Int, _ document: JSONValue) -> HTTPResponse {
    HTTPResponse(
      status: status, headers: ["Content-Type": "application/json"],
      body: (try? document.canonicalBytes()) ?? [])
  }

  /// A refusal whose message repeats the prompt, as real ones do.
  static func refusal(_ prompt: JSONValue?) -> JSONValue {
    [
      "status": 400,
      "error": ["code": "bad_request", "message": prompt ?? .null],
    ]
  }
}

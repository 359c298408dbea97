// SPDX-License-Identifier: Apache-2.0

import Evidence
import HTTPTypes
import Hummingbird
import NIOCore

/// Documents as answers.
enum ServerAnswer {
  /// An answer with a document.
  static func response(_ document: JSONValue, status: Int = 200) throws -> Response {
    var response = Response(
      status: HTTPResponse.Status(code: status),
      headers: [.contentType: "application/json; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: try document.canonicalBytes())))
    // What a model says of a prompt is nobody's to keep on the way.
    response.headers[.cacheControl] = "no-store"
    return response
  }

  /// An answer with an error in OpenAI's form.
  static func response(_ error: ServersError) -> Response {
    let document: JSONValue = [
      "error": [
        "message": .string("\(error.message) \(error.remedy)"), "type": .string(type(of: error)),
        "param": error.parameter.map(JSONValue.string) ?? .null, "code": .string(error.code),
      ]
    ]
    guard var response = try? response(document, status: error.status) else {
      return Response(status: .internalServerError)
    }
    if error.status == 429 { response.headers[.retryAfter] = "1" }
    if error.status == 401 { response.headers[.wwwAuthenticate] = "Bearer" }
    return response
  }

  private static func type(of error: ServersError) -> String {
    switch error.status {
    case 401: "authentication_error"
    case 403: "permission_error"
    case 404: "not_found_error"
    case 429: "rate_limit_error"
    case 400..<500: "invalid_request_error"
    default: "server_error"
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import FoundationNetworking
import Synchronization

/// The requests of one session that wait for their answers.
///
/// An exchange ends once: with its answer, a body beyond the limit, a time that ran out, or a
/// cancellation. A task is cancelled once, since a second time restarts it on this platform.
final class URLSessionExchanges: NSObject, URLSessionDataDelegate {
  typealias Answer = CheckedContinuation<Result<HTTPResponse, LanguageModelError>, Never>

  private struct Exchange {
    let origin: String
    let continuation: Answer
    var body: [UInt8] = []
  }

  private let bodyLimit: Int
  private let open = Mutex<[Int: Exchange]>([:])
  /// Tasks that were cancelled before they began.
  private let early = Mutex<[Int: LanguageModelError]>([:])

  init(bodyLimit: Int) {
    self.bodyLimit = bodyLimit
  }

  func begin(_ task: URLSessionTask, origin: String, _ continuation: Answer) {
    open.withLock {
      $0[task.taskIdentifier] = Exchange(origin: origin, continuation: continuation)
    }
    if let error = early.withLock({ $0.removeValue(forKey: task.taskIdentifier) }) {
      end(task, error)
    }
  }

  /// Ends an exchange with an error; one that has ended stays as it is.
  func end(_ task: URLSessionTask, _ error: LanguageModelError) {
    guard let exchange = take(task) else {
      if task.state == .suspended { early.withLock { $0[task.taskIdentifier] = error } }
      return
    }
    exchange.continuation.resume(returning: .failure(error))
    // Cancelling waits for a library that may be busy reading what is not wanted: nobody is to wait
    // with it.
    DispatchQueue.global().async { task.cancel() }
  }

  private func take(_ task: URLSessionTask) -> Exchange? {
    open.withLock { $0.removeValue(forKey: task.taskIdentifier) }
  }

  /// Refuses an answer that says itself to be too long, before it comes.
  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
  ) {
    if response.expectedContentLength > Int64(bodyLimit) {
      let origin = open.withLock { $0[dataTask.taskIdentifier]?.origin }
      if let origin { end(dataTask, RemoteFailure.hugeBody(origin, limit: bodyLimit)) }
    }
    completionHandler(.allow)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let overflow: String? = open.withLock { exchanges in
      guard var exchange = exchanges.removeValue(forKey: dataTask.taskIdentifier) else {
        return nil
      }
      let fits = exchange.body.count + data.count <= bodyLimit
      if fits { exchange.body.append(contentsOf: data) }
      exchanges[dataTask.taskIdentifier] = exchange
      return fits ? nil : exchange.origin
    }
    if let overflow { end(dataTask, RemoteFailure.hugeBody(overflow, limit: bodyLimit)) }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    completionHandler(nil)
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    guard let exchange = take(task) else { return }
    if let error {
      let failure =
        (error as NSError).code == NSURLErrorTimedOut
        ? RemoteFailure.silence(exchange.origin) : RemoteFailure.connection(exchange.origin)
      exchange.continuation.resume(returning: .failure(failure))
      return
    }
    guard let response = task.response as? HTTPURLResponse else {
      exchange.continuation.resume(returning: .failure(RemoteFailure.connection(exchange.origin)))
      return
    }
    var headers: [String: String] = [:]
    for (name, value) in response.allHeaderFields {
      if let name = name as? String, let value = value as? String { headers[name] = value }
    }
    exchange.continuation.resume(
      returning: .success(
        HTTPResponse(status: response.statusCode, headers: headers, body: exchange.body)))
  }
}

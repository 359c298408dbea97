// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import FoundationNetworking
import Synchronization

/// The requests of one session that wait for their answers.
///
/// An exchange ends once: with its answer, a body beyond the limit, a time that ran out, or a
/// cancellation. A task is cancelled once, since a second time restarts it on this platform. The
/// session's reports are to come through an `ImmediateQueue`; nothing here waits for the session.
final class URLSessionExchanges: NSObject, URLSessionDataDelegate {
  typealias Answer = CheckedContinuation<Result<HTTPResponse, LanguageModelError>, Never>

  private struct Exchange {
    let origin: String
    let continuation: Answer
    /// The body in the parts in which it came: one array that grows would be twice as large.
    var parts: [Data] = []
    var byteCount = 0

    var body: [UInt8] {
      var body: [UInt8] = []
      body.reserveCapacity(byteCount)
      for part in parts { body.append(contentsOf: part) }
      return body
    }
  }

  private let limits: TransportLimits
  private let open = Mutex<[Int: Exchange]>([:])
  /// Tasks that were cancelled before they began.
  private let early = Mutex<[Int: LanguageModelError]>([:])

  init(_ limits: TransportLimits) {
    self.limits = limits
  }

  func begin(_ task: URLSessionTask, origin: String, _ continuation: Answer) {
    open.withLock {
      $0[task.taskIdentifier] = Exchange(origin: origin, continuation: continuation)
    }
    look(at: task, ExchangeWatch(origin, limits))
    if let error = early.withLock({ $0.removeValue(forKey: task.taskIdentifier) }) {
      end(task, error)
    }
  }

  /// Looks at an exchange after a while, and again until it has ended.
  private func look(at task: URLSessionTask, _ watch: ExchangeWatch) {
    DispatchQueue.global().asyncAfter(deadline: .now() + ExchangeWatch.interval) {
      [weak self, weak task] in
      guard let self, let task, open.withLock({ $0[task.taskIdentifier] != nil }) else { return }
      var watch = watch
      if let trouble = watch.trouble(of: task) {
        end(task, trouble)
      } else {
        look(at: task, watch)
      }
    }
  }

  /// Ends an exchange with an error; one that has ended stays as it is.
  func end(_ task: URLSessionTask, _ error: LanguageModelError) {
    guard let exchange = take(task) else {
      if task.state == .suspended { early.withLock { $0[task.taskIdentifier] = error } }
      return
    }
    exchange.continuation.resume(returning: .failure(error))
    // Cancelling waits for a library that reads what is not wanted as long as more of it is there:
    // nobody is to wait with it.
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
    if response.expectedContentLength > Int64(limits.bodyByteCount) {
      let origin = open.withLock { $0[dataTask.taskIdentifier]?.origin }
      if let origin { end(dataTask, RemoteFailure.hugeBody(origin, limit: limits.bodyByteCount)) }
    }
    completionHandler(.allow)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let limit = limits.bodyByteCount
    let overflow: String? = open.withLock { exchanges in
      guard let origin = exchanges[dataTask.taskIdentifier]?.origin else { return nil }
      exchanges[dataTask.taskIdentifier]?.byteCount += data.count
      guard exchanges[dataTask.taskIdentifier]?.byteCount ?? 0 <= limit else { return origin }
      exchanges[dataTask.taskIdentifier]?.parts.append(data)
      return nil
    }
    if let overflow { end(dataTask, RemoteFailure.hugeBody(overflow, limit: limit)) }
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

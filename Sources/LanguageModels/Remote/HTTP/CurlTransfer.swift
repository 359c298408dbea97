// SPDX-License-Identifier: Apache-2.0

import CCurl
import Synchronization

/// One exchange: what was asked, within which limits, and what has come of the answer.
///
/// Unchecked: once a loop has taken it, only the loop's thread touches it. The mark of a
/// cancellation is atomic.
final class CurlTransfer: @unchecked Sendable {
  typealias Answer = CheckedContinuation<Result<HTTPResponse, LanguageModelError>, Never>

  /// Set from any thread; the loop ends the transfer when it looks next.
  let isCancelled = Atomic(false)

  private let request: HTTPRequest
  private let proxy: String
  private let limits: TransportLimits
  private var continuation: Answer?
  private var handle: OpaquePointer?
  private var head = AnswerHead()
  private var body: [UInt8] = []
  private var isBodyTooLong = false
  private var moved = (byteCount: Int64(0), at: ContinuousClock.now)

  init(_ request: HTTPRequest, proxy: String, _ limits: TransportLimits) {
    self.request = request
    self.proxy = proxy
    self.limits = limits
  }

  /// What a loop finds it by.
  var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  /// Sets who waits for the answer; before a loop takes the transfer.
  func answer(_ continuation: Answer) {
    self.continuation = continuation
  }

  /// Begins in a loop, which keeps this object until it ends; false where that is not possible.
  func begin(in loop: OpaquePointer) -> Bool {
    moved.at = .now
    handle = request.address.text.withCString { url in
      proxy.withCString { proxy in
        CurlTransfer.withOptionalText(request.key.map { "Authorization: \($0.bearer)" }) { secret in
          begin(in: loop, url, proxy, secret)
        }
      }
    }
    return handle != nil
  }

  private func begin(
    in loop: OpaquePointer, _ url: UnsafePointer<CChar>, _ proxy: UnsafePointer<CChar>,
    _ authorization: UnsafePointer<CChar>?
  ) -> OpaquePointer? {
    (request.body ?? []).withUnsafeBytes { bytes in
      let empty = UnsafeRawPointer(url)
      let start = request.body == nil ? nil : (bytes.baseAddress ?? empty)
      var asked = ccurl_request(
        url: url, proxy: proxy, authorization: authorization,
        body: start?.assumingMemoryBound(to: CChar.self), body_count: bytes.count,
        body_limit: Int64(limits.bodyByteCount),
        total_milliseconds: CurlTransfer.milliseconds(limits.totalSeconds),
        connect_milliseconds: CurlTransfer.milliseconds(
          min(limits.idleSeconds, limits.totalSeconds)),
        head: { bytes, size, count, context in
          CurlTransfer.take(bytes, size * count, context) { $0.takeHead($1) }
        },
        body_sink: { bytes, size, count, context in
          CurlTransfer.take(bytes, size * count, context) { $0.takeBody($1) }
        }, context: context)
      return ccurl_transfer_begin(loop, &asked)
    }
  }

  /// Hands bytes to the transfer of a context; returns their count where they are taken, else 0.
  private static func take(
    _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, _ context: UnsafeMutableRawPointer?,
    _ sink: (CurlTransfer, UnsafeRawBufferPointer) -> Bool
  ) -> Int {
    guard let context else { return 0 }
    let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
    let isTaken = sink(transfer, UnsafeRawBufferPointer(start: bytes, count: count))
    // For no bytes at all the count says that they are taken, whatever the sink says.
    return isTaken ? count : 0
  }

  private func takeHead(_ line: UnsafeRawBufferPointer) -> Bool { head.take(line) }

  private func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard body.count + bytes.count <= limits.bodyByteCount else {
      isBodyTooLong = true
      return false
    }
    body.append(contentsOf: bytes)
    return true
  }

  /// Why a transfer that has not ended is not to go on; nil where it is.
  func reasonToStop(at now: ContinuousClock.Instant) -> LanguageModelError? {
    if isCancelled.load(ordering: .relaxed) { return RemoteFailure.cancelled }
    let sent = handle.map { ccurl_transfer_sent($0) } ?? 0
    let count = sent + Int64(head.byteCount) + Int64(body.count)
    if count != moved.byteCount {
      moved = (count, now)
      return nil
    }
    let silence = now - moved.at
    return silence >= .seconds(limits.idleSeconds) ? RemoteFailure.silence(origin) : nil
  }

  /// Ends the transfer: frees it and tells whoever waits, once.
  func end(
    in loop: OpaquePointer?, _ result: Result<HTTPResponse, LanguageModelError>
  ) {
    if let handle, let loop { ccurl_transfer_free(handle, loop) }
    handle = nil
    continuation?.resume(returning: result)
    continuation = nil
  }

  /// What came of the transfer.
  func result(of ended: ccurl_ended) -> Result<HTTPResponse, LanguageModelError> {
    let reason = ended.reason.map { String(cString: $0) }
    switch ended.end {
    case CCURL_ANSWERED where ended.status > 0:
      return .success(
        HTTPResponse(status: Int(ended.status), headers: head.headers, body: body))
    case CCURL_TOO_LONG:
      if head.isPacked { return .failure(RemoteFailure.noHTTP(origin)) }
      return .failure(
        isBodyTooLong || !head.isTooLong && announcesBody
          ? RemoteFailure.hugeBody(origin, limit: limits.bodyByteCount)
          : RemoteFailure.hugeHead(origin))
    case CCURL_OUT_OF_TIME:
      let isWhole = ContinuousClock.now - moved.at < .seconds(limits.idleSeconds)
      return .failure(
        isWhole
          ? RemoteFailure.timeout(origin, seconds: limits.totalSeconds)
          : RemoteFailure.silence(origin))
    case CCURL_NO_HTTP: return .failure(RemoteFailure.noHTTP(origin))
    case CCURL_UNTRUSTED: return .failure(RemoteFailure.certificate(origin, cause: reason))
    default: return .failure(RemoteFailure.connection(origin, cause: reason))
    }
  }

  private var origin: String { request.address.origin }

  /// Whether the head names a length beyond the limit.
  private var announcesBody: Bool {
    head.headers["content-length"].flatMap { Int($0) }.map { $0 > limits.bodyByteCount } ?? false
  }

  private static func milliseconds(_ seconds: Double) -> Int {
    // A day is as good as none, and fits every form that libcurl keeps times in.
    max(Int(min(seconds, 86_400) * 1000), 1)
  }

  private static func withOptionalText<Value>(
    _ text: String?, _ body: (UnsafePointer<CChar>?) -> Value
  ) -> Value {
    guard let text else { return body(nil) }
    return text.withCString { body($0) }
  }
}

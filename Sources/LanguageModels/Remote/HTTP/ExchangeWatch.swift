// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import FoundationNetworking

/// Whether one exchange takes too long, or takes in what is told to nobody; to be asked now and then.
///
/// The network library knows a limit for a whole answer, but does not hold it on this platform. And it
/// keeps the body of a redirect to itself until that ends, which may be never. Of any other answer
/// the head is reported at once; of a redirect it shows only in the number of bytes to expect.
struct ExchangeWatch {
  /// The longest body of a redirect in bytes, where its length is told.
  static let redirectBodyLimit: Int64 = 1 << 16
  /// How long the body of a redirect may take whose length is not told.
  ///
  /// Gathering it takes time that grows with its square: tens of megabytes is what fits.
  static let redirectSeconds = 1.0
  /// How long to wait before each look.
  static let interval = DispatchTimeInterval.milliseconds(20)

  private let origin: String
  private let limits: TransportLimits
  private let end: DispatchTime
  /// When the head of a redirect has shown, the body's end.
  private var redirectEnd: DispatchTime?

  /// Begins with the exchange.
  ///
  /// - Parameters:
  ///   - origin: Whom it asks, for errors.
  ///   - limits: How long it may take.
  init(_ origin: String, _ limits: TransportLimits) {
    self.origin = origin
    self.limits = limits
    end = .now() + limits.totalSeconds
  }

  /// Returns why the exchange is to end now; nil where it may go on.
  mutating func trouble(of task: URLSessionTask) -> LanguageModelError? {
    let now = DispatchTime.now()
    guard now < end else { return RemoteFailure.timeout(origin, seconds: limits.totalSeconds) }
    // Nothing to expect yet is 0, and a length that is not told is below.
    let expected = task.countOfBytesExpectedToReceive
    guard task.response == nil, expected != 0 else { return nil }
    let redirectEnd = redirectEnd ?? now + ExchangeWatch.redirectSeconds
    self.redirectEnd = redirectEnd
    guard expected > ExchangeWatch.redirectBodyLimit || now >= redirectEnd else { return nil }
    return RemoteFailure.hugeRedirect(origin, limit: ExchangeWatch.redirectBodyLimit)
  }
}

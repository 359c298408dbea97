// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import Synchronization

/// A bare server on this machine that answers by path, for tests of the real transport.
final class LoopbackServer: Sendable {
  /// What is done with a connection after its request was read.
  enum Answer: Sendable {
    /// Bytes, then the connection is closed.
    case bytes(String)
    /// Bytes, then the next request on the same connection.
    case kept(String)
    /// Bytes, then others again and again without end.
    case endless(String, String)
    /// A head, then one byte now and then.
    case drip
    /// Nothing at all.
    case silence
  }

  let port: Int
  private let listener: Int32
  private let answers: [String: Answer]
  private let seen = Mutex<[String]>([])
  private let accepted = Mutex(0)

  init(_ answers: [String: Answer]) throws {
    signal(SIGPIPE, SIG_IGN)
    self.answers = answers
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.listener = listener
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && getsockname(listener, $0, &length) == 0
      }
    }
    guard bound, listen(listener, 16) == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread { [self] in serve() }
  }

  deinit { stop() }

  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  /// The heads of all requests so far.
  var heads: [String] { seen.withLock { $0 } }

  /// How many connections came so far.
  var connectionCount: Int { accepted.withLock { $0 } }

  private func serve() {
    while true {
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else {
        close(listener)
        return
      }
      accepted.withLock { $0 += 1 }
      Thread.detachNewThread { [self] in
        while handle(connection) {}
        close(connection)
      }
    }
  }

  /// Answers one request; true where the connection is kept for another.
  private func handle(_ connection: Int32) -> Bool {
    var head = ""
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !head.contains("\r\n\r\n") {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return false }
      head += String(decoding: buffer[..<count], as: UTF8.self)
    }
    seen.withLock { $0.append(head) }
    let path = head.split(separator: " ").dropFirst().first.map(String.init) ?? ""
    switch answers[path] {
    case .bytes(let text): _ = write(text, connection)
    case .kept(let text): return write(text, connection)
    case .endless(let start, let piece):
      guard write(start, connection) else { return false }
      let block = String(repeating: piece, count: max((1 << 16) / piece.utf8.count, 1))
      while write(block, connection) {}
    case .drip:
      guard write(LoopbackServer.start, connection) else { return false }
      while write("x", connection) { usleep(50_000) }
    case .silence, nil:
      // Until the client gives up.
      _ = recv(connection, &buffer, buffer.count, 0)
    }
    return false
  }

  /// A head without a length: the body ends with the connection.
  static let start = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"

  private func write(_ text: String, _ connection: Int32) -> Bool {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, 0) }
      guard count > 0 else { return false }
      bytes = bytes.dropFirst(count)
    }
    return true
  }
}

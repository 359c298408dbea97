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
    /// A head, then bytes without end.
    case endless
    /// A head, then one byte now and then.
    case drip
    /// Nothing at all.
    case silence
  }

  let port: Int
  private let listener: Int32
  private let answers: [String: Answer]
  private let seen = Mutex<[String]>([])

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

  private func serve() {
    while true {
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else {
        close(listener)
        return
      }
      Thread.detachNewThread { [self] in
        handle(connection)
        close(connection)
      }
    }
  }

  private func handle(_ connection: Int32) {
    var head = ""
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !head.contains("\r\n\r\n") {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return }
      head += String(decoding: buffer[..<count], as: UTF8.self)
    }
    seen.withLock { $0.append(head) }
    let path = head.split(separator: " ").dropFirst().first.map(String.init) ?? ""
    let start = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
    switch answers[path] {
    case .bytes(let text): _ = write(text, connection)
    case .endless:
      guard write(start, connection) else { return }
      let block = String(repeating: "x", count: 1 << 16)
      while write(block, connection) {}
    case .drip:
      guard write(start, connection) else { return }
      while write("x", connection) { usleep(50_000) }
    case .silence, nil:
      // Until the client gives up.
      _ = recv(connection, &buffer, buffer.count, 0)
    }
  }

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

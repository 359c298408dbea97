// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import Logging
import NIOCore

extension ModelServer {
  /// How long a connection may stay open without a whole request.
  private static let idleTimeout = TimeAmount.seconds(60)

  /// Listens until the process is asked to end.
  ///
  /// The web framework's own log goes nowhere: it could name what clients sent.
  ///
  /// - Parameters:
  ///   - host: The address to listen on.
  ///   - port: The port; 0 takes any that is free.
  ///   - onListening: Called once with the port.
  /// - Throws: `SRV011` where the address cannot be listened on.
  public func run(
    host: String = "127.0.0.1", port: Int,
    onListening: @escaping @Sendable (_ port: Int) -> Void
  ) async throws(ServersError) {
    let application = Application(
      router: router,
      server: .http1(configuration: .init(idleTimeout: ModelServer.idleTimeout)),
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: port), serverName: "palimpsest"),
      onServerRunning: { channel in onListening(channel.localAddress?.port ?? port) },
      logger: Logger(label: "palimpsest") { _ in SwiftLogNoOpLogHandler() })
    do {
      try await application.runService()
    } catch {
      throw .cannotListen("\(host):\(port)")
    }
  }
}

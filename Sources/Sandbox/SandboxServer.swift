import NIOCore
import NIOHTTP1
import NIOPosix

/// The practice service on a port of 127.0.0.1: OAuth, a small CRM and awkward answers.
///
/// Its answers depend on nothing but the requests since the last `reset()`.
package final class SandboxServer: Sendable {
  private let group: MultiThreadedEventLoopGroup
  private let channel: any Channel
  // One loop serves everything, so the service needs no lock.
  private let service: NIOLoopBound<SandboxService>

  /// The port it listens on.
  package let port: Int

  /// Starts serving in the background; port 0 takes any free one.
  package static func start(port: Int = 0) throws -> SandboxServer {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    do {
      return try SandboxServer(group: group, port: port)
    } catch {
      try? group.syncShutdownGracefully()
      throw error
    }
  }

  private init(group: MultiThreadedEventLoopGroup, port: Int) throws {
    let loop = group.next()
    let start = NIODeadline.now()
    let service = try loop.submit {
      let service = SandboxService(clock: { Int((NIODeadline.now() - start).nanoseconds / 1_000_000) })
      return NIOLoopBound(service, eventLoop: loop)
    }.wait()
    let bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandlers([
            ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)),
            SandboxConnection(service: service.value),
          ])
        }
      }
    channel = try bootstrap.bind(host: "127.0.0.1", port: port).wait()
    self.group = group
    self.service = service
    self.port = channel.localAddress?.port ?? port
  }

  deinit {
    // Nothing more can be done about a failure here.
    group.shutdownGracefully { _ in }
  }

  /// All data as seeded again, and every token void.
  package func reset() {
    // A loop that has ended would keep us waiting for ever.
    guard channel.isActive else { return }
    let service = service
    try? group.next().submit { service.value.reset() }.wait()
  }

  /// Ends all connections and waits until nothing runs any more.
  package func stop() {
    try? group.syncShutdownGracefully()
  }

  /// Serves until the process ends, for a program that does nothing else.
  package func waitUntilStopped() {
    try? channel.closeFuture.wait()
  }
}

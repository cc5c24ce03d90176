import NIOCore
import NIOHTTP1

/// One client's connection: collects a request, has it answered, and writes the answer's bytes.
///
/// The bytes are ours from the first to the last, since some answers must not be proper HTTP.
final class SandboxConnection: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart

  private let service: SandboxService
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []
  private var bodyIsTooLong = false
  /// Requests that came while an answer was still going out.
  private var waiting: [(request: SandboxRequest, keepsAlive: Bool)] = []
  private var isAnswering = false
  private var isClosed = false

  private static let bodyLimit = 4 << 20
  private static let pipelineLimit = 64

  init(service: SandboxService) {
    self.service = service
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body = []
      bodyIsTooLong = false
      if head.headers["expect"].contains(where: { $0.lowercased() == "100-continue" }), !isAnswering {
        write(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8), to: context.channel)
      }
    case .body(let piece):
      if body.count + piece.readableBytes > Self.bodyLimit {
        bodyIsTooLong = true
      } else {
        body += piece.readableBytesView
      }
    case .end:
      guard let head else { return }
      self.head = nil
      if bodyIsTooLong {
        answer(
          .error(413, "too_large", "The body is longer than 4 MB"), method: head.method.rawValue,
          keepsAlive: false, channel: context.channel)
        return
      }
      guard waiting.count < Self.pipelineLimit else {
        context.close(promise: nil)
        return
      }
      let request = SandboxRequest(
        method: head.method.rawValue, target: head.uri,
        headers: head.headers.map { ($0.name, $0.value) }, body: body)
      body = []
      waiting.append((request, head.isKeepAlive))
      answerNext(context.channel)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    isClosed = true
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard error is HTTPParserError, !isAnswering else {
      context.close(promise: nil)
      return
    }
    answer(
      .error(400, "bad_request", "This is not a proper HTTP request"), method: "GET",
      keepsAlive: false, channel: context.channel)
  }

  private func answerNext(_ channel: any Channel) {
    guard !isAnswering, !isClosed, !waiting.isEmpty else { return }
    let (request, keepsAlive) = waiting.removeFirst()
    answer(
      service.handle(request), method: request.method, keepsAlive: keepsAlive, channel: channel)
  }

  private func answer(
    _ response: SandboxResponse, method: String, keepsAlive: Bool, channel: any Channel
  ) {
    isAnswering = true
    after(response.delayMilliseconds, on: channel) {
      let bytes = ResponseBytes(response, isHead: method == "HEAD", keepsAlive: keepsAlive)
      self.send(bytes.pieces[...], pause: bytes.pauseMilliseconds, channel: channel) {
        let end = {
          guard bytes.keepsAlive else {
            channel.close(promise: nil)
            return
          }
          self.isAnswering = false
          self.answerNext(channel)
        }
        if let stream = response.stream, method != "HEAD" {
          self.send(stream, from: 0, channel: channel, then: end)
        } else {
          end()
        }
      }
    }
  }

  /// Makes the next piece when the one before has gone out.
  private func send(
    _ stream: SandboxResponse.Stream, from index: Int, channel: any Channel, then: @escaping () -> Void
  ) {
    guard !isClosed else { return }
    guard stream.count.map({ index < $0 }) ?? true else {
      write(ResponseBytes.lastChunk, to: channel)
      return then()
    }
    let isLast = stream.count == index + 1
    let chunk = ByteBuffer(bytes: ResponseBytes.chunk(stream.piece(index)))
    channel.writeAndFlush(chunk).assumeIsolated().whenSuccess {
      // Never at once, so that a long stream needs no deep stack.
      _ = channel.eventLoop.assumeIsolated().scheduleTask(
        in: .milliseconds(Int64(isLast ? 0 : stream.pauseMilliseconds))
      ) { self.send(stream, from: index + 1, channel: channel, then: then) }
    }
  }

  private func send(
    _ pieces: ArraySlice<[UInt8]>, pause: Int, channel: any Channel, then: @escaping () -> Void
  ) {
    guard let piece = pieces.first else { return then() }
    if !piece.isEmpty { write(piece, to: channel) }
    after(pieces.count > 1 ? pause : 0, on: channel) {
      self.send(pieces.dropFirst(), pause: pause, channel: channel, then: then)
    }
  }

  private func write(_ bytes: [UInt8], to channel: any Channel) {
    channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
  }

  /// At once when there is nothing to wait for; never when the client has gone meanwhile.
  private func after(_ milliseconds: Int, on channel: any Channel, _ work: @escaping () -> Void) {
    guard milliseconds > 0 else { return work() }
    _ = channel.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(Int64(milliseconds))) {
      if !self.isClosed { work() }
    }
  }
}

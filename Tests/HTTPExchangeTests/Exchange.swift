import HTTPExchange
import Sandbox
import Testing

/// A transport whose `sandbox.test` is a practice service of its own.
final class Exchange {
  let sandbox: SandboxServer
  let transport: CurlTransport
  let interruption = Interruption()

  init(progress: (@Sendable (TransferProgress) -> Void)? = nil) throws {
    let sandbox = try SandboxServer.start()
    self.sandbox = sandbox
    transport = CurlTransport(userAgent: "patchbay/test", progress: progress) { host in
      host == "sandbox.test" ? sandbox.port : nil
    }
  }

  deinit {
    sandbox.stop()
  }

  func send(
    _ method: String = "GET", _ url: String, headers: [HTTPHeader] = [], body: String? = nil,
    edit: (inout HTTPRequest) -> Void = { _ in }
  ) throws -> HTTPResponse {
    let absolute = url.hasPrefix("/") ? "http://sandbox.test" + url : url
    var request = HTTPRequest(
      method: method, url: absolute, headers: headers, body: body.map { Array($0.utf8) })
    edit(&request)
    return try transport.send(request, interruption: interruption)
  }

  /// The error a request ends with; nil when it is answered.
  func failure(
    _ method: String = "GET", _ url: String, edit: (inout HTTPRequest) -> Void = { _ in }
  ) -> TransportError? {
    do {
      _ = try send(method, url, edit: edit)
      return nil
    } catch {
      return error as? TransportError
    }
  }
}

extension HTTPResponse {
  var text: String { String(decoding: body, as: UTF8.self) }
}

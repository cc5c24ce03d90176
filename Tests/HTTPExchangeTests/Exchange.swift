import HTTPExchange
import Sandbox
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A transport whose `sandbox.test` is a practice service of its own.
final class Exchange {
  let sandbox: SandboxServer
  let transport: CurlTransport
  let interruption = Interruption()

  /// The raw servers are on loopback, where a proxy of the machine that runs the tests cannot go.
  private static let withoutProxy: Void = {
    for name in ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] { unsetenv(name) }
  }()

  init(progress: (@Sendable (TransferProgress) -> Void)? = nil) throws {
    _ = Self.withoutProxy
    let sandbox = try SandboxServer.start()
    self.sandbox = sandbox
    transport = CurlTransport(
      userAgent: "patchbay/test", hostOverride: { $0 == "sandbox.test" ? sandbox.port : nil },
      progress: progress)
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

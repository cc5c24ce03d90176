import HTTPExchange
import IntegrationHub
import Redaction
import TextLayout

/// A preview in words: what goes over the wire, who gave each part, and how it travels.
///
/// What is stored leaves out what belongs to one machine or one moment, so that it replays anywhere.
struct PreviewText: Sendable {
  let preview: RequestPreview
  let wire: WireRequest
  /// The same without anything of this machine.
  let plainWire: WireRequest
  let isPractice: Bool

  /// The line with which it ends.
  static let ending = "nothing was sent"

  func shown(_ redactor: Redactor) -> String { text(redactor, isStored: false) }
  func stored(_ redactor: Redactor) -> String { text(redactor, isStored: true) }

  private func text(_ redactor: Redactor, isStored: Bool) -> String {
    let wire = isStored ? plainWire : self.wire
    let body = PreviewBody(preview, wire.body, redactor)
    let headers = headers(of: wire, body, isStored: isStored)
    let head =
      "\(wire.method) \(wire.target) \(wire.version)\n"
      + headers.map { $0.value.isEmpty ? "\($0.name):" : "\($0.name): \($0.value)" }.joined(separator: "\n")
    var blocks = [redactor.redact(head)]
    if let text = body.text(isStored: isStored) { blocks.append(text) }
    let origins = preview.parts.map { ($0.text, $0.origin) } + headers.map { ($0.name, $0.origin) }
    blocks.append(Self.table("where it comes from", origins, redactor))
    blocks.append(
      Self.table("how it travels", travel(wire, body, isStored: isStored), redactor) + "\n" + Self.ending)
    return blocks.joined(separator: "\n\n")
  }

  private static func table(_ title: String, _ rows: [(String, String)], _ redactor: Redactor) -> String {
    // Redacted before it is cut, so that no cut can leave half a secret.
    title + "\n"
      + TextTable.lines(
        rows.map { ["  " + redactor.redact($0.0).cut(toColumns: 60), redactor.redact($0.1)] })
  }

  // MARK: Headers

  private struct Line {
    var name: String
    var value: String
    var origin: String
  }

  private func headers(of wire: WireRequest, _ body: PreviewBody, isStored: Bool) -> [Line] {
    var lines: [Line] = []
    for header in wire.headers {
      if isStored, usesCookies, case .request = header.origin, header.name.lowercased() != "host",
        !lines.contains(where: { $0.name == "Cookie" })
      {
        lines.append(jarLine)
      }
      lines.append(line(for: header, body, isStored: isStored))
    }
    if isStored, usesCookies, !lines.contains(where: { $0.value == jarLine.value }) { lines.append(jarLine) }
    return lines
  }

  private var usesCookies: Bool { !["off", nil].contains(preview.transport.cookies) }

  private var jarLine: Line {
    Line(
      name: "Cookie", value: "(what the jar holds for this address)",
      origin: "\(preview.transportOrigin), cookies")
  }

  private func line(for header: WireRequest.Header, _ body: PreviewBody, isStored: Bool) -> Line {
    var line = Line(name: header.name, value: header.value, origin: "default")
    switch header.origin {
    case .request(let index):
      line.origin = preview.headerOrigins.indices.contains(index) ? preview.headerOrigins[index] : "default"
      if let computed = preview.computed[index] { line.value = computed.text }
      if isStored, case .multipart = preview.body { line.value = Self.withoutBoundary(line.value) }
    case .url: line.origin = "the URL"
    case .proxy: line.origin = "the proxy"
    case .program: if isStored { line.value = "(patchbay and its version)" }
    case .usual: break
    case .codings: if isStored { line.value = "(what libcurl can undo)" }
    case .cookies: line.origin = "\(preview.transportOrigin), cookies"
    case .body:
      line.origin = "the body"
      if isStored ? !body.isStable : preview.isBodyComputed { line.value = "(the length of the body)" }
    case .version:
      line.origin = "\(preview.transportOrigin), httpVersion"
      if header.value.isEmpty { line.value = "(computed when it is sent)" }
    }
    return line
  }

  /// A boundary of ours is chosen at random.
  private static func withoutBoundary(_ value: String) -> String {
    guard let own = value.firstRange(of: "boundary=patchbay-") else { return value }
    return value[..<own.lowerBound] + "boundary=(chosen when it is sent)"
  }

  // MARK: The way

  private func travel(
    _ wire: WireRequest, _ body: PreviewBody, isStored: Bool
  ) -> [(String, String)] {
    let settings = preview.transport
    let origin = preview.transportOrigin
    var rows = [("to", target(wire.route))]
    if let version = versionNote(wire) { rows.append(("version", version)) }
    if usesCookies { rows.append(("cookies", "\(settings.cookies ?? ""), \(origin), cookies")) }
    if let path = settings.caCertificate { rows.append(("trusts", "\(path), \(origin), caCertificate")) }
    if let file = settings.clientCertificate?.file {
      rows.append(("certificate", "\(file), clientCertificate"))
    }
    rows.append(("size", size(wire, body, isStored: isStored)))
    if let request = preview.request {
      rows.append(("timeout", "\(request.timeoutMilliseconds) ms, \(preview.timeoutOrigin)"))
      let count = request.maximumRedirects
      rows.append(
        ("redirects", (count > 0 ? "at most \(count)" : "none followed") + ", \(preview.redirectsOrigin)"))
    }
    rows += preview.retries.map { ("retry", $0) }
    return rows
  }

  private func target(_ route: WireRoute) -> String {
    let origin = preview.transportOrigin
    var text = "\(route.host):\(route.port)"
    if isPractice { return text + ", the practice service" }
    if let path = route.unixSocket { return text + " by the socket \(path) (\(origin), unixSocket)" }
    if let address = route.resolved { text += " at \(address) (\(origin), resolve)" }
    if let proxy = route.proxy {
      text += (route.isTunnelled ? " behind" : " through") + " the proxy \(proxy)"
      text += " (\(route.proxyVariable ?? "\(origin), proxy"))"
    }
    if let version = preview.transport.ipVersion {
      text += " by IPv\(version.rawValue) (\(origin), ipVersion)"
    }
    return text
  }

  /// What of the head is different in another version of HTTP.
  private func versionNote(_ wire: WireRequest) -> String? {
    let changes = "names go in lower case then, and Host as :authority"
    switch preview.transport.httpVersion {
    case .http1, .http11: return "HTTP/\(preview.transport.httpVersion?.rawValue ?? ""), httpVersion"
    case .http2AtOnce, .http3: return "\(wire.version), httpVersion; \(changes)"
    case .http2: return "HTTP/2 where the server agrees, httpVersion; \(changes)"
    case nil:
      return preview.request?.url.lowercased().hasPrefix("https") == true
        ? "HTTP/2 where the server offers it, default; \(changes)" : nil
    }
  }

  private func size(_ wire: WireRequest, _ body: PreviewBody, isStored: Bool) -> String {
    guard let bytes = wire.body else { return isStored ? "the head alone" : headSize(wire) }
    if isStored { return body.isStable ? "\(bytes.count) B of body and the head" : "the head and the body" }
    if preview.isBodyComputed { return "known when it is sent" }
    if wire.isInChunks { return "\(headSize(wire)) of head, \(bytes.count) B of body in chunks" }
    return wire.hasUnknownLength(preview)
      ? "\(headSize(wire)), and \(bytes.count) B of body"
      : "\(wire.head.utf8.count + bytes.count) B: \(wire.head.utf8.count) B of head, \(bytes.count) B of body"
  }

  private func headSize(_ wire: WireRequest) -> String {
    let unknown = wire.headers.filter { $0.isUnknown(in: preview) }
    let count = wire.head.utf8.count - unknown.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
    return "\(count) B" + (unknown.isEmpty ? "" : " without \(unknown.map(\.name).joined(separator: ", "))")
  }
}

extension WireRequest {
  /// A header of the request's own makes libcurl send the body in pieces with their lengths.
  fileprivate var isInChunks: Bool {
    headers.contains {
      $0.name.lowercased() == "transfer-encoding" && $0.value.lowercased().contains("chunked")
    }
  }

  fileprivate func hasUnknownLength(_ preview: RequestPreview) -> Bool {
    headers.contains { $0.isUnknown(in: preview) }
  }
}

extension WireRequest.Header {
  /// Whether its value, and so its length, is made when it is sent.
  fileprivate func isUnknown(in preview: RequestPreview) -> Bool {
    guard case .request(let index) = origin else { return origin == .version && value.isEmpty }
    return preview.computed[index].map { !$0.hasLength } ?? false
  }
}

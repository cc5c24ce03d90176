import HTTPExchange
import IntegrationHub
import Redaction
import SnippetRuntime
import SnippetSyntax

/// `:expect sent ...` and `:expect connection ...`: what a cell did, however it was written.
extension Session {
  /// The last request, as it was first sent; an address without a query fits any query.
  func expectSent(_ method: String, _ address: String, _ span: SourceSpan) throws(CellFailure) {
    guard let request = transport.last?.request else { throw unmet(span, ["Nothing was sent yet."]) }
    let url = request.url
    var sent = address.contains("://") ? url : Self.target(of: url)
    if !address.contains("?") { sent = String(sent.prefix { $0 != "?" }) }
    guard request.method.uppercased() == method, sent == address else {
      throw unmet(
        span, ["The last request was \(request.method) \(HARConversion.url(url, redactor))."])
    }
  }

  /// The path and the query of a URL.
  private static func target(of url: String) -> String {
    guard let scheme = url.firstRange(of: "://") else { return url }
    let target = url[scheme.upperBound...].drop { !"/?#".contains($0) }.prefix { $0 != "#" }
    return target.hasPrefix("/") ? String(target) : "/" + target
  }

  func expectDefined(
    _ kind: Expectation.Definition, _ names: [CommandWords.Word], _ span: SourceSpan
  ) throws(CellFailure) {
    let first = names[0].text.lowercased()
    let connection = hub.connections.first { $0.name.lowercased() == first }
    let last = names[names.count - 1].text.lowercased()
    let isDefined =
      switch kind {
      case .template: hub.templates.contains { $0.name.lowercased() == first }
      case .connection: connection != nil
      case .request: connection?.requests.contains { $0.name.lowercased() == last } == true
      case .variable: connection?.variables.contains { $0.name.lowercased() == last } == true
      case .defined: interpreter[variable: names[0].text] != nil
      case .secret: hub.secrets(of: names[0].text).contains { $0.name.lowercased() == last }
      case .script: scripts[names[0].text] != nil
      }
    guard isDefined else {
      throw unmet(span, ["There is no \(kind.noun) '\(names.map(\.text).joined(separator: " "))'."])
    }
  }
}

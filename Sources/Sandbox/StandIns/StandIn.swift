import Encodings
import JSON

/// What the stand-ins of real services have in common: log-in, pages and links.
///
/// A stand-in answers in a service's documented shapes and holds a few records of its own. It is no copy of the
/// service: what is not needed to try a connection is left out.
enum StandIn {
  static let routes: [Route] =
    SalesforceRoutes.all + ServiceNowRoutes.all + CXoneRoutes.all + ZendeskRoutes.all + HubSpotRoutes.all
    + EpicRoutes.all

  /// Whether the request carries a live bearer token; each service words its own refusal.
  static func isSignedIn(_ request: SandboxRequest, _ state: inout SandboxState) -> Bool {
    state.tokens.refusal(of: request, now: state.now) == nil
  }

  /// A token that lives this long, or for as many requests as the form asks for with `uses`.
  static func token(_ lifetime: Int, _ form: [String: String], _ state: inout SandboxState) -> JSONValue {
    .string(
      state.tokens.issueAccess(
        lifetimeSeconds: lifetime, uses: form["uses"].flatMap { Int($0) }, now: state.now))
  }

  /// Whether these are the practice client's id and secret.
  static func isClient(_ id: String?, _ secret: String?) -> Bool {
    id == OAuthRoutes.clientID && secret == OAuthRoutes.clientSecret
  }

  /// The name and the password of Basic credentials.
  static func basicPair(_ request: SandboxRequest) -> (name: String, password: String)? {
    let parts = (request.header("authorization") ?? "").split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "basic", let bytes = Base64.decode(parts[1])
    else { return nil }
    let pair = String(decoding: bytes, as: UTF8.self)
    guard let colon = pair.firstIndex(of: ":") else { return nil }
    return (String(pair[..<colon]), String(pair[pair.index(after: colon)...]))
  }

  /// The same request with other values of some parameters, as an absolute URL.
  static func address(_ request: SandboxRequest, _ changes: KeyValuePairs<String, String>) -> String {
    let kept = request.query.filter { pair in !changes.contains { $0.key == pair.name } }
    let pairs = kept.map { ($0.name, $0.value) } + changes.map { ($0.key, $0.value) }
    let query = pairs.map { "\(PercentEncoding.encode($0.0))=\(PercentEncoding.encode($0.1))" }
    return request.origin + request.path + "?" + query.joined(separator: "&")
  }

  /// The number in decimal, with zeros before it.
  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  /// The record's members without its number.
  static func members(_ record: JSONObject) -> [JSONObject.Member] {
    record.members.filter { $0.name != "id" }
  }
}

import Encodings
import JSON

/// The details of a Studio request, read from the script's requestPayload (hub spec, section 6.1).
struct StudioPayload {
  var url = ""
  var verb = ""
  var headers: [NamedValue] = []
  var parameters: [NamedValue] = []
  var body: RequestBody?
  /// Values for this call only; they shadow the connection's variables and are masked.
  var secrets: [NamedValue] = []
  /// The names a `secrets` list allows; nil when there is no list.
  var allowedVariables: [String]?
  var timeoutMilliseconds: Int?
  /// What the trace says: aliases used, members that are not known.
  var notes: [String] = []

  /// Each member's canonical name and the other names it goes by; compared ignoring case.
  static let memberNames: [(canonical: String, aliases: [String])] = [
    ("url", ["uri", "endpoint", "requestUrl", "serviceAddress"]),
    ("verb", ["method", "httpMethod", "requestVerb", "verbType"]),
    ("headers", ["header", "requestHeaders", "headersList"]),
    ("parameters", ["params", "query", "queryParams", "queryParameters", "parameter"]),
    ("body", ["payload", "data", "requestBody"]),
    ("form", ["formParameters", "urlencoded"]),
    ("multipart", ["formData", "multipartFormData"]),
    ("bodyFile", ["file"]),
    ("secrets", ["secret", "variables"]),
    ("timeout", ["timeoutMs", "timeoutInMs"]),
  ]

  init(parsing text: String, _ brackets: IncomingBrackets) throws(HubError) {
    guard !text.trimmingBlanks().isEmpty else {
      throw HubError(
        .refused, "requestPayload is empty, and a Studio request takes everything from it",
        suggestion: "build an object, ASSIGN payload = \"{req.asjson()}\", then requestPayload=payload")
    }
    let json: JSONValue
    do {
      json = try JSONValue(parsing: text)
    } catch {
      throw HubError(
        .refused,
        "requestPayload is not JSON: \(error.message) at line \(error.line), column \(error.column)",
        suggestion: "pass the text that asjson() gives")
    }
    guard let object = json.objectValue else {
      throw HubError(
        .refused, "requestPayload is JSON but no object", suggestion: "{\"url\": ..., \"verb\": ...}")
    }
    var unknown: [String] = []
    var bodies = JSONObject()
    for member in object.members {
      guard let name = Self.canonicalName(of: member.name) else {
        unknown.append(member.name)
        continue
      }
      if name != member.name { notes.append("requestPayload.\(member.name) is used as \(name)") }
      if DefinitionReader.bodyMembers.contains(name) {
        bodies.members.append(.init(name, member.value))
      } else {
        try read(member.value, as: name, written: member.name, brackets)
      }
    }
    do {
      body = try DefinitionReader.body(from: bodies, "requestPayload")
    } catch {
      throw HubError(.refused, error.message, suggestion: error.suggestion)
    }
    if !unknown.isEmpty {
      notes.append("requestPayload has members that are not known: \(unknown.joined(separator: ", "))")
    }
    guard !url.isEmpty else { throw HubError(.refused, "requestPayload.url is missing") }
    guard !verb.isEmpty else { throw HubError(.refused, "requestPayload.verb is missing") }
  }

  private static func canonicalName(of name: String) -> String? {
    let folded = name.lowercased()
    return memberNames.first {
      $0.canonical.lowercased() == folded || $0.aliases.contains { $0.lowercased() == folded }
    }?.canonical
  }

  private mutating func read(
    _ value: JSONValue, as name: String, written: String, _ brackets: IncomingBrackets
  ) throws(HubError) {
    func wrong(_ expected: String) -> HubError {
      HubError(.refused, "requestPayload.\(written) must be \(expected)")
    }
    switch name {
    case "url":
      guard let text = value.stringValue else { throw wrong("a text") }
      url = text
    case "verb":
      guard let text = value.stringValue else { throw wrong("a text") }
      do {
        verb = text.isEmpty ? "" : try DefinitionReader.verb(text, member: written)
      } catch {
        throw HubError(.refused, error.message)
      }
    case "headers", "parameters":
      guard let pairs = value == .null ? [] : NamedValue.list(from: value) else {
        throw wrong("an object, or a list of name and value pairs")
      }
      let named = pairs.map { NamedValue(brackets.restored($0.name), $0.value) }
      if name == "headers" { headers = named } else { parameters = named }
    case "secrets":
      if let names = value.arrayValue?.compactMap(\.stringValue), names.count == value.arrayValue?.count {
        allowedVariables = names
      } else if let pairs = NamedValue.list(from: value) {
        secrets = pairs.map { NamedValue(brackets.restored($0.name), brackets.restored($0.value)) }
      } else {
        throw wrong("a list of variable names, or of name and value pairs")
      }
    default:
      guard let number = value.intValue ?? value.stringValue.flatMap({ Int($0) }),
        (1...RequestDefinition.longestTimeout).contains(number)
      else { throw wrong("a number of milliseconds from 1 to \(RequestDefinition.longestTimeout)") }
      timeoutMilliseconds = number
    }
  }
}

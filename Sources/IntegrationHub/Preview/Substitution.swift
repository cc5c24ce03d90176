package import HTTPExchange
import Encodings
import JSON

/// A text of a request in which `[[name]]` stands, and what went out in its place.
package struct Substitution: Sendable {
  /// A name that stands in the text.
  package struct Variable: Sendable {
    package var name: String
    /// nil for a secret, and for what only an answer tells.
    package var value: String?
    /// Such as `connection variable id`.
    package var origin: String
  }

  /// Such as `url`, `headers.Accept` or `body.customer.id`.
  package var place: String
  package var text: String
  /// Whether the request's or the connection's definition gave it, and not the payload.
  package var isDefined: Bool
  package var variables: [Variable] = []
  /// nil where it is not known by itself.
  package var sent: String?
}

extension Hub {
  /// The texts of a request with `[[name]]` in them, as far as the definitions of now tell; `sent` is what went out.
  package func substitutions(
    _ action: RequestAction, _ name: String, _ requestName: String, sent: HTTPRequest?
  ) -> [Substitution] {
    var notes: [String] = []
    guard let connection = try? connection(named: name, notes: &notes),
      let definition = try? request(named: requestName, in: connection, notes: &notes),
      let parts = parts(action, definition)
    else { return [] }
    var found = SubstitutionList(sent)
    let isDefined = parts.giver == .definition
    if !RequestBuilder.hasScheme(parts.url) { found.add("baseUrl", connection.baseURL, isDefined: true) }
    found.add("url", parts.url, isDefined: isDefined)
    for pair in parts.parameters { found.add("parameters.\(pair.name)", pair.value, isDefined: isDefined) }
    for pair in parts.inherited(from: connection) { found.add(header: pair, isDefined: true) }
    for pair in parts.headers { found.add(header: pair, isDefined: isDefined) }
    if let body = parts.body { found.add(body, isDefined: parts.bodyGiver == .definition) }
    return completed(found.found, of: connection, parts.shadows)
  }

  /// The same for what `connectauth` sends.
  package func authenticationSubstitutions(_ name: String, sent: HTTPRequest?) -> [Substitution] {
    var notes: [String] = []
    guard let connection = try? connection(named: name, notes: &notes),
      let auth = connection.authentication?.oauth
    else { return [] }
    var found = SubstitutionList(sent)
    if !auth.url.isEmpty, !RequestBuilder.hasScheme(auth.url) {
      found.add("baseUrl", connection.baseURL, isDefined: true)
    }
    found.add("auth.url", auth.url, isDefined: true)
    for pair in auth.headers { found.add(header: pair, isDefined: true) }
    let members = [
      ("clientId", auth.clientID), ("clientSecret", auth.clientSecret), ("username", auth.username),
      ("password", auth.password), ("scope", auth.scope), ("audience", auth.audience),
    ]
    for (member, text) in members { found.add("auth.\(member)", text ?? "", isDefined: true) }
    for pair in auth.parameters { found.add("auth.parameters.\(pair.name)", pair.value, isDefined: true) }
    return completed(found.found, of: connection, [])
  }

  /// What a request is made of; nil where the payload is none.
  private func parts(_ action: RequestAction, _ definition: RequestDefinition) -> RequestParts? {
    switch (action, definition.kind) {
    case (.test, _): RequestParts(definition)
    case (.connectRequest(let payload, _), .manual): RequestParts(definition, payload: payload)
    case (.connectRequest(let payload, let brackets), .studio):
      payload.flatMap { try? StudioPayload(parsing: $0, brackets) }.map { RequestParts($0) }
    }
  }

  private func completed(
    _ found: [Substitution], of connection: Connection, _ shadows: [NamedValue]
  ) -> [Substitution] {
    // No source is asked: whoever looks wants to know where a secret comes from, and not its value.
    let expansion = expansion(for: connection, shadows: shadows, asksSources: false)
    return found.map { substitution in
      var substitution = substitution
      substitution.variables = OriginWords.variables(
        in: [substitution.text], of: connection, by: self, shadows)
      if substitution.sent == nil {
        let isURL = ["baseUrl", "url", "auth.url"].contains(substitution.place)
        substitution.sent = try? expansion.expand(substitution.text, in: isURL ? .url : .plain)
      }
      return substitution
    }
  }
}

/// Collects the texts of a request that hold `[[`, with what became of them where the request tells.
private struct SubstitutionList {
  private let sent: HTTPRequest?
  private(set) var found: [Substitution] = []

  init(_ sent: HTTPRequest?) { self.sent = sent }

  mutating func add(_ place: String, _ text: String, isDefined: Bool, sent: String? = nil) {
    guard text.holds("[[") else { return }
    found.append(Substitution(place: place, text: text, isDefined: isDefined, sent: sent))
  }

  mutating func add(header pair: NamedValue, isDefined: Bool) {
    let value = sent?.headers.first { $0.name.isEqual(ignoringCase: pair.name) }?.value
    add("headers.\(pair.name)", pair.value, isDefined: isDefined, sent: value)
  }

  mutating func add(_ body: RequestBody, isDefined: Bool) {
    switch body {
    case .value(.string(let text)):
      add("body", text, isDefined: isDefined, sent: sent?.body.map { String(decoding: $0, as: UTF8.self) })
    case .value(let json):
      add(
        "body", json, isDefined: isDefined,
        sent: sent?.body.flatMap { try? JSONValue(parsing: String(decoding: $0, as: UTF8.self)) })
    case .form(let pairs):
      for pair in pairs { add("form.\(pair.name)", pair.value, isDefined: isDefined) }
    case .multipart(let parts):
      for part in parts {
        switch part.content {
        case .text(let text), .file(let text): add("multipart.\(part.name)", text, isDefined: isDefined)
        case .json(let json): add("multipart.\(part.name)", json, isDefined: isDefined, sent: nil)
        }
      }
    case .file(let path): add("bodyFile", path, isDefined: isDefined)
    }
  }

  /// The texts in a value, each with that at the same place of what was sent.
  private mutating func add(_ path: String, _ json: JSONValue, isDefined: Bool, sent: JSONValue?) {
    switch json {
    case .string(let text): add(path, text, isDefined: isDefined, sent: sent?.stringValue)
    case .array(let items):
      for (index, item) in items.enumerated() {
        let other = sent?.arrayValue.flatMap { $0.indices.contains(index) ? $0[index] : nil }
        add("\(path)[\(index + 1)]", item, isDefined: isDefined, sent: other)
      }
    case .object(let object):
      for member in object.members {
        add(
          "\(path).\(member.name)", member.value, isDefined: isDefined, sent: sent?.objectValue?[member.name])
      }
    case .null, .bool, .number: break
    }
  }
}

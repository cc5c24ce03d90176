import JSON

/// Typed reading of one definition object, with errors that name the member at fault.
struct Members {
  private let json: JSONObject
  private let owner: String

  init(_ json: JSONObject, of owner: String) {
    self.json = json
    self.owner = owner
  }

  /// Refuses members that are not in `known`, naming the nearest.
  func check(_ known: [String]) throws(HubError) {
    for member in json.members where !known.contains(member.name) {
      throw HubError(
        .definition, "'\(member.name)' is no member of \(owner)",
        suggestion: "known are \(known.joined(separator: ", "))", member: member.name,
        unknown: (member.name, known))
    }
  }

  /// The first member that is not in `known`.
  func unknownName(in known: [String]) -> String? {
    json.members.first { !known.contains($0.name) }?.name
  }

  func wrong(_ name: String, _ expected: String) -> HubError {
    HubError(.definition, "'\(name)' of \(owner) must be \(expected)", member: name)
  }

  func text(_ name: String) throws(HubError) -> String? {
    guard let value = json[name], value != .null else { return nil }
    guard let text = value.stringValue else { throw wrong(name, "a text") }
    return text
  }

  func required(_ name: String) throws(HubError) -> String {
    guard let text = try text(name) else {
      throw HubError(.definition, "\(owner) has no \"\(name)\"")
    }
    return text
  }

  func flag(_ name: String) throws(HubError) -> Bool? {
    switch json[name] {
    case nil, .null: nil
    case .bool(let flag): flag
    case .string("true"): true
    case .string("false"): false
    default: throw wrong(name, "true or false")
    }
  }

  /// Milliseconds from 1 to the longest that is allowed.
  func timeout(
    _ name: String = "timeoutMs", upTo longest: Int = RequestDefinition.longestTimeout
  ) throws(HubError) -> Int? {
    guard let value = json[name], value != .null else { return nil }
    guard let number = value.intValue ?? value.stringValue.flatMap({ Int($0) }),
      (1...longest).contains(number)
    else {
      throw wrong(name, "a number of milliseconds from 1 to \(longest)")
    }
    return number
  }

  func choice<Choice: RawRepresentable & CaseIterable>(_ name: String, _ type: Choice.Type)
    throws(HubError) -> Choice? where Choice.RawValue == String
  {
    guard let text = try text(name) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      let known = Choice.allCases.map(\.rawValue)
      throw HubError(
        .definition, "'\(text)' is no \(name) of \(owner)",
        suggestion: "known are \(known.joined(separator: ", "))", member: name)
    }
    return choice
  }

  /// An object of texts, or a list of name and value pairs.
  func pairs(_ name: String) throws(HubError) -> [NamedValue] {
    guard let value = json[name], value != .null else { return [] }
    guard let pairs = NamedValue.list(from: value) else {
      throw wrong(name, "an object such as {\"name\": \"value\"}")
    }
    return pairs
  }
}

/// A JSON value (RFC 8259) that keeps member order, duplicate names and number text.
package enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  /// The number's text exactly as it was written.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

/// The members of a JSON object in the order in which they stood.
package struct JSONObject: Equatable, Sendable {
  /// One `"name": value` pair.
  package struct Member: Equatable, Sendable {
    /// The name, decoded.
    package var name: String
    /// What the name stands for.
    package var value: JSONValue

    /// A member.
    package init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// The members, duplicates included.
  package var members: [Member]

  /// An object of these members.
  package init(_ members: [Member] = []) {
    self.members = members
  }
}

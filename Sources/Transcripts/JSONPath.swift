import JSON

/// Shows where a value stands inside another, in the form of RFC 9535.
enum JSONPath {
  /// Such as `$.items[2].name` or `$["odd name"]`.
  static func text(_ steps: some Sequence<JSONPathStep>) -> String {
    var text = "$"
    for step in steps {
      switch step {
      case .index(let index): text += "[\(index)]"
      case .name(let name): text += isPlain(name) ? ".\(name)" : "[\(JSONValue.string(name).text())]"
      }
    }
    return text
  }

  private static func isPlain(_ name: String) -> Bool {
    guard let first = name.utf8.first, first < UInt8(ascii: "0") || first > UInt8(ascii: "9") else {
      return false
    }
    return name.utf8.allSatisfy { byte in
      byte >= 0x80 || byte == UInt8(ascii: "_") || (byte | 0x20) &- UInt8(ascii: "a") < 26
        || byte &- UInt8(ascii: "0") < 10
    }
  }
}

import Encodings

/// Names a secret without holding its value: `connection/name`.
package struct SecretReference: Hashable, Sendable {
  package var connection: String
  package var name: String

  package init(connection: String, name: String) {
    self.connection = connection
    self.name = name
  }

  /// Reads `path` back; nil when there is no `/`.
  package init?(path: String) {
    guard let slash = path.firstIndex(of: "/") else { return nil }
    self.init(
      connection: Self.unescape(path[..<slash]),
      name: Self.unescape(path[path.index(after: slash)...]))
  }

  /// `crm/clientSecret`, as in transcripts and messages; marks of ours inside a name are escaped.
  package var path: String { "\(Self.escape(connection))/\(Self.escape(name))" }

  private static let escapes: [(mark: String, escaped: String)] = [
    ("%", "%25"), ("/", "%2F"), ("#", "%23"), ("›", "%E2%80%BA"), ("\"", "%22"), ("\\", "%5C"),
    ("\n", "%0A"),
  ]

  private static func escape(_ name: String) -> String {
    guard name.contains(where: { "%/#›\"\\\n".contains($0) }) else { return name }
    return name.reduce(into: "") { text, character in
      text += escapes.first { $0.mark == String(character) }?.escaped ?? String(character)
    }
  }

  private static func unescape(_ text: Substring) -> String {
    guard text.contains("%") else { return String(text) }
    var result = ""
    var rest = text
    while let first = rest.first {
      if let pair = escapes.first(where: { rest.hasPrefix($0.escaped) }) {
        result += pair.mark
        rest = rest.dropFirst(pair.escaped.count)
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  /// What stands in a file in place of the value: `‹secret:crm/clientSecret›`.
  package var placeholder: String { placeholder(encoding: nil) }

  /// What stands for the value in an offline replay, and is stored as the placeholder again.
  ///
  /// Its marks are private characters: a server that sends the placeholder's own text must not be taken for one that
  /// sent the secret.
  package var standIn: String { "\u{E000}secret:\(path)\u{E001}" }

  /// The placeholder for a value that stood encoded.
  func placeholder(encoding: SecretEncoding?) -> String {
    guard let encoding, !encoding.layers.isEmpty else { return "\(Self.opening)\(path)\(Self.closing)" }
    return "\(Self.opening)\(path)#\(encoding.text)\(Self.closing)"
  }

  static let opening = "‹secret:"
  static let closing = "›"
}

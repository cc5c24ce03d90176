/// One challenge of a `WWW-Authenticate` header (RFC 9110, section 11.6.1).
package struct AuthenticationChallenge: Equatable, Sendable {
  /// Lowercased.
  package var scheme: String
  /// By their names, lowercased.
  package var parameters: [String: String] = [:]

  /// All challenges of a header, which may hold several.
  package static func read(_ header: String) -> [AuthenticationChallenge] {
    var challenges: [AuthenticationChallenge] = []
    for item in items(of: header) {
      let word = item.prefix { !$0.isWhitespace && $0 != "=" }
      let after = item[word.endIndex...].drop(while: \.isWhitespace)
      if after.first == "=" && !word.isEmpty {
        guard !challenges.isEmpty else { continue }
        challenges[challenges.count - 1].parameters[word.lowercased()] = value(after.dropFirst())
      } else if !word.isEmpty {
        var challenge = AuthenticationChallenge(scheme: word.lowercased())
        if let equals = after.firstIndex(of: "=") {
          let name = after[..<equals].filter { !$0.isWhitespace }.lowercased()
          challenge.parameters[name] = value(after[after.index(after: equals)...])
        }
        challenges.append(challenge)
      }
    }
    return challenges
  }

  /// Cuts at commas outside of quotation marks.
  private static func items(of header: String) -> [Substring] {
    var items: [Substring] = []
    var start = header.startIndex
    var index = start
    var isQuoted = false
    while index < header.endIndex {
      switch header[index] {
      case "\"": isQuoted.toggle()
      case "\\" where isQuoted:
        index = header.index(after: index)
        if index == header.endIndex { continue }
      case "," where !isQuoted:
        items.append(header[start..<index])
        start = header.index(after: index)
      default: break
      }
      index = header.index(after: index)
    }
    items.append(header[start...])
    return items.map { $0.drop(while: \.isWhitespace) }
  }

  private static func value(_ text: Substring) -> String {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    guard text.first == "\"" else { return String(text) }
    var result = ""
    var isEscaped = false
    for character in text.dropFirst() {
      if isEscaped {
        result.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        break
      } else {
        result.append(character)
      }
    }
    return result
  }
}

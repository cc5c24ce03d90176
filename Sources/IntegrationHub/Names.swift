/// The rules for names of connections, requests and variables (hub spec, section 3).
enum Names {
  /// The trimmed name, or an error when it is empty or longer than 100 characters.
  static func checked(_ name: String, _ what: String) throws(HubError) -> String {
    let trimmed = trim(name)
    guard (1...100).contains(trimmed.count) else {
      throw HubError(.definition, "the name of a \(what) has 1 to 100 characters, not \(trimmed.count)")
    }
    return trimmed
  }

  static func trim(_ text: some StringProtocol) -> String {
    var rest = Substring(text)
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}

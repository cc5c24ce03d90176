import Encodings

/// The rules for names of connections, requests and variables (hub spec, section 3).
enum Names {
  /// The trimmed name, or an error when it is empty or longer than 100 characters.
  static func checked(_ name: String, _ what: String) throws(HubError) -> String {
    let trimmed = name.trimmingBlanks()
    guard (1...100).contains(trimmed.count) else {
      throw HubError(.definition, "the name of a \(what) has 1 to 100 characters, not \(trimmed.count)")
    }
    return trimmed
  }
}

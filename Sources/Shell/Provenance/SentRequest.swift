import IntegrationHub

/// A request that went out, with how its texts were filled in: `{}` by the script, then `[[ ]]` by the connection.
struct SentRequest {
  /// Such as `GET http://crm.test/a/42`; not redacted.
  var line: String
  var substitutions: [Substitution] = []
  /// Those of the verb that sent it.
  var filled: [FilledText] = []

  // MARK: Rows

  /// One text on its way.
  private struct Way {
    var name: String
    var filled: FilledText?
    var substitution: Substitution?

    /// Whether the line of the request shows what became of it.
    var isInURL: Bool { ["baseUrl", "url", "auth.url"].contains(name) || name.hasPrefix("parameters.") }
  }

  private static let mostWays = 12

  /// The steps that changed something, each text's together; not redacted.
  func rows(_ hidden: HiddenVariables) -> [[String]] {
    let ways = ways
    let shown = ways.prefix(Self.mostWays)
    var told: Set<String> = []
    var rows = shown.filter(\.isInURL).flatMap { Self.rows(of: $0, hidden, &told) }
    rows.append(["url, sent", line])
    rows += shown.filter { !$0.isInURL }.flatMap { Self.rows(of: $0, hidden, &told) }
    if ways.count > shown.count {
      rows.append(["", "and \(Session.count(ways.count - shown.count, "more text"))"])
    }
    return rows
  }

  private var ways: [Way] {
    var left = substitutions
    var ways: [Way] = []
    for text in filled where !text.isVariable {
      let match = left.firstIndex { !$0.isDefined && $0.text == text.text }
      ways.append(
        Way(
          name: text.name.hasPrefix(Self.payload)
            ? String(text.name.dropFirst(Self.payload.count)) : text.name,
          filled: text, substitution: match.map { left.remove(at: $0) }))
    }
    return ways + left.map { Way(name: $0.place, substitution: $0) }
  }

  private static let payload = "requestPayload."

  private static func rows(
    of way: Way, _ hidden: HiddenVariables, _ told: inout Set<String>
  ) -> [[String]] {
    var rows: [[String]] = []
    if let filled = way.filled {
      rows = [["\(way.name), written", filled.written], ["\(way.name), filled in", filled.text(hidden)]]
    } else if let substitution = way.substitution {
      rows = [["\(way.name), \(substitution.isDefined ? "defined" : "given")", substitution.text]]
    }
    guard let substitution = way.substitution else { return rows }
    rows += substitution.variables.filter { told.insert($0.name).inserted }.map(\.row)
    if !way.isInURL, let sent = substitution.sent { rows.append(["\(way.name), sent", sent]) }
    return rows
  }
}

extension Substitution.Variable {
  /// What `[[name]]` stands for, and who says so.
  var row: [String] { ["[[\(name)]]", (value.map { "\($0), " } ?? "") + origin] }
}

extension FilledText {
  /// Whether it is nothing but a variable in the place of an object.
  fileprivate var isVariable: Bool {
    pieces.count == 1 && ["requestPayload", "headers", "parameters", "body"].contains(name)
  }
}

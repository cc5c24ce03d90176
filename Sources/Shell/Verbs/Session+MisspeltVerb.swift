import SnippetSyntax

extension Session {
  /// What other programs send requests with.
  private static let senders: Set<String> = [
    "curl", "wget", "http", "https",
  ]

  /// One error in place of many when a cell begins with nearly a verb, as in `conection crm {...}`, with a command
  /// without its colon, or with what another program would understand.
  static func misspeltVerb(in source: SourceText, _ result: ParseResult) -> Diagnostic? {
    let start = source.utf8.firstIndex { $0 > 0x20 } ?? 0
    let firstError = result.diagnostics.first { $0.severity == .error }
    if let request = firstError.flatMap({ requestLine(in: source, failedAt: $0) }) { return request }
    if let foreign = foreignEntry(in: source, from: start) { return foreign }
    let end = VerbScan.endOfWord(in: source.utf8, from: start)
    let word = source[SourceSpan(start, end)]
    let explained = [SyntaxDiagnosticID.declaration, .printing, .noSuchStatement, .blockEnd].map(\.text)
    let isForeign = result.diagnostics.contains { $0.span?.start == start && explained.contains($0.id) }
    // A word that other languages have is explained as such.
    guard word.allSatisfy(\.isLetter), Keyword(folded: word) == nil, !isForeign,
      let nearest = command(word, in: source, endingAt: end)
        ?? NearestName.of(word.lowercased(), in: ["connect"] + Verb.allCases.map(\.rawValue))
    else { return nil }
    let meant = nearest == "connect" ? connectVerb(before: source.utf8[end...]) : nearest
    return Diagnostic(
      .verbUnknown, "there is no '\(word)'", at: SourceSpan(start, end),
      suggestion: "did you mean '\(meant)'?")
  }

  /// The command that a word lacks only the colon of: what stands behind it could be its argument and goes on no
  /// expression.
  private static func command(_ word: String, in source: SourceText, endingAt end: Int) -> String? {
    guard let command = ShellCommand(rawValue: word.lowercased()), end < source.utf8.count,
      source.utf8[end] == 0x20,
      let next = source[SourceSpan(end, source.utf8.count)].first(where: { $0 != " " }),
      next.isLetter || next.isNumber || "\"$~/.".contains(next)
    else { return nil }
    return ":" + command.rawValue
  }

  /// Which of the verbs that begin with `connect` takes what stands behind that word.
  private static func connectVerb(before rest: ArraySlice<UInt8>) -> String {
    let line = rest.prefix { $0 != 0x0A }
    if line.contains(UInt8(ascii: "{")) { return Verb.connection.rawValue }
    let count = line.split { $0 <= 0x20 }.count
    return count > 1 ? Verb.connectrequest.rawValue : Verb.connectauth.rawValue
  }

  // MARK: Entries of other programs

  /// The methods of HTTP, with which an entry of HTTPie or http-prompt begins.
  private static let methods: Set<String> = ["get", "post", "put", "patch", "delete", "head", "options"]

  /// A command line of another program, such as `curl http://...`, or a command of another shell, such as `\d`.
  private static func foreignEntry(in source: SourceText, from start: Int) -> Diagnostic? {
    let line = source.utf8[start...].prefix { $0 != 0x0A }
    let word = line.prefix { $0 > 0x20 }
    let span = SourceSpan(start, word.endIndex)
    let text = source[span]
    if text.hasPrefix("\\") {
      return Diagnostic(
        .verbUnknown, "there is no '\(text)'", at: span,
        suggestion: "commands begin with ':'; :help lists them")
    }
    let name = text.lowercased().prefix { $0.isLetter }
    let address = source[SourceSpan(start, line.endIndex)].firstRange(of: "://")
    guard senders.contains(String(name)), name.count == text.count || text.contains("://"),
      address != nil || name == "curl" || name == "wget"
    else { return nil }
    return Diagnostic(
      .verbUnknown, "a request is defined in a connection, and then sent by its name", at: span,
      suggestion: ":help connections shows how")
  }

  /// An error in place of one about a division when a cell begins with a request, as in `POST /orders`.
  ///
  /// A method may be a variable's name, so this is only for a cell that failed at that line.
  static func requestLine(in source: SourceText, failedAt diagnostic: Diagnostic) -> Diagnostic? {
    let start = source.utf8.firstIndex { $0 > 0x20 } ?? 0
    guard let place = diagnostic.span?.start, place <= VerbScan.endOfLine(in: source.utf8, from: start) else {
      return nil
    }
    return requestLine(in: source, at: start)
  }

  /// A method and behind it a path or an address.
  private static func requestLine(in source: SourceText, at start: Int) -> Diagnostic? {
    let words = source.utf8[start...].prefix { $0 != 0x0A }.split { $0 <= 0x20 }
    guard words.count > 1, methods.contains(String(decoding: words[0], as: UTF8.self).lowercased()) else {
      return nil
    }
    let target = String(decoding: words[1], as: UTF8.self).lowercased()
    // `POST / 2` is a division, and `POST //` one with a comment.
    let isPath =
      target.hasPrefix("/") && !target.hasPrefix("//") && (target.utf8.count > 1 || words.count == 2)
    let isAddress = target.contains("://") || target.hasPrefix("localhost") || target.hasPrefix(":/")
    guard isPath || isAddress else { return nil }
    let method = String(decoding: words[0], as: UTF8.self).uppercased()
    return Diagnostic(
      .verbUnknown, "there is no '\(source[SourceSpan(words[0].startIndex, words[0].endIndex)])'",
      at: SourceSpan(words[0].startIndex, words[0].endIndex),
      suggestion: "restapi \(method) URL" + (isPath ? ", with the host in front of the path" : ""),
      notes: ["A request that is sent often is defined in a connection; :help connections shows how."])
  }
}

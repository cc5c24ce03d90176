import SnippetSyntax

extension Completer {
  /// What could stand at the cursor in a `script` cell that begins at `place`.
  func script(from place: Int) -> CompletionList {
    let source = SourceText(name: "", text: String(decoding: bytes, as: UTF8.self))
    let scan = ScriptScan(bytes, from: place)
    guard scan.isOpen else { return expected(Verb.script.usage) }
    let lineStart = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? place
    guard let line = scan.lines.last, isWithin(line, lineStart) else {
      return named(ScriptNames(self, from: place).undefined, or: Self.lineForm)
    }
    if let code = line.code, !isClosed(code) { return snippet(from: code.start + 1) }
    guard line.name.end < bytes.count else {
      return named(ScriptNames(self, from: place, without: line.name).undefined, or: Self.lineForm)
    }
    guard line.kind.length > 0, line.kind.end < bytes.count else {
      return words(of: Self.kinds, from: line.kind.length > 0 ? line.kind.start : bytes.count)
    }
    guard let kind = ActionKind(rawValue: source[line.kind].uppercased()) else { return expected("") }
    let isInside = line.arguments.last.map { $0.end == bytes.count } ?? false
    let earlier = isInside ? line.arguments.dropLast() : line.arguments[...]
    let begin = isInside ? line.arguments.last?.start ?? bytes.count : bytes.count
    let texts = earlier.map { source[SourceSpan($0.start, $0.end)] }
    if texts.last == "->" {
      return words(of: ScriptNames(self, from: place).targets, from: begin)
    }
    if texts.contains("->") {
      guard texts.last?.hasSuffix(",") == true else { return expected("LABEL -> NAME, LABEL -> NAME") }
      let taken = zip(texts, texts.dropFirst()).filter { $1 == "->" }.map(\.0)
      return words(of: labels(of: kind, besides: taken), from: begin)
    }
    return property(of: kind, line, begin, hasEarlier: !earlier.isEmpty, in: place)
  }

  private static let lineForm = "NAME KIND ...   LABEL -> NAME, LABEL -> NAME"

  private static let kinds = ActionKind.allCases.map { Completion($0.rawValue, $0.usage, ending: " ") }

  private func expected(_ hint: String) -> CompletionList {
    CompletionList(bytes.count..<bytes.count, [], hint: hint)
  }

  /// Names for the word at the cursor, or the form of what is written here.
  private func named(_ items: [Completion], or hint: String) -> CompletionList {
    var list = words(of: items, from: startOfName)
    if list.items.isEmpty { list.hint = hint }
    return list
  }

  /// Whether the cursor stands in an action that began on its line, or in one that is open since an earlier one.
  private func isWithin(_ line: ScriptScan.Line, _ lineStart: Int) -> Bool {
    if line.name.start >= lineStart { return true }
    let end = line.arguments.last?.end ?? line.code?.end ?? line.kind.end
    return end >= lineStart
  }

  private func isClosed(_ code: SourceSpan) -> Bool {
    code.length > 1 && code.end <= bytes.count && bytes[code.end - 1] == UInt8(ascii: "}")
      && StatementScanner.endOfBlock(in: bytes, from: code.start) != nil
  }

  // MARK: Properties and branches

  /// What could go on with the properties of an action, or begin its branches.
  private func property(
    of kind: ActionKind, _ line: ScriptScan.Line, _ begin: Int, hasEarlier: Bool, in place: Int
  ) -> CompletionList {
    let start = line.code?.end ?? line.kind.end
    var list: CompletionList
    switch kind {
    case .connectAuth, .connectRequest, .restAPI:
      guard let verb = kind.verb else { return expected("") }
      list = argument(of: verb, from: start)
    case .assign, .trace, .condition, .choice, .loop, .wait, .giveBack: list = snippet(from: start)
    case .runSub:
      if let inner = substitution(from: begin) { return inner }
      list = words(
        of: hasEarlier
          ? [Completion("result=", "the variable for what it gives back")]
          : scripts + ScriptNames(self, from: place).scripts, from: begin)
    case .begin, .end, .snippet: list = words(of: [], from: begin)
    }
    let needsNothing = [.begin, .snippet].contains(kind)
    guard hasEarlier || needsNothing, list.range.lowerBound == begin else { return list }
    list.items += words(of: labels(of: kind, besides: []), from: begin).items
    return list
  }

  /// The branches of a kind that are not connected yet.
  private func labels(of kind: ActionKind, besides taken: [String]) -> [Completion] {
    let taken = taken.map { $0.lowercased() }
    return kind.branches.filter { !taken.contains($0.lowercased()) }.map {
      Completion($0, "branch", ending: " -> ")
    }
  }
}

/// The names in the entry that holds a script: of its actions, those that branches lead to, and other scripts.
private struct ScriptNames {
  private(set) var targets: [Completion] = []
  /// Those that branches lead to and no action has yet.
  private(set) var undefined: [Completion] = []
  private(set) var scripts: [Completion] = []

  /// `word` is the one at the cursor, which is no name yet.
  init(_ completer: Completer, from place: Int, without word: SourceSpan? = nil) {
    let source = SourceText(name: "", text: String(decoding: completer.entry, as: UTF8.self))
    var defined: Set<String> = []
    var mentioned: [String] = []
    for line in ScriptScan(source.utf8, from: place).lines {
      if line.name.start != word?.start {
        defined.insert(source[line.name].lowercased())
        let kind = source[line.kind].uppercased()
        // No branch leads back to the beginning.
        if kind != ActionKind.begin.rawValue {
          targets.append(Completion(source[line.name], kind))
        }
      }
      let words = line.arguments.map { source[SourceSpan($0.start, $0.end)] }
      for (arrow, target) in zip(words, words.dropFirst()) where arrow == "->" {
        // The word at the cursor is not all of a name.
        let name = target.hasSuffix(",") ? String(target.dropLast()) : target
        if name != completer.wordAtCursor { mentioned.append(name) }
      }
    }
    undefined = mentioned.filter { !defined.contains($0.lowercased()) }.map {
      Completion($0, "a branch leads here", ending: " ")
    }
    targets += undefined.map { Completion($0.text, "not written yet") }
    for piece in CellSplitter.pieces(in: source.text) where piece.cell.kind == .verb(.script) {
      let text = SourceText(name: "", text: piece.cell.text)
      var lines = LineScan(text.utf8)
      if let start = lines.nextContent(), start < text.utf8.count,
        let name = ScriptScan(text.utf8, from: start).heading.first
      {
        scripts.append(Completion(text[SourceSpan(name.start, name.end)], "script", ending: " "))
      }
    }
  }
}

extension Completer {
  /// The word that the cursor touches.
  fileprivate var wordAtCursor: String {
    String(decoding: bytes[(bytes.lastIndex { $0 <= 0x20 } ?? -1).advanced(by: 1)...], as: UTF8.self)
  }
}

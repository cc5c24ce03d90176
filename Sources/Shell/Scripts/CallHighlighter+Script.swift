import SnippetSyntax

/// Colours a `script` cell: names, kinds, labels and arrows; code as Snippet.
extension CallHighlighter {
  mutating func addScript(from start: Int) {
    let scan = ScriptScan(source.utf8, from: start)
    for word in scan.heading { add(word) }
    guard let opening = scan.opening else { return }
    add(.blank, to: opening)
    add(.punctuation, to: opening + 1)
    for line in scan.lines {
      // Comments between the actions.
      add(to: line.name.start, as: SyntaxHighlighter.spans(in:))
      add(.functionName, to: line.name.end)
      add(.blank, to: line.kind.start)
      guard let kind = ActionKind(rawValue: source[line.kind].uppercased()) else {
        add(.name, to: line.kind.end)
        continue
      }
      add(.keyword, to: line.kind.end)
      if let code = line.code { add(to: code.end, as: SyntaxHighlighter.spans(in:)) }
      let (properties, branches) = ScriptBranches.split(line.arguments, kind, in: source)
      if kind.holdsCode, let last = properties.last {
        add(to: last.end, as: SyntaxHighlighter.spans(in:))
      } else {
        for word in properties { add(word) }
      }
      addBranches(branches)
    }
    add(to: scan.end, as: SyntaxHighlighter.spans(in:))
  }

  private mutating func addBranches(_ words: [VerbScan.Argument]) {
    var isTarget = false
    for word in words {
      add(.blank, to: word.start)
      let text = source[SourceSpan(word.start, word.end)]
      if text == "->" {
        add(.operatorSign, to: word.end)
        isTarget = true
        continue
      }
      if !isTarget {
        add(.constant, to: word.end)
      } else {
        add(.functionName, to: word.end - (text.hasSuffix(",") ? 1 : 0))
        add(.punctuation, to: word.end)
      }
      isTarget = false
    }
  }
}

extension ActionKind {
  /// Whether its properties are Snippet, and no texts of a verb.
  fileprivate var holdsCode: Bool {
    switch self {
    case .assign, .trace, .condition, .choice, .loop, .wait, .giveBack: true
    case .begin, .snippet, .connectAuth, .connectRequest, .restAPI, .runSub, .end: false
    }
  }
}

import TextLayout

extension SourceAtom {
  /// Whether a blank stands between two atoms of one line.
  static func hasBlank(between left: SourceAtom, and right: SourceAtom) -> Bool {
    if right.kind == .comment { return true }
    switch (left.kind, right.kind) {
    case (.openJSON(true), .closeJSON(true)): return false
    case (.openJSON(true), _), (_, .closeJSON(true)): return true
    case (.openGroup, _), (_, .closeGroup), (.openJSON(false), _), (_, .closeJSON(false)): return false
    case (_, .comma), (_, .jsonComma), (_, .jsonColon): return false
    case (_, .point), (.point, _), (_, .colon), (.colon, _), (.minusSign, _): return false
    case (.word, .openGroup): return false
    default: return true
    }
  }
}

/// A statement with its blocks, or a CASE or DEFAULT with its own, that may stand on one line.
enum InlineUnit {
  /// The place of its last atom when it may stand on one line from a column on, else nil.
  ///
  /// It may when its blocks were written so, none holds two statements or a comment, and it fits. No more atoms are
  /// looked at than fit on a line.
  static func end(in atoms: [SourceAtom], from start: Int, column: Int) -> Int? {
    guard case .keyword(let keyword) = atoms[start].kind else { return nil }
    switch keyword {
    case .if, .for, .foreach, .repeat, .function, .case, .default: break
    default: return nil
    }
    var width = column + displayWidth(of: atoms[start].text)
    /// For each open block, whether it holds a statement.
    var blocks: [Bool] = []
    for place in atoms.indices[start...].dropFirst() {
      let atom = atoms[place]
      if atom.kind == .comment || atom.isBroken { return nil }
      // A comment behind the block of a FUNCTION is its help only when all of it stood on one line.
      let mayBeginLine =
        blocks.isEmpty
        && (atom.kind == .openBlock && keyword != .function || atom.kind == .keyword(.else))
      if atom.lineBreaks > 0, !mayBeginLine { return nil }
      width += displayWidth(of: atom.text)
      if SourceAtom.hasBlank(between: atoms[place - 1], and: atom) { width += 1 }
      if width > SourceFormatter.lineWidth { return nil }
      if atom.isStatementStart {
        guard let holdsStatement = blocks.popLast(), !holdsStatement else { return nil }
        blocks.append(true)
      }
      switch atom.kind {
      case .keyword(.select), .keyword(.switch), .keyword(.default): return nil
      case .keyword(.case):
        if !blocks.isEmpty { return nil }
      case .openBlock: blocks.append(false)
      case .closeBlock:
        _ = blocks.popLast()
        let next = place + 1
        let goesOn = keyword == .if && next < atoms.count && atoms[next].kind == .keyword(.else)
        if blocks.isEmpty, !goesOn { return place }
      default: break
      }
    }
    return nil
  }
}

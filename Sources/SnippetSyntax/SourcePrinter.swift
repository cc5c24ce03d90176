import TextLayout

/// Prints atoms line by line.
struct SourcePrinter {
  /// The blanks of one level.
  static let indentation = 2

  /// A bracket that is open: the indentation of its line, and that of lines in it.
  private struct Bracket {
    var outer: Int
    var inner: Int
    var isBroken: Bool
  }

  private let atoms: [SourceAtom]
  private var text = ""
  /// Open blocks.
  private var depth = 0
  private var brackets: [Bracket] = []
  private var lineIndentation = 0
  private var column = 0
  /// The last atom of the unit that is being printed on one line.
  private var inlineEnd = -1
  /// True in a header whose block follows, so that its further lines do not look like the block.
  private var isInHeader = false

  init(_ atoms: [SourceAtom]) {
    self.atoms = atoms
  }

  mutating func layOut() -> String {
    for place in atoms.indices { add(place) }
    if !text.isEmpty { text += "\n" }
    return text
  }

  private mutating func add(_ place: Int) {
    let atom = atoms[place]
    if atom.kind == .closeBlock { depth = max(0, depth - 1) }
    if place == 0 || beginsLine(place) {
      beginLine(place)
    } else if SourceAtom.hasBlank(between: atoms[place - 1], and: atom) {
      text += " "
      column += 1
    }
    if place > inlineEnd, let end = InlineUnit.end(in: atoms, from: place, column: column) {
      inlineEnd = end
    }
    text += atom.text
    column += displayWidth(of: atom.text)
    switch atom.kind {
    case .openBlock:
      depth += 1
      isInHeader = false
    case .keyword(let keyword) where !keyword.isContextual:
      isInHeader = [.if, .switch, .case, .for, .foreach, .repeat].contains(keyword)
    default:
      if atom.isStatementStart { isInHeader = false }
    }
    if atom.opensBrackets { open(atom) }
    if atom.closesBrackets { _ = brackets.popLast() }
  }

  private mutating func open(_ atom: SourceAtom) {
    let outer = lineIndentation
    let steps = isInHeader && brackets.isEmpty ? 2 : 1
    brackets.append(
      Bracket(outer: outer, inner: outer + steps * Self.indentation, isBroken: atom.isBroken))
  }

  private func beginsLine(_ place: Int) -> Bool {
    let atom = atoms[place]
    let before = atoms[place - 1]
    if before.kind == .comment { return true }
    if place <= inlineEnd { return false }
    if let bracket = brackets.last { return beginsLine(atom, behind: before, in: bracket) }
    switch (before.kind, atom.kind) {
    case (_, .comment): return atom.lineBreaks > 0
    case (_, .openBlock), (.closeBlock, .keyword(.else)): return false
    case (.openBlock, _), (.closeBlock, _), (_, .closeBlock): return true
    // Several labels may share a line.
    case (_, .keyword(.case)): return atom.lineBreaks > 0
    default: return atom.isStatementStart
    }
  }

  private func beginsLine(_ atom: SourceAtom, behind before: SourceAtom, in bracket: Bracket) -> Bool {
    switch (before.kind, atom.kind) {
    case (.openJSON, _), (_, .closeJSON), (.jsonComma, _): bracket.isBroken
    case (_, .openJSON), (_, .jsonComma), (_, .jsonColon), (.jsonColon, _): false
    default: atom.lineBreaks > 0
    }
  }

  private mutating func beginLine(_ place: Int) {
    let atom = atoms[place]
    if place > 0 {
      text += "\n"
      if keepsBlankLine(before: atom, behind: atoms[place - 1]) { text += "\n" }
    }
    if let bracket = brackets.last {
      lineIndentation = atom.closesBrackets ? bracket.outer : bracket.inner
    } else {
      lineIndentation = depth * Self.indentation
    }
    text += String(repeating: " ", count: lineIndentation)
    column = lineIndentation
  }

  private func keepsBlankLine(before atom: SourceAtom, behind before: SourceAtom) -> Bool {
    guard atom.lineBreaks > 1 else { return false }
    switch (before.kind, atom.kind) {
    case (.openBlock, _), (_, .closeBlock), (_, .openBlock), (_, .keyword(.else)): return false
    default: return !before.opensBrackets && !atom.closesBrackets
    }
  }
}

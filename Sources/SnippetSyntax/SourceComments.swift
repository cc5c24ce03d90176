/// Puts comments where the new layout leaves room for them.
struct SourceComments {
  private(set) var atoms: [SourceAtom]

  init(_ atoms: [SourceAtom]) {
    self.atoms = atoms
    let columns = Self.columns(of: atoms)
    // The inner of two functions on one line has the comment.
    for place in atoms.indices.reversed() where atoms[place].kind == .keyword(.function) {
      keepHelp(ofFunctionAt: place, column: columns[place])
    }
    moveBehindBraces()
  }

  /// The column at which a statement that begins with an atom will stand.
  private static func columns(of atoms: [SourceAtom]) -> [Int] {
    var depth = 0
    return atoms.map { atom in
      if atom.kind == .closeBlock { depth = max(0, depth - 1) }
      defer { if atom.kind == .openBlock { depth += 1 } }
      return depth * SourcePrinter.indentation
    }
  }

  /// The comment on the line of FUNCTION is its help, and stays on it when the body moves to lines of its own.
  private mutating func keepHelp(ofFunctionAt start: Int, column: Int) {
    guard let (help, brace, isBehind) = help(ofFunctionAt: start) else { return }
    atoms[help].isHelp = true
    guard let brace, help > brace + 1 else { return }
    if isBehind, InlineUnit.end(in: atoms, from: start, column: column) != nil { return }
    move(help, to: brace + 1)
  }

  /// The first comment on the line of FUNCTION, the `{` if that stands before it, and whether the `}` does too.
  private func help(ofFunctionAt start: Int) -> (help: Int, brace: Int?, isBehind: Bool)? {
    var brace: Int?
    var depth = 0
    for place in atoms.indices[start...].dropFirst() {
      let atom = atoms[place]
      if atom.lineBreaks > 0 { return nil }
      let isBehind = brace != nil && depth == 0
      if atom.kind == .comment { return atom.isHelp ? nil : (place, brace, isBehind) }
      if isBehind { return nil }
      if atom.kind == .openBlock {
        brace = brace ?? place
        depth += 1
      } else if atom.kind == .closeBlock {
        depth -= 1
      }
    }
    return nil
  }

  /// Comments between a header and its `{` go behind the `{`, which joins the header.
  private mutating func moveBehindBraces() {
    var header: Keyword?
    for place in atoms.indices {
      switch atoms[place].kind {
      case .keyword(let keyword): header = keyword
      case .openBlock:
        var first = place
        while first > 0, atoms[first - 1].kind == .comment { first -= 1 }
        let isOnNewLine = atoms[place].lineBreaks > 0
        move(place, to: first)
        // A comment that comes to the line of FUNCTION so would become its help.
        let next = first + 1
        if header == .function, first == place, isOnNewLine, next < atoms.count,
          atoms[next].kind == .comment
        {
          atoms[next].lineBreaks = max(1, atoms[next].lineBreaks)
        }
      default: break
      }
    }
  }

  private mutating func move(_ place: Int, to earlier: Int) {
    let atom = atoms[place]
    for index in stride(from: place, to: earlier, by: -1) { atoms[index] = atoms[index - 1] }
    atoms[earlier] = atom
  }
}

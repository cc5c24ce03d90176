/// Lays out Snippet source anew: the same tokens and comments in the same order, with other blanks and line breaks.
///
/// Two blanks a level, keywords in capitals, one statement a line, `{` on the line of its header and ELSE on the line of
/// its `}`. A block that was written on one line stays there while it fits. Inside brackets the line breaks are the
/// author's; a JSON literal of several lines gets one for each member.
package enum SourceFormatter {
  /// The widest line, in columns, on which a block may stand as a whole.
  package static let lineWidth = 100

  /// The source laid out anew; each line ends with LF, and without code and comments the text is empty.
  ///
  /// The program is what parsing the source gave, and has no errors. Texts, numbers and names keep their spelling; a
  /// `;` at the end of a statement goes. Formatting the result again changes nothing.
  package static func format(_ source: SourceText, as program: Program) -> String {
    var landmarks = SourceLandmarks()
    landmarks.note(program.statements)
    let atoms = SourceComments(SourceAtomReader(source, landmarks).atoms).atoms
    var printer = SourcePrinter(atoms)
    return printer.layOut()
  }
}

/// The places that only the tree knows.
struct SourceLandmarks {
  /// Where statements begin.
  private(set) var statementStarts: Set<Int> = []
  /// Where the expressions behind TO and IN begin; elsewhere these words are names.
  private(set) var headerExpressions: Set<Int> = []

  mutating func note(_ statements: [Statement]) {
    for statement in statements {
      statementStarts.insert(statement.span.start)
      switch statement.kind {
      case .function(let function): note(function.body.statements)
      case .conditional(_, let then, let otherwise): note([then, otherwise])
      case .select(let clauses, let otherwise), .switchOn(_, let clauses, let otherwise):
        note(clauses.map(\.body) + [otherwise])
      case .forLoop(_, _, let end, let body):
        headerExpressions.insert(end.span.start)
        note(body.statements)
      case .forEach(_, let array, let body):
        headerExpressions.insert(array.span.start)
        note(body.statements)
      case .repeatLoop(_, let body): note(body.statements)
      case .assign, .dynamic, .breakLoop, .returnValue, .trace, .uses, .call, .show: break
      }
    }
  }

  private mutating func note(_ blocks: [Block?]) {
    for block in blocks { note(block?.statements ?? []) }
  }
}

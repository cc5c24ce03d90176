package import SnippetSyntax

/// The instructions of one cell or function, ready to run.
final class Code {
  /// The function's name as written; nil for a cell.
  let name: String?
  let source: SourceText
  /// The same for a cell and the functions that it declares.
  let unit: Int
  let instructions: UnsafeMutablePointer<Instruction>
  let count: Int
  let pieces: UnsafeMutablePointer<Piece>
  private let pieceCount: Int
  /// For each instruction the place that an error of it points to.
  let spans: [SourceSpan]
  let frameSize: Int
  /// How many places from the beginning of the frame may hold references when the function ends.
  let clearedSize: Int
  let parameterNames: [String]
  /// True when some RETURN of the function has a value.
  let returnsValue: Bool
  /// What a function was compiled from; nil for a cell.
  let declaration: FunctionDeclaration?
  /// The steps that a call costs: one for itself and one for each statement of the body.
  let weight: UInt16

  init(
    name: String?, source: SourceText, unit: Int, instructions: [Instruction], spans: [SourceSpan],
    pieces: [Piece], frameSize: Int, clearedSize: Int, parameterNames: [String], returnsValue: Bool,
    weight: Int, declaration: FunctionDeclaration?
  ) {
    self.name = name
    self.source = source
    self.unit = unit
    self.spans = spans
    self.frameSize = frameSize
    self.clearedSize = clearedSize
    self.parameterNames = parameterNames
    self.returnsValue = returnsValue
    self.declaration = declaration
    self.weight = UInt16(truncatingIfNeeded: min(weight, Int(UInt16.max)))
    count = instructions.count
    self.instructions = .allocate(capacity: max(1, count))
    self.instructions.initialize(from: instructions, count: count)
    pieceCount = pieces.count
    self.pieces = .allocate(capacity: max(1, pieceCount))
    self.pieces.initialize(from: pieces, count: pieceCount)
  }

  var parameterCount: Int { parameterNames.count }

  deinit {
    instructions.deallocate()
    pieces.deinitialize(count: pieceCount)
    pieces.deallocate()
  }
}

/// A cell that was checked and can be run.
package final class CompiledProgram {
  let code: Code
  /// The functions that the cell declares, by their place in the interpreter's table.
  let functions: [(place: Int, code: Code, help: String?)]
  /// The function of a cell that is one call, so that its result is shown only if it has one.
  let onlyCall: Int?

  init(code: Code, functions: [(place: Int, code: Code, help: String?)], onlyCall: Int?) {
    self.code = code
    self.functions = functions
    self.onlyCall = onlyCall
  }
}

/// Why a cell cannot run.
package struct CompileFailure: Error, Sendable {
  /// At least one error, in the order of the source.
  package var diagnostics: [Diagnostic]
}

/// How a run ended.
package enum RunOutcome {
  /// The value of a cell that is one expression or one call, else nil.
  case finished(Value?)
  case failed(Diagnostic)
  case interrupted
}

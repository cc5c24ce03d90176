import SnippetSyntax

/// Collects the code of one cell or function.
struct CodeBuilder {
  /// A loop around the statement at hand.
  struct Loop {
    /// Jumps out of the loop, whose target is set at its end.
    var exits: [Int] = []
    /// The name of a FOREACH, which ends with its loop.
    var iterator: Int32?
  }

  /// A FOREACH name and the place of the array that it stands for.
  struct Iterator {
    var place: Int32
    var root: Int32
    var steps: [PathStep]
  }

  private(set) var instructions: [Instruction] = []
  private var spans: [SourceSpan] = []
  private(set) var pieces: [Piece] = []
  var parameters: [String: Int32] = [:]
  var loops: [Loop] = []
  var iterators: [Iterator] = []
  /// Variables that surely exist here.
  var known: Set<Int32> = []
  var returnsValue = false
  private(set) var next: Int32 = 0
  private var highest: Int32 = 0
  /// The places of the frame below this one may hold references.
  private var referenceEnd: Int32 = 0

  /// A new place in the frame.
  mutating func temporary() -> Int32 {
    next += 1
    highest = max(highest, next)
    return next - 1
  }

  /// Gives back the places above a mark.
  mutating func release(to mark: Int32) { next = mark }

  @discardableResult
  mutating func emit(
    _ opcode: Opcode, a: Int32 = 0, b: Int32 = 0, c: Int32 = 0, hint: Int = 0, at span: SourceSpan
  ) -> Int {
    if a >= 0, opcode.mayStoreReference { referenceEnd = max(referenceEnd, a + 1) }
    let hint = UInt16(truncatingIfNeeded: min(hint, Int(UInt16.max)))
    instructions.append(Instruction(opcode: opcode, hint: hint, a: a, b: b, c: c))
    spans.append(span)
    return instructions.count - 1
  }

  /// The index of the next instruction, as a target.
  var here: Int32 { Int32(truncatingIfNeeded: instructions.count) }

  /// Makes a jump go to the next instruction.
  mutating func land(_ jump: Int) {
    aim(jump, at: here)
  }

  /// Makes a jump go to an instruction; targets are counted from the jump itself.
  mutating func aim(_ jump: Int, at target: Int32) {
    let distance = target - Int32(truncatingIfNeeded: jump)
    switch instructions[jump].opcode {
    case .jump: instructions[jump].a = distance
    case .jumpIfFalse, .forEachNext, .repeatStep: instructions[jump].b = distance
    default: instructions[jump].c = distance
    }
  }

  mutating func add(_ new: [Piece]) -> Int32 {
    pieces += new
    return Int32(truncatingIfNeeded: pieces.count - new.count)
  }

  func code(
    _ name: String?, _ source: SourceText, _ unit: Int, parameterNames: [String], weight: Int = 0,
    declaration: FunctionDeclaration? = nil
  ) -> Code {
    Code(
      name: name, source: source, unit: unit, instructions: instructions, spans: spans, pieces: pieces,
      frameSize: max(1, Int(highest)), clearedSize: max(Int(referenceEnd), parameterNames.count),
      parameterNames: parameterNames, returnsValue: returnsValue, weight: weight,
      declaration: declaration)
  }
}

/// One step of the way to what an assignment sets; the operand holds the key.
enum PathStep {
  case member(Int32)
  case named(Int32)
  case index(Int32)

  var operand: Int32 {
    switch self {
    case .member(let operand), .named(let operand), .index(let operand): operand
    }
  }

  var kind: KeyKind {
    switch self {
    case .member: .member
    case .named: .named
    case .index: .index
    }
  }
}

extension Opcode {
  /// False when what the instruction leaves in `a` is nothing or a number.
  fileprivate var mayStoreReference: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide, .integerDivide, .remainder, .power, .equal, .notEqual, .less,
      .lessOrEqual, .greater, .greaterOrEqual, .compareText, .and, .or, .exclusiveOr, .negate, .declare,
      .undefine, .clear, .jump, .jumpIfFalse, .jumpUnlessEqual, .jumpUnlessNotEqual, .jumpUnlessLess,
      .jumpUnlessLessOrEqual, .jumpUnlessGreater, .jumpUnlessGreaterOrEqual, .returnValue, .forPrepare,
      .forStep, .repeatPrepare, .repeatStep, .forEachPrepare, .forEachNext, .steps, .keys:
      false
    default: true
    }
  }
}

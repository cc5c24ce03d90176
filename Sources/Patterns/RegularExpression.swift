/// Why a text is no pattern of its dialect, and what would be right.
package struct RegularExpressionError: Error {
  /// What is wrong.
  package var message: String
  /// What would be right.
  package var suggestion: String
}

/// A pattern, run as an automaton, so that the time is at most its size times the text's.
///
/// Outside of classes `^` and `$` are the ends of the text, as people and the compliance tests of RFC 9535
/// take them.
package struct RegularExpression: Sendable {
  /// How a pattern is written.
  package enum Dialect: Sendable {
    /// RFC 9485, as JSONPath wants it.
    case interoperable
    /// ECMA-262 without what an automaton cannot do, as JSON Schema wants it.
    case ecmaScript
  }

  /// How a pattern is applied.
  package enum Extent: Sendable {
    /// It fits the whole text.
    case whole
    /// It fits a part of the text.
    case part
  }

  let program: [PatternInstruction]
  let classes: [CharacterClass]

  /// Reads a pattern.
  package init(_ pattern: String, dialect: Dialect = .interoperable) throws(RegularExpressionError) {
    var parser = PatternParser(pattern, dialect)
    var compiler = PatternCompiler()
    try compiler.compile(try parser.wholePattern())
    program = compiler.program
    classes = compiler.classes
  }

  /// The size that the time depends on.
  package var size: Int { program.count }

  /// Whether it names an end of the text by `^` or `$`.
  package var namesEnds: Bool {
    program.contains {
      switch $0 {
      case .textStart, .textEnd: true
      default: false
      }
    }
  }

  /// Whether the pattern fits; `spend` is told of the work and may throw to end it.
  package func fits<Failure>(
    _ text: String, _ extent: Extent, spend: (Int) throws(Failure) -> Void
  ) throws(Failure) -> Bool {
    var run = PatternRun(program)
    var scalars = text.unicodeScalars.makeIterator()
    var next = scalars.next()
    run.next = next
    run.enter(0)
    while let scalar = next {
      if run.isDone, extent == .part { return true }
      if run.states.isEmpty, extent == .whole { return false }
      try spend(1 + run.states.count)
      next = scalars.next()
      run.previous = scalar
      run.next = next
      run.step { instruction in
        switch instruction {
        case .scalar(let wanted): wanted == scalar
        case .any: scalar != "\n" && scalar != "\r"
        case .set(let index): classes[index].contains(scalar)
        case .split, .jump, .textStart, .textEnd, .wordBoundary, .mark, .end: false
        }
      }
      if extent == .part { run.enter(0) }
    }
    return run.isDone
  }
}

/// All the places where a pattern stands at once.
private struct PatternRun {
  private let program: [PatternInstruction]
  /// The instructions that wait for a character.
  private(set) var states: [Int] = []
  /// Whether the end of the pattern was reached with the text so far.
  private(set) var isDone = false
  /// The character before this place, nil at the beginning.
  var previous: Unicode.Scalar?
  /// The character behind this place, nil at the end.
  var next: Unicode.Scalar?
  /// The round in which each instruction was entered last.
  private var entered: [Int]
  private var round = 1
  private var pending: [Int] = []

  init(_ program: [PatternInstruction]) {
    self.program = program
    entered = [Int](repeating: 0, count: program.count)
  }

  /// Goes on from an instruction without a character, each instruction once a round.
  mutating func enter(_ start: Int) {
    pending.append(start)
    while let index = pending.popLast() {
      guard entered[index] != round else { continue }
      entered[index] = round
      switch program[index] {
      case .jump(let target): pending.append(target)
      case .split(let first, let second):
        pending.append(second)
        pending.append(first)
      case .textStart: if previous == nil { pending.append(index + 1) }
      case .textEnd: if next == nil { pending.append(index + 1) }
      case .wordBoundary(let isNegated):
        if (isInWord(previous) != isInWord(next)) != isNegated { pending.append(index + 1) }
      case .end: isDone = true
      case .mark: pending.append(index + 1)
      case .scalar, .any, .set: states.append(index)
      }
    }
  }

  private func isInWord(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return false }
    return CharacterClass.word.contains(scalar)
  }

  /// Takes one character.
  mutating func step(_ accepts: (PatternInstruction) -> Bool) {
    let before = states
    states.removeAll(keepingCapacity: true)
    isDone = false
    round += 1
    for index in before where accepts(program[index]) { enter(index + 1) }
  }
}

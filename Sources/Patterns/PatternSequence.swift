/// Texts and patterns in a row, each of which must fit where the one before it ends.
///
/// All places where the row may stand are followed at once, so the time is at most its size times the text's. Of
/// several ways to fit, the one counts whose first part decides first: texts of any kind are as short as they can be,
/// patterns prefer what their operators prefer.
package struct PatternSequence: Sendable {
  /// One part of the row.
  package enum Part: Sendable {
    /// This very text.
    case text(String)
    /// Any text, line ends included.
    case anything
    /// A text that the pattern fits as a whole.
    case pattern(RegularExpression)
  }

  private var program: [PatternInstruction] = []
  private var classes: [CharacterClass] = [CharacterClass(isNegated: true)]
  private let count: Int

  /// A row of parts.
  package init(_ parts: [Part]) {
    count = parts.count
    for (index, part) in parts.enumerated() {
      program.append(.mark(index))
      switch part {
      case .text(let text): program += text.unicodeScalars.map { .scalar($0) }
      case .anything:
        let start = program.count
        program += [.split(start + 3, start + 1), .set(0), .jump(start)]
      case .pattern(let pattern): add(pattern)
      }
    }
    program.append(.mark(count))
    program.append(.end)
  }

  /// Copies a pattern's instructions to the end; what ended the pattern leads on.
  private mutating func add(_ pattern: RegularExpression) {
    let (start, firstClass) = (program.count, classes.count)
    classes += pattern.classes
    for instruction in pattern.program {
      switch instruction {
      case .set(let index): program.append(.set(firstClass + index))
      case .split(let first, let second): program.append(.split(start + first, start + second))
      case .jump(let target): program.append(.jump(start + target))
      case .end: program.append(.jump(program.count + 1))
      case .scalar, .any, .textStart, .textEnd, .wordBoundary, .mark: program.append(instruction)
      }
    }
  }

  /// The texts that the parts fit; nil when they do not fit the whole text, or `work` is used up.
  package func parts(of text: String, work: inout Int) -> [Substring]? {
    var run = SequenceRun(program, marks: count + 1)
    var index = text.startIndex
    let scalars = text.unicodeScalars
    run.enter(at: index, end: scalars.endIndex)
    while index < scalars.endIndex {
      if run.isStuck { return nil }
      work -= 1 + run.threadCount
      if work < 0 { return nil }
      let scalar = scalars[index]
      index = scalars.index(after: index)
      run.step(to: index, end: scalars.endIndex) { instruction in
        switch instruction {
        case .scalar(let wanted): wanted == scalar
        case .any: scalar != "\n" && scalar != "\r"
        case .set(let number): classes[number].contains(scalar)
        case .split, .jump, .textStart, .textEnd, .wordBoundary, .mark, .end: false
        }
      }
    }
    guard let marks = run.found else { return nil }
    return (0..<count).map { text[marks[$0]..<marks[$0 + 1]] }
  }
}

/// All the places where a row stands at once, the preferred ones first.
private struct SequenceRun {
  private struct Thread {
    var index: Int
    /// Where in the text each part begins.
    var marks: [String.Index]
  }

  private let program: [PatternInstruction]
  private var threads: [Thread] = []
  /// The round in which each instruction was entered last.
  private var entered: [Int]
  private var round = 1
  private var first: Thread
  /// The beginnings of the parts when the end was reached with the text so far.
  private(set) var found: [String.Index]?

  init(_ program: [PatternInstruction], marks: Int) {
    self.program = program
    entered = [Int](repeating: 0, count: program.count)
    first = Thread(index: 0, marks: [String.Index](repeating: "".startIndex, count: marks))
  }

  var threadCount: Int { threads.count }
  var isStuck: Bool { threads.isEmpty }

  mutating func enter(at place: String.Index, end: String.Index) {
    enter(first, place, isAtEnd: place == end)
  }

  /// Takes one character, behind which `place` lies.
  mutating func step(to place: String.Index, end: String.Index, accepts: (PatternInstruction) -> Bool) {
    let before = threads
    threads.removeAll(keepingCapacity: true)
    found = nil
    round += 1
    for var thread in before where accepts(program[thread.index]) {
      thread.index += 1
      enter(thread, place, isAtEnd: place == end)
    }
  }

  /// Goes on from an instruction without a character; the first to come to an instruction is the preferred one.
  private mutating func enter(_ start: Thread, _ place: String.Index, isAtEnd: Bool) {
    var pending = [start]
    while var thread = pending.popLast() {
      let index = thread.index
      guard entered[index] != round else { continue }
      entered[index] = round
      switch program[index] {
      case .jump(let target):
        thread.index = target
        pending.append(thread)
      case .split(let first, let second):
        pending.append(Thread(index: second, marks: thread.marks))
        thread.index = first
        pending.append(thread)
      case .mark(let number):
        thread.marks[number] = place
        thread.index += 1
        pending.append(thread)
      case .end: if isAtEnd, found == nil { found = thread.marks }
      // The ends of the whole text are no part's to name.
      case .textStart, .textEnd, .wordBoundary: break
      case .scalar, .any, .set: threads.append(thread)
      }
    }
  }
}

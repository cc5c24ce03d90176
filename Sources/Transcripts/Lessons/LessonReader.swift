/// Reads a transcript as a lesson, and says where it is none.
package struct LessonReader {
  /// What was read; as much as there is, also when there are faults.
  package private(set) var lesson = Lesson()
  /// What is missing or out of place, with the lines.
  package private(set) var faults: [TranscriptError] = []

  /// Goes through the blocks of a transcript in order.
  package init(_ transcript: Transcript) {
    var line = 1 + Self.lineCount(TranscriptWriter.write(Transcript(metadata: transcript.metadata)))
    for block in transcript.blocks {
      switch block {
      case .prose(let text): read(prose: text, from: line)
      case .cells(let fence): take(fence)
      }
      line += Self.lineCount(TranscriptWriter.write(Transcript(blocks: [block])))
    }
    if lesson.title.isEmpty { fault("a lesson needs a title: a line # TITLE", 1) }
    if lesson.goals.isEmpty { fault("a lesson needs a goal: a fence with the word goal", 1) }
    lesson.goals.forEach { checkParts(of: $0) }
    if lesson.goals.count > Self.mostGoals {
      fault(
        "more than \(Self.mostGoals) goals; make several lessons of them",
        lesson.goals[Self.mostGoals].task.line)
    }
    faults.sort { $0.line < $1.line }
  }

  /// What a goal begins with is made anew for each, from all before it.
  private static let mostGoals = 100

  private static func lineCount(_ text: String) -> Int { text.utf8.count { $0 == 0x0A } }

  private mutating func fault(_ message: String, _ line: Int) {
    faults.append(TranscriptError(message: message, line: line))
  }

  private mutating func checkParts(of goal: Lesson.Goal) {
    let line = goal.task.line
    if goal.task.text.isEmpty { fault("the goal says nothing; tell the learner what to reach", line) }
    if goal.hints.isEmpty { fault("the goal has no hint; put a hint fence behind it", line) }
    if goal.checks.isEmpty { fault("the goal has no check; put a check fence behind it", line) }
    if goal.solution.isEmpty { fault("the goal has no solution; put a patchbay fence behind it", line) }
  }

  // MARK: Blocks

  private mutating func take(_ fence: CellFence) {
    guard !lesson.goals.isEmpty else { return lesson.preparation.append(fence) }
    let last = lesson.goals.count - 1
    guard !lesson.goals[last].isTypedOnly else {
      return fault("the goal has a solution fence already; cells that follow need a goal", fence.sourceLine)
    }
    lesson.goals[last].solution.append(fence)
  }

  private mutating func read(prose text: String, from first: Int) {
    let lines = TranscriptLines(Array(text.utf8))
    var words: [String] = []
    var index = 0
    while index < lines.count {
      let content = lines.content(index)
      let start = index
      index += 1
      if TranscriptScanner.startsComment(content) {
        index = start
        while index < lines.count {
          index += 1
          if TranscriptScanner.commentEnd(in: lines.content(index - 1)) != nil { break }
        }
      } else if let opening = FenceOpening(content) {
        while index < lines.count, !opening.isClosed(by: lines.content(index)) { index += 1 }
        let inner = (start + 1..<min(index, lines.count)).map { Self.text(lines.content($0)) }
        index = min(index + 1, lines.count)
        if let part = opening.words.first.flatMap(Part.init) {
          addProse(words)
          words = []
          take(part, inner, first + start)
        } else {
          words += (start..<index).map { Self.text(lines.content($0)) }
        }
      } else {
        words.append(Self.text(content))
      }
    }
    addProse(words)
  }

  private static func text(_ line: ArraySlice<UInt8>) -> String { String(decoding: line, as: UTF8.self) }

  private mutating func addProse(_ lines: [String]) {
    var lines = lines
    if lesson.title.isEmpty, let heading = lines.firstIndex(where: { $0.hasPrefix("# ") }) {
      lesson.title = String(lines[heading].dropFirst(2))
      lines.remove(at: heading)
    }
    let text = Self.trimmed(lines)
    guard !text.isEmpty else { return }
    guard !lesson.goals.isEmpty else { return Self.add(text, to: &lesson.introduction) }
    Self.add(text, to: &lesson.goals[lesson.goals.count - 1].explanation)
  }

  private static func add(_ text: String, to prose: inout String) {
    prose += (prose.isEmpty ? "" : "\n\n") + text
  }

  private static func trimmed(_ lines: some Collection<String>) -> String {
    let rest = lines.drop { $0.allSatisfy(\.isWhitespace) }
    let end = rest.reversed().drop { $0.allSatisfy(\.isWhitespace) }
    return end.reversed().joined(separator: "\n")
  }

  // MARK: Fences of a lesson

  /// The info words of the fences that make a transcript a lesson.
  private enum Part: String {
    case goal, hint, check, wrong, solution
  }

  private mutating func take(_ part: Part, _ lines: [String], _ line: Int) {
    let text = Self.trimmed(lines)
    guard part != .goal else {
      return lesson.goals.append(.init(task: .init(text: text, line: line)))
    }
    guard !lesson.goals.isEmpty else {
      return fault("a \(part.rawValue) fence belongs behind a goal", line)
    }
    let last = lesson.goals.count - 1
    switch part {
    case .goal: break
    case .hint: lesson.goals[last].hints.append(.init(text: text, line: line))
    case .check: lesson.goals[last].checks += conditions(lines, line + 1)
    case .wrong: takeMistake(lines, line)
    case .solution:
      guard lesson.goals[last].solution.isEmpty else {
        return fault("the goal has a solution already", line)
      }
      var fence = CellFence(source: lines.joined(separator: "\n"))
      fence.sourceLine = line + 1
      lesson.goals[last].solution = [fence]
      lesson.goals[last].isTypedOnly = true
    }
  }

  private mutating func takeMistake(_ lines: [String], _ line: Int) {
    let parts = lines.split(separator: "---", omittingEmptySubsequences: false)
    guard parts.count == 3, !Self.trimmed(parts[0]).isEmpty, !Self.trimmed(parts[2]).isEmpty else {
      return fault("a wrong fence has three parts with --- between: cells, conditions, and a word", line)
    }
    var example = CellFence(source: parts[0].joined(separator: "\n"))
    example.sourceLine = line + 1
    let conditions = conditions(parts[1], line + parts[0].count + 2)
    if conditions.isEmpty { fault("a wrong fence needs a condition that the wrong answer meets", line) }
    lesson.goals[lesson.goals.count - 1].mistakes.append(
      .init(example: example, conditions: conditions, word: Self.trimmed(parts[2]), line: line))
  }

  private mutating func conditions(_ lines: some Sequence<String>, _ first: Int) -> [Lesson.Condition] {
    var conditions: [Lesson.Condition] = []
    for (offset, text) in lines.enumerated() {
      let words = text.split(separator: " ")
      let kind: Lesson.Condition.Kind
      switch words.first.map(String.init) {
      case nil: continue
      case ":expect" where words.count > 1: kind = .expectation
      case "saved" where words.count == 1: kind = .saved
      case "copied" where words.count == 1: kind = .copied
      case "expected" where words.count == 1: kind = .expected
      case "opened" where words.count == 1: kind = .opened
      case "failed" where words.count <= 2: kind = .failed(id: words.dropFirst().first.map(String.init))
      default:
        fault(
          "'\(text)' is no condition; use :expect, saved, copied, expected, opened or failed", first + offset)
        continue
      }
      conditions.append(.init(kind: kind, text: text, line: first + offset))
    }
    return conditions
  }
}

/// One instruction of a pattern's automaton.
enum PatternInstruction: Sendable {
  case scalar(Unicode.Scalar)
  /// Any character but a line end.
  case any
  /// A character of the class with this index.
  case set(Int)
  case split(Int, Int)
  case textStart
  case textEnd
  case wordBoundary(isNegated: Bool)
  case jump(Int)
  /// Notes the place in the text under a number, in a row of patterns.
  case mark(Int)
  case end
}

/// Turns a pattern's tree into instructions; counted repetitions are written out, up to a largest size.
struct PatternCompiler {
  private(set) var program: [PatternInstruction] = []
  private(set) var classes: [CharacterClass] = []
  /// Steps taken, since a repetition of nothing adds no instruction.
  private var work = 0

  static let largestSize = 20_000

  mutating func compile(_ tree: PatternTree) throws(RegularExpressionError) {
    try add(tree)
    try append(.end)
  }

  private mutating func append(_ instruction: PatternInstruction) throws(RegularExpressionError) {
    try count()
    program.append(instruction)
  }

  private mutating func count() throws(RegularExpressionError) {
    work += 1
    if work > Self.largestSize {
      throw RegularExpressionError(
        message: "it is too large with its repetitions written out",
        suggestion: "repeat less, or use * or +")
    }
  }

  /// As deep as the parser allows, so recursion is safe here.
  private mutating func add(_ tree: PatternTree) throws(RegularExpressionError) {
    try count()
    switch tree {
    case .scalar(let scalar): try append(.scalar(scalar))
    case .any: try append(.any)
    case .textStart: try append(.textStart)
    case .textEnd: try append(.textEnd)
    case .wordBoundary(let isNegated): try append(.wordBoundary(isNegated: isNegated))
    case .set(let characters):
      classes.append(characters.sorted)
      try append(.set(classes.count - 1))
    case .sequence(let parts):
      for part in parts { try add(part) }
    case .choice(let branches): try add(branches)
    case .repetition(let part, let minimum, let maximum):
      for _ in 0..<minimum { try add(part) }
      if let maximum {
        try addOptional(part, maximum - minimum)
      } else {
        try addLoop(part)
      }
    }
  }

  private mutating func add(_ branches: [PatternTree]) throws(RegularExpressionError) {
    var ends: [Int] = []
    for branch in branches.dropLast() {
      let split = program.count
      try append(.split(split + 1, 0))
      try add(branch)
      ends.append(program.count)
      try append(.jump(0))
      program[split] = .split(split + 1, program.count)
    }
    if let last = branches.last { try add(last) }
    for end in ends { program[end] = .jump(program.count) }
  }

  private mutating func addOptional(_ part: PatternTree, _ times: Int)
    throws(RegularExpressionError)
  {
    var splits: [Int] = []
    for _ in 0..<times {
      splits.append(program.count)
      try append(.split(program.count + 1, 0))
      try add(part)
    }
    for split in splits { program[split] = .split(split + 1, program.count) }
  }

  private mutating func addLoop(_ part: PatternTree) throws(RegularExpressionError) {
    let split = program.count
    try append(.split(split + 1, 0))
    try add(part)
    try append(.jump(split))
    program[split] = .split(split + 1, program.count)
  }
}

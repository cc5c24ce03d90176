import Encodings

/// Goes through a text once and stops at all that has to change.
struct RedactionPass {
  struct Match {
    /// The place of the secret in the table.
    var secret: Int
    /// Before the end of the last match where both share characters.
    var start: Int
    var end: Int
    /// The JSON number that it is or belongs to.
    var number: Range<Int>?
  }

  enum Event {
    case match(Match)
    /// The mark of a literal placeholder ends here, and a backslash has to follow.
    case escape(Int)
    /// What stands from here on depends on text that is not there yet.
    case undecided(Int)
    case end
  }

  let table: PatternTable
  private let texts: PatternView
  private let base64: PatternView
  private let hexadecimal: PatternView
  let text: UnsafeBufferPointer<UInt8>
  private let escapes: Bool
  let isFinal: Bool
  let context: ValueContext
  var walk = PatternWalk()
  var scanner: CandidateScanner
  /// Where the last match stands, in which another one may have begun.
  var last: Range<Int>?

  /// How far a match in Base64 takes along what stands around it.
  static let reach = 1024

  /// Whether a match behind a byte may take it along: a digit of Base64, plain or escaped, or of a number.
  static func mayBeTaken(_ byte: UInt8) -> Bool { Base64.isDigit(byte) || "%\\&=#;.".utf8.contains(byte) }

  /// `last` is that of a pass over the text before.
  init(
    _ table: PatternTable, _ text: UnsafeBufferPointer<UInt8>, escapes: Bool = true, isFinal: Bool = true,
    last: Range<Int>? = nil
  ) {
    self.table = table
    (texts, base64, hexadecimal) = (table.texts.view, table.base64.view, table.hexadecimal.view)
    self.text = text
    self.escapes = escapes
    self.isFinal = isFinal
    self.last = last
    context = ValueContext(text: text, isFinal: isFinal)
    scanner = CandidateScanner(table, text, isFinal: isFinal)
  }

  /// The next event at `start` or behind it; a match takes in nothing before `first`.
  mutating func next(from start: Int, first: Int) -> Event {
    if let last, last.upperBound == start, let event = overlap(last) { return event }
    last = nil
    var index = start
    while true {
      index = scanner.next(from: index, to: text.count)
      guard index < text.count else { return .end }
      if text[index] == Placeholder.mark[0] {
        if !escapes, let found = Placeholder(in: text, at: index) {
          // What is a reference already stays.
          index = found.end
          continue
        }
        if !escapes, !isFinal, Placeholder.mayEndLater(in: text, at: index) { return .undecided(index) }
        switch escapes ? Placeholder.isEscapable(text, at: index) : false {
        case true?: return escape(at: index, first)
        case nil where !isFinal: return .undecided(index)
        default: break
        }
      }
      if let event = match(at: index, first) {
        if case .match(let match) = event { last = match.start..<match.end }
        return event
      }
      index += 1
    }
  }

  /// The mark at a place, unless a value begins within it: what stands for that makes it no mark.
  private mutating func escape(at index: Int, _ first: Int) -> Event {
    for place in index + 1..<Placeholder.endOfEscapable(text, at: index) {
      switch match(at: place, first) {
      case nil: continue
      case .undecided: return .undecided(index)
      case .match(let match):
        last = match.start..<match.end
        return .match(match)
      case let event?: return event
      }
    }
    return .escape(index + Placeholder.mark.count)
  }

  // MARK: At one place

  /// With `isOverlap` a match is no number of its own.
  mutating func match(at index: Int, _ first: Int, isOverlap: Bool = false) -> Event? {
    var best: Match?
    guard search(texts, at: index, &best), search(hexadecimal, at: index, &best) else {
      return .undecided(index)
    }
    let end = best?.end
    guard search(base64, at: index, &best) else { return .undecided(index) }
    guard var best else { return nil }
    if best.end != end {
      guard takeRun(&best, first) else { return .undecided(index) }
    } else if takeBackslashes(&best, first) {
      return .match(best)
    } else if !isOverlap, table.secrets[best.secret].isNumber,
      let number = context.number(around: best.start, best.end, from: first)
    {
      if number.isUndecided { return .undecided(index) }
      best.number = number.token
    }
    return .match(best)
  }

  /// Takes the backslashes before a match whose first letter they could make an escape of: `\` before a reference is
  /// none, and no JSON.
  private func takeBackslashes(_ match: inout Match, _ first: Int) -> Bool {
    guard Self.isEscapeLetter(text[match.start]) else { return false }
    let end = match.start
    while match.start > first, end - match.start < Self.reach, text[match.start - 1] == UInt8(ascii: "\\") {
      match.start -= 1
    }
    return match.start < end
  }

  /// A letter that stands for another character behind a backslash.
  static func isEscapeLetter(_ byte: UInt8) -> Bool { "bfnrtux".utf8.contains(byte) }

  /// Replaces `best` by a longer match in a group; false when more text could bring one.
  private mutating func search(_ group: PatternView, at index: Int, _ best: inout Match?) -> Bool {
    let byte = text[index]
    guard
      EscapeReader.isStarter(byte) || byte == UInt8(ascii: "+")
        || !group.begins(with: group.fold(byte)).isEmpty,
      group.count > 0
    else { return true }
    let found = walk.longest(in: text, at: index, of: group) { [context] pattern, end in
      context.verdict(pattern.rule, index, end)
    }
    if walk.isUndecided, !isFinal { return false }
    if let found, best.map({ $0.end < found.end }) ?? true {
      best = Match(secret: found.pattern.secret, start: index, end: found.end)
    }
    return true
  }
}

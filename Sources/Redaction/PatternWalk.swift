/// Tries all patterns of a group at one place of a text, each character as it is or escaped.
struct PatternWalk {
  struct Found {
    var pattern: PatternGroup.Pattern
    var end: Int
  }

  /// What a rule says to a place.
  enum Verdict { case found, not, undecided }

  struct State {
    var index: Int
    var range: Range<Int>
    var depth: Int
  }

  /// Set when more text could change what was said.
  var isUndecided = false
  /// Readings were left untried, at any place so far.
  private(set) var hasGivenUp = false
  /// Characters tried so far, at all places.
  var steps = 0
  /// Behind as many, readings are no longer taken back.
  var mostSteps = Int.max
  /// Readings not yet tried, the last one first; a stack of our own, since a text may ask for many.
  var others: [State] = []

  /// Where the text was last seen to repeat itself.
  private var repeated = (period: 0, bytes: 0..<0)

  /// Line ends, blanks and the like that may stand between two characters of a pattern.
  private static let longestGap = 64

  /// The longest match that begins at `start`.
  ///
  /// Readings are taken back a limited number of times, since a server may choose the text, and a token too. What
  /// stands plain or in one escape throughout is found all the same.
  @inline(__always)
  mutating func longest(
    in text: UnsafeBufferPointer<UInt8>, at start: Int, of group: PatternView,
    verdict: (PatternGroup.Pattern, Int) -> Verdict
  ) -> Found? {
    isUndecided = false
    var best: Found?
    var retries = 64 + group.longest
    var state = State(index: start, range: 0..<group.count, depth: 0)
    while true {
      steps &+= 1
      if state.depth > 0, !state.range.isEmpty {
        let pattern = group[state.range.lowerBound]
        if pattern.count == state.depth {
          settle(pattern, &state, &best, verdict)
        } else if let repetition = pattern.repetition, state.depth >= repetition.sure,
          state.depth < repetition.end, state.range.count == 1,
          skip(repetition, pattern, &state, in: text, of: group)
        {
          continue
        } else if takeBackslashes(&state, in: text, of: group) {
          continue
        } else if pattern.repetition == nil, follow(pattern, &state, in: text, of: group) {
          continue
        }
      }
      if !state.range.isEmpty, advance(&state, in: text, of: group) { continue }
      if others.isEmpty { return best }
      state = others.removeLast()
      retries -= 1
      if retries == 0 || steps >= mostSteps {
        hasGivenUp = true
        others = []
        if retries == 0 { followSingly(in: text, from: start, of: group, &best, verdict) }
        return best
      }
    }
  }

  /// Takes the characters, plain or in a usual escape, with which all that still fit go on; `first` is the first of
  /// these.
  @inline(__always)
  private mutating func follow(
    _ first: PatternGroup.Pattern, _ state: inout State, in text: UnsafeBufferPointer<UInt8>,
    of group: PatternView
  ) -> Bool {
    // What both ends of the order share is shared by all between.
    let last = group[state.range.upperBound - 1]
    let most = min(first.count, last.count)
    let start = state.depth
    while state.depth < most, state.index < text.count {
      let byte = text[state.index]
      let wanted = group.bytes[first.start + state.depth]
      guard wanted == group.bytes[last.start + state.depth], byte != UInt8(ascii: "+") else { break }
      if EscapeReader.isStarter(byte) {
        guard let reading = EscapeReader(text).usual(at: state.index),
          group.fold(UInt8(reading.value)) == wanted
        else { break }
        state.index = reading.next
      } else {
        guard group.fold(byte) == wanted else { break }
        state.index += 1
      }
      state.depth += 1
    }
    steps += max(0, state.depth - start - 1)
    return state.depth > start
  }

  /// Takes the next character; false when no pattern goes on with it.
  @inline(__always)
  private mutating func advance(
    _ state: inout State, in text: UnsafeBufferPointer<UInt8>, of group: PatternView
  ) -> Bool {
    guard state.index < text.count else {
      isUndecided = true
      return false
    }
    let byte = text[state.index]
    if EscapeReader.isStarter(byte) { return readEscape(&state, in: text, of: group) }
    if state.depth > 0, group.alphabet != .text, let end = endOfGap(state, in: text, group.alphabet) {
      state.index = end
      return true
    }
    if byte == UInt8(ascii: "+"), group.alphabet == .text {
      // In forms it stands for a blank.
      let blank = group.narrow(state.range, depth: state.depth, byte: UInt8(ascii: " "))
      if !blank.isEmpty {
        others.append(State(index: state.index + 1, range: blank, depth: state.depth + 1))
      }
    }
    state.range = group.narrow(state.range, depth: state.depth, byte: group.fold(byte))
    state.index += 1
    state.depth += 1
    return !state.range.isEmpty
  }

  /// Passes over what repeats itself in the pattern and in the text alike; false when nothing does.
  ///
  /// Else a text of nothing but the beginning of such a secret would cost its length times the secret's.
  private mutating func skip(
    _ repetition: PatternGroup.Repetition, _ pattern: PatternGroup.Pattern, _ state: inout State,
    in text: UnsafeBufferPointer<UInt8>, of group: PatternView
  ) -> Bool {
    let period = repetition.period
    guard state.index >= period, state.index < text.count, text[state.index] == text[state.index - period]
    else { return false }
    for offset in 1...period {
      let byte = text[state.index - offset]
      guard group.fold(byte) == group.bytes[pattern.start + state.depth - offset],
        !EscapeReader.isStarter(byte), byte != UInt8(ascii: "+")
      else { return false }
    }
    if repeated.period != period || !repeated.bytes.contains(state.index) {
      var end = state.index
      while end < text.count, text[end] == text[end - period] { end += 1 }
      repeated = (period, state.index..<end)
    }
    let count = min(repeated.bytes.upperBound - state.index, repetition.end - state.depth)
    state.index += count
    state.depth += count
    return count > 0
  }

  private mutating func readEscape(
    _ state: inout State, in text: UnsafeBufferPointer<UInt8>, of group: PatternView
  ) -> Bool {
    var reader = EscapeReader(text)
    var found: State?
    if let usual = reader.usual(at: state.index) {
      // The mark itself mostly goes on with nothing.
      let plain = group.narrow(state.range, depth: state.depth, byte: group.fold(text[state.index]))
      if !plain.isEmpty { found = State(index: state.index + 1, range: plain, depth: state.depth + 1) }
      if usual.value == 0x2B, group.alphabet == .text {
        add(step(state, by: EscapeReader.Reading(value: 0x20, next: usual.next), of: group), to: &found)
      }
      add(step(state, by: usual, of: group), to: &found)
      guard let found else { return false }
      state = found
      return true
    }
    var reading = Optional(reader.start(at: state.index))
    while let current = reading {
      if current.value == 0x2B, group.alphabet == .text {
        // `%2B` of what was form-encoded before.
        add(step(state, by: EscapeReader.Reading(value: 0x20, next: current.next), of: group), to: &found)
      }
      add(step(state, by: current, of: group), to: &found)
      reading = reader.next()
    }
    if reader.reachedEnd { isUndecided = true }
    guard let found else { return false }
    state = found
    return true
  }

  /// The deepest reading is tried first.
  mutating func add(_ state: State?, to found: inout State?) {
    guard let state else { return }
    if let found { others.append(found) }
    found = state
  }

  func step(_ state: State, by reading: EscapeReader.Reading, of group: PatternView) -> State? {
    var next = state
    next.index = reading.next
    if reading.value == EscapeReader.Reading.nothing { return state.depth > 0 ? next : nil }
    if state.depth > 0, group.alphabet != .text, reading.isLineBreak { return next }
    if state.depth > 0, group.alphabet == .hexadecimal, state.depth % 2 == 0, reading.value < 0x80,
      Self.parts(UInt8(reading.value))
    {
      return next
    }
    func take(_ byte: UInt8) {
      next.range = group.narrow(next.range, depth: next.depth, byte: group.fold(byte))
      next.depth += 1
    }
    if reading.isScalar, reading.value >= 0x80 {
      guard let scalar = Unicode.Scalar(reading.value) else { return nil }
      for byte in UTF8.encode(scalar) ?? UTF8.EncodedScalar() where !next.range.isEmpty { take(byte) }
    } else {
      take(UInt8(truncatingIfNeeded: reading.value))
    }
    return next.range.isEmpty ? nil : next
  }

  /// Behind a line end in Base64 and what indents the next line, or between two bytes in hexadecimal.
  private func endOfGap(
    _ state: State, in text: UnsafeBufferPointer<UInt8>, _ alphabet: PatternGroup.Alphabet
  ) -> Int? {
    let first = text[state.index]
    var end = state.index + 1
    if first == 0x0A || first == 0x0D {
      while end < text.count, end - state.index < Self.longestGap, ValueContext.isBlank(text[end]) {
        end += 1
      }
    } else if alphabet != .hexadecimal || state.depth % 2 == 1 || !Self.parts(first) {
      return nil
    }
    // One gap and no second, which the filter would not know.
    return end < text.count && (Self.parts(text[end]) || ValueContext.isBlank(text[end])) ? nil : end
  }

  private static func parts(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: " ")
      || byte == UInt8(ascii: "+")
  }
}

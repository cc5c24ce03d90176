extension PatternWalk {
  /// The readings that are tried whatever the others cost: no escapes, those of one kind, and `+` for a blank.
  private static let singleReadings: [(starter: UInt8?, plusIsBlank: Bool)] = [
    (nil, false), (UInt8(ascii: "\\"), false), (UInt8(ascii: "%"), false), (UInt8(ascii: "%"), true),
    (UInt8(ascii: "&"), false), (UInt8(ascii: "="), false),
  ]

  /// Takes each character in one way, so that nothing has to be taken back.
  mutating func followSingly(
    in text: UnsafeBufferPointer<UInt8>, from start: Int, of group: PatternView, _ best: inout Found?,
    _ verdict: (PatternGroup.Pattern, Int) -> Verdict
  ) {
    var reader = EscapeReader(text)
    for (starter, plusIsBlank) in Self.singleReadings {
      var state = State(index: start, range: 0..<group.count, depth: 0)
      while !state.range.isEmpty {
        let pattern = group[state.range.lowerBound]
        if state.depth > 0, pattern.count == state.depth {
          settle(pattern, &state, &best, verdict)
          continue
        }
        guard state.index < text.count else {
          isUndecided = true
          break
        }
        let byte = text[state.index]
        var reading = reader.reading(at: state.index, through: byte == starter ? 1 : 0)
        if reader.reachedEnd { isUndecided = true }
        if plusIsBlank, byte == UInt8(ascii: "+") { reading.value = 0x20 }
        steps &+= 1
        guard let next = step(state, by: reading, of: group) else { break }
        state = next
      }
    }
  }

  /// Judges a pattern all of which was read, and leaves those that are longer.
  @inline(__always)
  mutating func settle(
    _ pattern: PatternGroup.Pattern, _ state: inout State, _ best: inout Found?,
    _ verdict: (PatternGroup.Pattern, Int) -> Verdict
  ) {
    switch verdict(pattern, state.index) {
    case .found where best.map({ $0.end < state.index }) ?? true:
      best = Found(pattern: pattern, end: state.index)
    case .undecided: isUndecided = true
    default: break
    }
    state.range = state.range.lowerBound + 1..<state.range.upperBound
  }
}

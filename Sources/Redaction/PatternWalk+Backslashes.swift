extension PatternWalk {
  /// Passes over several backslashes in a row, which all stand in the same escape; false when there are none.
  ///
  /// Each may stand for itself or make one with the next, so that single readings of a long row would never end.
  mutating func takeBackslashes(
    _ state: inout State, in text: UnsafeBufferPointer<UInt8>, of group: PatternView
  ) -> Bool {
    guard state.index < text.count, EscapeReader.isStarter(text[state.index]) else { return false }
    let backslash = UInt8(ascii: "\\")
    let range = group.narrow(state.range, depth: state.depth, byte: backslash)
    guard !range.isEmpty else { return false }
    // What both ends of the order share is shared by all between.
    let wanted =
      [range.lowerBound, range.upperBound - 1].map { place in
        let pattern = group[place]
        return group.bytes[(pattern.start + state.depth)..<(pattern.start + pattern.count)].prefix {
          $0 == backslash
        }.count
      }.min() ?? 0
    guard wanted > 1 else { return false }
    var found: State?
    var reader = EscapeReader(text)
    var width = 0
    // Behind the row; whatever is wider than the first reading is several of it.
    var end: Int?
    for layers in 0...EscapeReader.deepest {
      let reading = reader.reading(at: state.index, through: layers)
      if reader.reachedEnd { isUndecided = true }
      guard reading.value == UInt32(backslash), reading.next - state.index > width else { continue }
      // A wider escape of plain backslashes is only several of them.
      if width == 1, text[state.index] == backslash, text[state.index + 1] == backslash { continue }
      width = reading.next - state.index
      let there = repeats(of: width, at: state.index, upTo: wanted << EscapeReader.deepest, in: text)
      end = end ?? state.index + there * width
      for doubled in 0...EscapeReader.deepest where wanted << doubled <= there {
        add(
          State(index: state.index + (wanted << doubled) * width, range: range, depth: state.depth + wanted),
          to: &found)
      }
      // More may still come.
      if state.index + there * width + width > text.count { isUndecided = true }
    }
    // A row that is too short may go on in another escape.
    guard let end, found != nil || end == text.count || !Self.mayBeBackslash(text[end]) else { return false }
    // Those that go on with something else may stand in the same escape.
    for rest in [state.range.lowerBound..<range.lowerBound, range.upperBound..<state.range.upperBound]
    where !rest.isEmpty {
      others.append(State(index: state.index, range: rest, depth: state.depth))
    }
    state = found ?? State(index: end, range: 0..<0, depth: state.depth)
    return true
  }

  /// Whether a byte may go on with a row: as an escape, or as `u005c` behind its last backslash.
  private static func mayBeBackslash(_ byte: UInt8) -> Bool {
    EscapeReader.isStarter(byte) || byte == UInt8(ascii: "u") || byte == UInt8(ascii: "x")
  }

  /// How many times the bytes at a place stand there one behind the other.
  private func repeats(of width: Int, at start: Int, upTo most: Int, in text: UnsafeBufferPointer<UInt8>)
    -> Int
  {
    var count = 1
    while count < most, start + (count + 1) * width <= text.count,
      text[(start + count * width)..<(start + (count + 1) * width)].elementsEqual(text[start..<start + width])
    { count += 1 }
    return count
  }
}

extension HARRecording {
  /// Takes the times of an earlier recording over where the exchange is the same in all else.
  ///
  /// Times differ from run to run; so what is recorded anew changes only where something else did.
  package mutating func keepTimes(of earlier: HARRecording) {
    var isTaken = [Bool](repeating: false, count: earlier.entries.count)
    var next = 0
    for index in entries.indices {
      // Mostly the next one is it.
      let places = [next..<isTaken.count, 0..<next].joined().lazy
      let found = places.first { !isTaken[$0] && entries[index].isSame(butForTimes: earlier.entries[$0]) }
      guard let found else { continue }
      isTaken[found] = true
      next = found + 1
      entries[index].timings = earlier.entries[found].timings
      entries[index].startedDateTime = earlier.entries[found].startedDateTime
    }
  }
}

extension HAREntry {
  fileprivate func isSame(butForTimes other: HAREntry) -> Bool {
    request == other.request && outcome == other.outcome && cellIndex == other.cellIndex
      && cellID == other.cellID
  }
}

extension RedactionPass {
  /// The match that begins within the last one and ends farthest behind it, unless one right behind goes as far.
  mutating func overlap(_ last: Range<Int>) -> Event? {
    let openEnd = openEnd(of: last)
    guard openEnd > 0 else { return nil }
    var best: Match?
    var index = last.upperBound - openEnd
    walk.mostSteps = walk.steps + 4096 + 16 * last.count
    defer { walk.mostSteps = .max }
    while true {
      // A value may be made to begin again everywhere within itself.
      guard walk.steps < walk.mostSteps else { return nil }
      // The place behind the last match counts too, once something is to be compared with it.
      index = min(scanner.next(from: index, to: last.upperBound), max(index, last.upperBound))
      guard index < last.upperBound || index == last.upperBound && best != nil, index < text.count else {
        break
      }
      switch match(at: index, index, isOverlap: true) {
      // One byte tells nothing; by one the two byte orders of UTF-16 differ, in which a value overlaps itself.
      case .match(let match) where match.end > last.upperBound + 1 && match.end >= best?.end ?? 0:
        best = match
      case .undecided: return .undecided(last.upperBound)
      default: break
      }
      index += 1
    }
    guard let best, best.start < last.upperBound else { return nil }
    self.last = best.start..<best.end
    return .match(best)
  }

  /// How many bytes at the end of a match may be the beginning of another, whatever follows; mostly one to three.
  private func openEnd(of match: Range<Int>) -> Int {
    let found = UnsafeBufferPointer(rebasing: text[match])
    return table.found.openEnd(of: found) {
      var pass = RedactionPass(table, found, isFinal: false)
      return pass.openEnd()
    }
  }

  /// How many bytes of the text are left at the first place behind its start from which more text could make a match.
  private mutating func openEnd() -> Int {
    walk.mostSteps = 4096 + 16 * text.count
    var index = 1
    while true {
      index = scanner.next(from: index, to: text.count)
      guard index < text.count else { return 0 }
      // In Base64 a later match may take along more of the run.
      if case .undecided = match(at: index, index, isOverlap: true) { return text.count - index }
      if walk.hasGivenUp { return text.count - index }
      index += 1
    }
  }
}

/// Finds the name a person most likely meant.
package enum NearestName {
  /// The candidate nearest to `name` in any case, nil when none is near; of equally near ones the first.
  ///
  /// One changed, missing, added or swapped character counts as one step; a third of the name may differ.
  package static func of(_ name: String, in candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased())
    guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let letters = Array(candidate.lowercased())
      let limit = min(max(1, (max(wanted.count, letters.count)) / 3), (best?.distance ?? .max) - 1)
      guard limit >= 0, abs(letters.count - wanted.count) <= limit else { continue }
      let distance = distance(wanted, letters)
      // A change of the only letters there are is another name, not a slip.
      if distance <= limit, distance < wanted.count { best = (candidate, distance) }
    }
    return best?.name
  }

  private static func distance(_ first: [Character], _ second: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...second.count)
    for (row, left) in first.enumerated() {
      var current = [row + 1]
      for (column, right) in second.enumerated() {
        var steps = min(last[column + 1] + 1, current[column] + 1, last[column] + (left == right ? 0 : 1))
        if row > 0, column > 0, left == second[column - 1], first[row - 1] == right {
          steps = min(steps, beforeLast[column - 1] + 1)
        }
        current.append(steps)
      }
      beforeLast = last
      last = current
    }
    return last[second.count]
  }
}

/// A search through the history that follows each key, newest entry first.
struct HistorySearch {
  /// The line before the search, which comes back when it is given up.
  let original: String
  private(set) var pattern = ""
  /// The entry found, or nil at the start.
  private(set) var match: Int?
  private(set) var failed = false

  init(original: String) {
    self.original = original
  }

  var prompt: String {
    "(\(failed ? "not found" : "search") '\(pattern)') "
  }

  func line(in entries: [String]) -> String {
    match.map { entries[$0] } ?? original
  }

  mutating func append(_ scalar: Unicode.Scalar, in entries: [String]) {
    pattern.unicodeScalars.append(scalar)
    find(in: entries, indices: (0...(match ?? entries.count)).reversed())
  }

  mutating func removeLast(in entries: [String]) {
    guard !pattern.isEmpty else { return }
    pattern.removeLast()
    match = nil
    find(in: entries, indices: entries.indices.reversed())
  }

  mutating func older(in entries: [String]) {
    find(in: entries, indices: (0..<(match ?? entries.count)).reversed())
  }

  mutating func newer(in entries: [String]) {
    guard let match else { return }
    find(in: entries, indices: (match + 1)..<max(match + 1, entries.count))
  }

  private mutating func find(in entries: [String], indices: some Sequence<Int>) {
    failed = false
    guard !pattern.isEmpty else { return }
    for index in indices where entries.indices.contains(index) && entries[index].holds(pattern) {
      match = index
      return
    }
    failed = true
  }
}

extension String {
  /// Whether the bytes of another text stand somewhere in this one.
  fileprivate func holds(_ other: String) -> Bool {
    var (text, pattern) = (self, other)
    return text.withUTF8 { text in
      pattern.withUTF8 { pattern in
        guard let first = pattern.first, text.count >= pattern.count else { return pattern.isEmpty }
        return (0...(text.count - pattern.count)).contains { start in
          text[start] == first && text[start..<(start + pattern.count)].elementsEqual(pattern)
        }
      }
    }
  }
}

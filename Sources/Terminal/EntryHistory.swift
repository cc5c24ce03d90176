/// The entries so far, and the place among them while a person walks through them.
struct EntryHistory {
  /// How many entries are kept in memory.
  static let limit = 10_000

  private(set) var entries: [String] = []
  /// Where the person is: an index into `entries`, or its count for the line that is being typed.
  private var position = 0
  /// Lines that were changed and left by a step up or down, by position.
  private var drafts: [Int: String] = [:]

  init() {}

  /// Puts entries of earlier sessions in front.
  mutating func prepend(_ earlier: [String]) {
    entries = Array((earlier + entries).suffix(Self.limit))
    startEntry()
  }

  /// Adds an entry; false when it is not worth keeping: blank, begun with a blank, or the same as the last one.
  mutating func add(_ entry: String) -> Bool {
    guard let first = entry.first, !first.isWhitespace, entry != entries.last else { return false }
    entries.append(entry)
    if entries.count > Self.limit { entries.removeFirst(entries.count - Self.limit) }
    startEntry()
    return true
  }

  /// Changes entries; false when none is another now.
  mutating func mask(with mask: (String) -> String) -> Bool {
    let masked = entries.map(mask)
    guard masked != entries else { return false }
    entries = masked
    startEntry()
    return true
  }

  /// Back to the end, for a new entry.
  mutating func startEntry() {
    position = entries.count
    drafts = [:]
  }

  /// The entry before, or nil at the oldest; what was typed is kept for the way back.
  mutating func older(leaving current: String) -> String? {
    position > 0 ? move(to: position - 1, leaving: current) : nil
  }

  /// The entry after, at last the line that was being typed, or nil when that is where the person is.
  mutating func newer(leaving current: String) -> String? {
    position < entries.count ? move(to: position + 1, leaving: current) : nil
  }

  /// The nearest entry before that begins with a text; the same entry again is passed over.
  mutating func older(beginningWith start: String, leaving current: String) -> String? {
    let index = (0..<position).last { entries[$0].hasPrefix(start) && entries[$0] != current }
    return index.flatMap { move(to: $0, leaving: current) }
  }

  /// The nearest entry after that begins with a text, at last the line that was being typed.
  mutating func newer(beginningWith start: String, leaving current: String) -> String? {
    guard position < entries.count else { return nil }
    let index = (position + 1..<max(position + 1, entries.count)).first {
      entries[$0].hasPrefix(start) && entries[$0] != current
    }
    return move(to: index ?? entries.count, leaving: current)
  }

  /// The newest entry that goes on from a text.
  func suggestion(for text: String) -> String? {
    guard !text.isEmpty else { return nil }
    return entries.last { $0.utf8.count > text.utf8.count && $0.utf8.starts(with: text.utf8) }
  }

  /// Goes on from an entry found by a search.
  mutating func jump(to index: Int, leaving current: String) {
    _ = move(to: index, leaving: current)
  }

  private mutating func move(to new: Int, leaving current: String) -> String? {
    if current != original(position) { drafts[position] = current }
    position = new
    return drafts[new] ?? original(new)
  }

  private func original(_ position: Int) -> String {
    entries.indices.contains(position) ? entries[position] : ""
  }
}

/// Finds the wildcards in a line or in a JSON text.
///
/// - `...` as a line of its own stands for any lines, none included.
/// - `[..]` stands for any text, none included. A JSON text that is `[..]` alone fits any JSON value.
/// - `[..NAME]` stands for a text that fits the pattern of this name, built in or declared in the metadata as
///   `"placeholders": {"NAME": "I-Regexp"}`. A JSON text that is one placeholder alone also fits a number.
/// - `[..NAME#LABEL]` is the same, and wherever else it stands in the transcript it stands for the same text.
enum WildcardText {
  enum Part: Equatable {
    case text(ArraySlice<UInt8>)
    case anything
    case placeholder(name: String, label: String?)
  }

  private static let longestName = 64
  private static let opening = Array("[..".utf8)

  /// Whether a line stands for any number of lines.
  static func isAnyLines(_ line: some Collection<UInt8>) -> Bool {
    let text = line.drop(while: TranscriptLines.isBlank)
    return text.starts(with: "...".utf8) && text.dropFirst(3).allSatisfy(TranscriptLines.isBlank)
  }

  /// Whether a wildcard stands in a line.
  static func isIn(_ line: ArraySlice<UInt8>) -> Bool {
    var at = line.startIndex
    while let start = line[at...].firstIndex(of: opening[0]) {
      if wildcard(in: line, at: start) != nil { return true }
      at = start + 1
    }
    return false
  }

  /// A line as texts and wildcards, in order; no text is empty.
  static func parts(of line: ArraySlice<UInt8>) -> [Part] {
    var parts: [Part] = []
    var (start, at) = (line.startIndex, line.startIndex)
    while let place = line[at...].firstIndex(of: opening[0]) {
      guard let (part, end) = wildcard(in: line, at: place) else {
        at = place + 1
        continue
      }
      if start < place { parts.append(.text(line[start..<place])) }
      parts.append(part)
      (start, at) = (end, end)
    }
    if start < line.endIndex { parts.append(.text(line[start...])) }
    return parts
  }

  /// The wildcard that begins here, and where it ends.
  private static func wildcard(in line: ArraySlice<UInt8>, at start: Int) -> (Part, end: Int)? {
    guard line[start...].starts(with: opening) else { return nil }
    let body = line[(start + 3)...].prefix(2 * longestName + 2)
    guard let close = body.firstIndex(of: UInt8(ascii: "]")) else { return nil }
    if close == start + 3 { return (.anything, close + 1) }
    let words = line[(start + 3)..<close].split(
      separator: UInt8(ascii: "#"), maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(decoding: words[0], as: UTF8.self)
    guard isName(name) else { return nil }
    guard words.count == 2 else { return (.placeholder(name: name, label: nil), close + 1) }
    guard !words[1].isEmpty, words[1].count <= longestName, words[1].allSatisfy(isWord) else { return nil }
    return (.placeholder(name: name, label: String(decoding: words[1], as: UTF8.self)), close + 1)
  }

  /// Whether a placeholder may have this name.
  static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, (first | 0x20) &- UInt8(ascii: "a") < 26 else { return false }
    return name.utf8.count <= longestName && name.utf8.allSatisfy(isWord)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-")
  }
}

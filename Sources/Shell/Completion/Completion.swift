/// One thing that could stand where the cursor is.
package struct Completion: Hashable, Sendable {
  /// What takes the place of the word at the cursor.
  package var text: String
  /// What it is, in a few words; may be empty.
  package var summary: String
  /// What follows it once it is the only one left, such as a blank.
  package var ending: String

  package init(_ text: String, _ summary: String = "", ending: String = "") {
    self.text = text
    self.summary = summary
    self.ending = ending
  }
}

/// All that could stand where the cursor is.
package struct CompletionList: Equatable, Sendable {
  /// The bytes of the entry that a completion takes the place of.
  package var range: Range<Int>
  package var items: [Completion]
  /// What is expected here, where nothing can be listed, such as the signature of the function that is called.
  package var hint = ""

  package init(_ range: Range<Int>, _ items: [Completion], hint: String = "") {
    self.range = range
    self.items = items
    self.hint = hint
  }

  /// The longest beginning that all of them share in the case of the first; for one item all of it and its ending.
  package var common: String {
    guard let first = items.first else { return "" }
    if items.count == 1 { return first.text + first.ending }
    var length = first.text.unicodeScalars.count
    for item in items.dropFirst() {
      let same = zip(first.text.unicodeScalars, item.text.unicodeScalars).prefix(length).prefix {
        $0 == $1 || $0.properties.lowercaseMapping == $1.properties.lowercaseMapping
      }
      length = same.count
      if length == 0 { return "" }
    }
    return String(String.UnicodeScalarView(first.text.unicodeScalars.prefix(length)))
  }

  /// Keeps the items that begin with a word in any case, sorted, each text once.
  static func matching(_ word: String, _ items: [Completion]) -> [Completion] {
    let wanted = Array(word.utf8)
    var seen: Set<String> = []
    return items.filter { begins($0.text, with: wanted) && seen.insert($0.text).inserted }
      .map { (key: $0.text.lowercased(), item: $0) }
      .sorted { ($0.key, $0.item.text) < ($1.key, $1.item.text) }
      .map(\.item)
  }

  private static func begins(_ text: String, with word: [UInt8]) -> Bool {
    var bytes = text.utf8.makeIterator()
    for wanted in word {
      guard let byte = bytes.next(), fold(byte) == fold(wanted) else { return false }
    }
    return true
  }

  private static func fold(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }
}

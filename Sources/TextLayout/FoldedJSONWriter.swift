import JSON

/// Writes folded JSON line by line, each within the columns of the screen.
struct FoldedJSONWriter {
  private(set) var lines: [StyledLine] = []

  private let screen: TextScreen
  private var line = StyledLine()
  private var width = 0
  private var depth = 0

  /// Columns that a value has at least, however long its name.
  private static let narrowest = 12

  init(_ screen: TextScreen) {
    self.screen = screen
  }

  // MARK: Arrays and objects

  mutating func open(_ value: JSONValue) {
    add(.punctuation, value.isArray ? "[" : "{")
    depth += 1
    endLine()
  }

  mutating func beginChild(of value: JSONValue, at index: Int) {
    indent()
    guard case .object(let object) = value else { return }
    let room = screen.columns - width - Self.narrowest - 3
    let name = quoted(object.members[index].name, within: max(room, Self.narrowest))
    add(.name, name ?? cut(object.members[index].name, within: max(room, Self.narrowest)))
    add(.punctuation, ":")
    add(.plain, " ")
  }

  mutating func endChild(isLast: Bool) {
    if !isLast { add(.punctuation, ",") }
    endLine()
  }

  /// Tells how many elements or members follow those that were shown.
  mutating func rest(of value: JSONValue, from index: Int) {
    let count = value.childCount - index
    guard count > 0 else { return }
    indent()
    add(.note, "\(screen.ellipsis) \(Self.amount(count, "more \(value.noun)"))")
    endLine()
  }

  mutating func close(_ value: JSONValue) {
    depth -= 1
    indent()
    add(.punctuation, value.isArray ? "]" : "}")
    if depth == 0 { endLine() }
  }

  /// An array or object of which nothing is shown.
  mutating func folded(_ value: JSONValue) {
    add(.punctuation, value.isArray ? "[" : "{")
    add(.note, screen.ellipsis)
    add(.punctuation, value.isArray ? "]" : "}")
    add(.note, " " + Self.amount(value.childCount, value.noun))
    if depth == 0 { endLine() }
  }

  // MARK: Values

  mutating func scalar(_ value: JSONValue) {
    // A comma may follow.
    let room = max(screen.columns - width - 1, Self.narrowest)
    switch value {
    case .null, .bool: add(.literal, value.text(.compact))
    case .array, .object: add(.punctuation, value.isArray ? "[]" : "{}")
    case .string(let text):
      if let whole = quoted(text, within: room) {
        add(.string, whole)
      } else {
        let note = " " + Self.amount(text.unicodeScalars.count, "character")
        add(.string, cut(text, within: room - note.utf8.count))
        add(.note, note)
      }
    case .number(let text):
      let note = " " + Self.amount(text.utf8.count, "character")
      let isLong = text.utf8.count > room
      let most = isLong ? max(room - note.utf8.count, Self.narrowest / 2) : room
      add(.number, text.shownOnOneLine(columns: most, ellipsis: screen.ellipsis))
      if isLong { add(.note, note) }
    }
    if depth == 0 { endLine() }
  }

  /// A text with its quotes; nil when it is too wide.
  private func quoted(_ text: String, within room: Int) -> String? {
    guard text.utf8.count <= String.mostBytes(inColumns: room) else { return nil }
    let whole = Self.escaped(text)
    return displayWidth(of: whole) <= room ? whole : nil
  }

  /// The beginning of a text with its quotes and an ellipsis.
  private func cut(_ text: String, within room: Int) -> String {
    let most = max(room - displayWidth(of: screen.ellipsis) - 2, 1)
    var shown = ""
    var width = 0
    for character in text {
      // A character with very many marks is left out like what follows it.
      guard character.utf8.count <= String.mostBytes(inColumns: 1) else { break }
      let piece = String(Self.escaped(String(character)).dropFirst().dropLast())
      width += displayWidth(of: piece)
      guard width <= most, shown.utf8.count <= String.mostBytes(inColumns: most) else { break }
      shown += piece
    }
    return "\"\(shown)\(screen.ellipsis)\""
  }

  private static func escaped(_ text: String) -> String {
    ControlCharacters.visible(JSONValue.string(text).text(.compact), onOneLine: true)
  }

  /// Such as `1 member` or `4,997 more elements`.
  private static func amount(_ count: Int, _ noun: String) -> String {
    var digits = String(count)
    var end = digits.endIndex
    while let place = digits.index(end, offsetBy: -3, limitedBy: digits.startIndex),
      place > digits.startIndex
    {
      digits.insert(",", at: place)
      end = place
    }
    return "\(digits) \(noun)\(count == 1 ? "" : "s")"
  }

  // MARK: Lines

  private mutating func add(_ role: TextRole, _ text: String) {
    line.add(role, text)
    width += displayWidth(of: text)
  }

  private mutating func indent() {
    add(.plain, String(repeating: " ", count: depth * 2))
  }

  private mutating func endLine() {
    lines.append(line)
    line = StyledLine()
    width = 0
  }
}

extension JSONValue {
  fileprivate var noun: String { isArray ? "element" : "member" }
}

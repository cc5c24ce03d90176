/// Collects the words of a page and sets them as lines, with what stands before the lines of a list or a quotation.
struct HTMLFlow {
  /// What a block puts before its lines.
  struct Box {
    enum Kind { case heading, item, definition, quote }

    let kind: Kind
    /// Stands before its first line; before the others stand blanks, or the same again.
    let mark: String
    let rest: String
    var isFresh = true

    init(_ kind: Kind, _ mark: String) {
      self.kind = kind
      self.mark = mark
      rest = kind == .quote ? mark : String(repeating: " ", count: displayWidth(of: mark))
    }
  }

  private(set) var lines: [String] = []
  /// The boxes around what comes next, the outermost first.
  private(set) var boxes: [Box] = []
  /// How many times lines were set.
  private(set) var settings = 0
  /// The words of the line to come, one blank between two, and `\n` where a line must end.
  private(set) var words = ""

  private let screen: TextScreen
  /// Whether a blank stands before the next word.
  private(set) var wantsBlank = false
  private var wantsMargin = false

  /// Boxes inside one another; each is looked at for each line.
  private static let mostBoxes = 32

  init(_ screen: TextScreen) {
    self.screen = screen
  }

  // MARK: Words

  /// Adds text, its white space as single blanks.
  mutating func add(_ text: String) {
    guard let first = text.utf8.first else { return }
    if first.isMarkupBlank { wantsBlank = true }
    for word in text.utf8.split(whereSeparator: \.isMarkupBlank) {
      addBlank()
      words += ControlCharacters.visible(String(Substring(word)), onOneLine: true)
      wantsBlank = true
    }
    if text.utf8.last?.isMarkupBlank != true { wantsBlank = false }
  }

  /// What comes next is another word.
  mutating func separate() { wantsBlank = true }

  mutating func endLine() {
    words += "\n"
    wantsBlank = false
  }

  private mutating func addBlank() {
    if wantsBlank, let last = words.utf8.last, last != 0x0A { words += " " }
    wantsBlank = false
  }

  /// Takes the words away, to be set elsewhere.
  mutating func takeWords() -> String {
    defer {
      words = ""
      wantsBlank = false
    }
    return words
  }

  // MARK: Lines

  /// Ends a block or begins one, with an empty line between it and its neighbour if wished.
  mutating func breakBlock(hasMargin: Bool = false) {
    var text = takeWords()
    let isEmpty = text.isEmpty
    while text.utf8.last == 0x0A { text.removeLast() }
    if !text.isEmpty {
      let (first, rest) = prefixes()
      lines += WordWrap.lines(of: text, columns: screen.columns, first: first, rest: rest)
    } else if !isEmpty {
      wantsMargin = true
    }
    if hasMargin { wantsMargin = true }
  }

  /// Adds lines that are set already.
  mutating func add(lines more: [String]) {
    breakBlock()
    for line in more {
      let first = prefixes().first
      lines.append((first + line).withoutTrailingBlanks())
    }
  }

  /// Adds the lines of a text as they are; the line ends next to its tags do not count.
  mutating func add(preformatted text: String) {
    var lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").utf8
      .split(separator: 0x0A, omittingEmptySubsequences: false)
    if let first = lines.first, first.isEmpty { lines.removeFirst() }
    while let last = lines.last, last.isEmpty { lines.removeLast() }
    add(
      lines: lines.map { ControlCharacters.visible(String(Substring($0)).expandingTabs(), onOneLine: true) })
  }

  /// The columns beside what stands before each line.
  var room: Int { screen.columns - boxes.reduce(0) { $0 + displayWidth(of: $1.rest) } }

  /// What stands before the next line, and before those that follow it.
  private mutating func prefixes() -> (first: String, rest: String) {
    settings += 1
    if wantsMargin, !lines.isEmpty {
      // The mark of an item that has no line yet stands behind the empty one.
      lines.append(boxes.reduce("") { $0 + ($1.isFresh ? "" : $1.rest) }.withoutTrailingBlanks())
    }
    wantsMargin = false
    var (first, rest) = ("", "")
    for index in boxes.indices {
      first += boxes[index].isFresh ? boxes[index].mark : boxes[index].rest
      rest += boxes[index].rest
      boxes[index].isFresh = false
    }
    return (first, rest)
  }

  // MARK: Boxes

  /// Puts another box around what comes; one that leaves less than half of the screen is left out.
  mutating func open(_ box: Box) {
    guard boxes.count < Self.mostBoxes,
      screen.columns - room + displayWidth(of: box.rest) <= screen.columns / 2
    else { return }
    boxes.append(box)
  }

  /// Ends all but the outermost boxes.
  mutating func closeBoxes(downTo count: Int) {
    if boxes.count > count { boxes.removeSubrange(count...) }
  }

  /// Ends the innermost box of a kind that is inside of the outermost ones.
  mutating func close(_ kind: Box.Kind, above count: Int) {
    if let index = boxes.lastIndex(where: { $0.kind == kind }), index >= count { closeBoxes(downTo: index) }
  }
}

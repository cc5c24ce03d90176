/// Reads an HTML page as text: headings, paragraphs, lists, tables and where links lead, without scripts and styles.
///
/// Any text is read somehow, as browsers do it.
package struct HTMLText {
  private var scanner: HTMLScanner
  private let screen: TextScreen
  private var flow: HTMLFlow
  private var lists: [List] = []
  /// Lists inside of the deepest one that is followed.
  private var deeperLists = 0
  private var table: HTMLTable?
  private var link: HTMLLink?
  /// What a `pre` element has held so far.
  private var preformatted: String?
  private var hasTitle = false

  private struct List {
    /// nil for a list without numbers.
    var number: Int?
    /// The boxes around it.
    let boxes: Int
  }

  private static let deepestList = 100

  /// The text of a page in lines of the screen's width, without control characters and without a line end at its end.
  ///
  /// Only preformatted lines may be wider.
  package static func text(of html: String, on screen: TextScreen) -> String {
    var reader = HTMLText(html, screen)
    reader.read()
    // It only keeps words together, which is done.
    return reader.flow.lines.map { $0.utf8.contains(0xC2) ? $0.replacing("\u{A0}", with: " ") : $0 }
      .joined(separator: "\n")
  }

  private init(_ html: String, _ screen: TextScreen) {
    scanner = HTMLScanner(Array(html.utf8))
    self.screen = screen
    flow = HTMLFlow(screen)
  }

  private mutating func read() {
    while let token = scanner.next() {
      switch token {
      case .text(let range): add(text(range))
      case .start(let name, let attributes): start(name, attributes)
      case .end(let name): end(name)
      }
    }
    endPreformatted()
    endLink()
    endTable(isAtEnd: true)
    flow.breakBlock()
  }

  private func text(_ range: Range<Int>, isAttribute: Bool = false) -> String {
    let text = CharacterReferences.decoded(scanner.cursor.bytes[range], isAttribute: isAttribute)
    // A soft hyphen is no sign of its own.
    return text.utf8.contains(0xC2) ? text.replacing("\u{AD}", with: "") : text
  }

  private func value(of name: String, _ attributes: [HTMLToken.Attribute]) -> String? {
    attributes.first { $0.name == name }.map { text($0.value, isAttribute: true) }
  }

  private mutating func add(_ text: String) {
    if preformatted != nil { preformatted? += text } else { flow.add(text) }
  }

  // MARK: Tags

  private mutating func start(_ name: String, _ attributes: [HTMLToken.Attribute]) {
    switch name {
    case _ where HTMLElements.isHidden(name):
      _ = scanner.content(upToEndOf: name)
    case "svg": if !scanner.isTagClosed { _ = scanner.content(upToEndOf: name) }
    case "title", "textarea":
      let words = text(scanner.content(upToEndOf: name))
      if name == "title" { add(title: words) } else { add(words) }
    case "br": if preformatted != nil { preformatted? += "\n" } else { flow.endLine() }
    case _ where preformatted != nil: break
    case "a":
      endLink()
      link = HTMLLink(to: value(of: "href", attributes) ?? "", in: flow)
    case "img":
      let words = value(of: "alt", attributes) ?? ""
      if !words.isEmpty { flow.add("[\(words)]") }
    case "td", "th":
      guard table?.inner == 0 else { return flow.separate() }
      endCell()
      flow.breakBlock()
      table?.beginCell(isHeader: name == "th")
    case "tr":
      guard table?.inner == 0 else { return flow.separate() }
      endCell()
      flow.breakBlock()
      table?.beginRow()
    case "table" where table != nil:
      table?.inner += 1
      flow.separate()
    case _ where table?.isInCell == true: if HTMLElements.isBlock(name) { flow.separate() }
    case "table":
      beginBlock(hasMargin: true)
      table = HTMLTable()
    default: startBlock(name, attributes)
    }
  }

  private mutating func startBlock(_ name: String, _ attributes: [HTMLToken.Attribute]) {
    guard HTMLElements.isBlock(name) else {
      if name == "option" { flow.separate() }
      return
    }
    beginBlock(hasMargin: HTMLElements.hasMargin(name) || HTMLElements.isList(name) && lists.isEmpty)
    switch name {
    case "pre": preformatted = ""
    case "hr": flow.add(lines: [String(repeating: screen.rule, count: min(flow.room, 40))])
    case "blockquote": flow.open(HTMLFlow.Box(.quote, "> "))
    case "ul", "ol":
      guard lists.count < Self.deepestList else {
        deeperLists += 1
        return
      }
      let first = value(of: "start", attributes).flatMap { Int($0) } ?? 1
      lists.append(List(number: name == "ol" ? first : nil, boxes: flow.boxes.count))
    case "li": beginItem()
    case "dd", "dt":
      flow.close(.definition, above: lists.last?.boxes ?? 0)
      if name == "dd" { flow.open(HTMLFlow.Box(.definition, "    ")) }
    default:
      if let level = HTMLElements.headingLevel(name) {
        flow.open(HTMLFlow.Box(.heading, String(repeating: "#", count: level) + " "))
      }
    }
    if name == "hr" { flow.breakBlock(hasMargin: true) }
  }

  private mutating func end(_ name: String) {
    if preformatted != nil {
      if name == "pre" { endPreformatted() }
      return
    }
    switch name {
    case "a": return endLink()
    case "td", "th": return table?.inner == 0 ? endCell() : flow.separate()
    case "table": return endTable(isAtEnd: false)
    case _ where table?.isInCell == true:
      if HTMLElements.isBlock(name) { flow.separate() }
      return
    case _ where HTMLElements.isBlock(name):
      beginBlock(hasMargin: HTMLElements.hasMargin(name) || HTMLElements.isList(name) && lists.count < 2)
    default: return
    }
    switch name {
    case "blockquote": flow.close(.quote, above: lists.last?.boxes ?? 0)
    case "ul", "ol":
      guard deeperLists == 0 else {
        deeperLists -= 1
        return
      }
      if let list = lists.popLast() { flow.closeBoxes(downTo: list.boxes) }
    case "li": if deeperLists == 0 { flow.close(.item, above: lists.last?.boxes ?? 0) }
    case "dl", "dd": flow.close(.definition, above: lists.last?.boxes ?? 0)
    default: break
    }
  }

  // MARK: Elements

  private mutating func beginBlock(hasMargin: Bool) {
    flow.breakBlock(hasMargin: hasMargin)
    flow.close(.heading, above: 0)
  }

  private mutating func beginItem() {
    guard deeperLists == 0 else { return }
    guard let last = lists.indices.last else {
      flow.close(.item, above: 0)
      return flow.open(HTMLFlow.Box(.item, screen.bullet + " "))
    }
    flow.closeBoxes(downTo: lists[last].boxes)
    let mark = lists[last].number.map { "\($0). " } ?? screen.bullet + " "
    lists[last].number = lists[last].number.map { $0 &+ 1 }
    flow.open(HTMLFlow.Box(.item, mark))
  }

  private mutating func add(title words: String) {
    guard !hasTitle, table == nil, preformatted == nil else { return }
    hasTitle = true
    flow.breakBlock(hasMargin: true)
    flow.add(words)
    let width = min(displayWidth(of: flow.words), screen.columns)
    guard width > 0 else { return }
    flow.breakBlock()
    flow.add(lines: [String(repeating: screen.rule, count: width)])
    flow.breakBlock(hasMargin: true)
  }

  private mutating func endPreformatted() {
    guard let text = preformatted else { return }
    preformatted = nil
    flow.add(preformatted: text)
    flow.breakBlock(hasMargin: true)
  }

  private mutating func endLink() {
    guard let link else { return }
    self.link = nil
    guard let note = link.note(in: flow) else { return }
    let isFollowedByBlank = flow.wantsBlank
    if !note.isAlone { flow.separate() }
    flow.add(note.text)
    if isFollowedByBlank { flow.separate() }
  }

  private mutating func endCell() {
    guard table?.isInCell == true else { return }
    endLink()
    let words = flow.takeWords()
    table?.endCell(words)
  }

  private mutating func endTable(isAtEnd: Bool) {
    guard let inner = table?.inner else { return }
    if inner > 0, !isAtEnd {
      table?.inner -= 1
      return flow.separate()
    }
    endCell()
    guard let table else { return }
    self.table = nil
    flow.add(lines: table.lines(columns: flow.room, screen))
    flow.breakBlock(hasMargin: true)
  }
}

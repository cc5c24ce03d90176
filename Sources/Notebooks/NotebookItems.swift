import Transcripts

/// A cell of a notebook, and what stands before it in the session file.
struct NotebookItem {
  enum Content {
    /// Markdown without blank lines at its ends.
    case markdown(String)
    case code(CellFence)
  }

  var content: Content
  /// The blank lines before it; nil for the usual ones.
  var gap: String?

  var isMarkdown: Bool { if case .markdown = content { true } else { false } }
}

/// A session file cut into cells and the blank lines between them.
struct NotebookItems {
  private(set) var items: [NotebookItem] = []
  /// What stands behind the last cell; nil for the usual end.
  var ending: String?
  /// Whether the metadata's comment stands before all.
  private let hasComment: Bool

  /// No cells yet.
  init(hasComment: Bool) {
    self.hasComment = hasComment
  }

  /// The cells of a transcript.
  init(_ transcript: Transcript) {
    self.init(hasComment: !transcript.metadata.isEmpty)
    var prose = ""
    var gap = ""
    for block in transcript.blocks {
      switch block {
      case .prose(let text): prose += text
      case .cells(let fence):
        addProse(&prose, &gap)
        add(.code(fence), gap)
        gap = ""
      }
    }
    addProse(&prose, &gap)
    if gap != usualEnding { ending = gap }
  }

  /// Adds the cell that a prose holds and leaves the blank lines behind it.
  private mutating func addProse(_ prose: inout String, _ gap: inout String) {
    let bytes = Array(prose.utf8)
    prose = ""
    let ink = bytes.indices.filter { !Self.isBlank(bytes[$0]) }
    guard let first = ink.first, let last = ink.last else {
      gap += String(decoding: bytes, as: UTF8.self)
      return
    }
    let start = bytes[..<first].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let end = bytes[last...].firstIndex(of: 0x0A) ?? bytes.count
    gap += String(decoding: bytes[..<start], as: UTF8.self)
    add(.markdown(String(decoding: bytes[start..<end], as: UTF8.self)), gap)
    gap = String(decoding: bytes[end...], as: UTF8.self)
  }

  /// Adds a cell, with the gap before it unless that is nil or the usual one.
  mutating func add(_ content: NotebookItem.Content, _ gap: String?) {
    let item = NotebookItem(content: content)
    items.append(item)
    if let gap, gap != usualGap(before: items.count - 1) { items[items.count - 1].gap = gap }
  }

  /// The blocks of the session file; a gap that would join what it parts is not used.
  var blocks: [Transcript.Block] {
    var blocks: [Transcript.Block] = []
    var prose = ""
    for (index, item) in items.enumerated() {
      let gap = item.gap.flatMap { parts($0, before: index) ? $0 : nil }
      prose += gap ?? usualGap(before: index)
      switch item.content {
      case .markdown(let text): prose += text
      case .code(let fence):
        if !prose.isEmpty { blocks.append(.prose(prose)) }
        prose = ""
        blocks.append(.cells(fence))
      }
    }
    prose += ending.flatMap { ends($0) ? $0 : nil } ?? usualEnding
    if !prose.isEmpty { blocks.append(.prose(prose)) }
    return blocks
  }

  // MARK: Gaps

  private func usualGap(before index: Int) -> String {
    guard index > 0 else { return hasComment ? "\n" : "" }
    return items[index - 1].isMarkdown ? "\n\n" : "\n"
  }

  private var usualEnding: String { items.last?.isMarkdown == true ? "\n" : "" }

  private func parts(_ gap: String, before index: Int) -> Bool {
    guard gap.utf8.allSatisfy(Self.isBlank), gap.isEmpty || gap.utf8.last == 0x0A else { return false }
    guard index > 0, items[index - 1].isMarkdown else { return true }
    // Two Markdown cells become one text, in which a blank line keeps them apart.
    return gap.utf8.first == 0x0A && (!items[index].isMarkdown || gap.utf8.count { $0 == 0x0A } > 1)
  }

  private func ends(_ gap: String) -> Bool {
    gap.utf8.allSatisfy(Self.isBlank)
      && (items.last?.isMarkdown != true || gap.isEmpty || gap.utf8.first == 0x0A)
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A
  }
}

/// Breaks text into lines no wider than so many columns, at blanks and beside wide characters.
package struct WordWrap {
  private let columns: Int
  private let first: String
  private let rest: String

  private var lines: [String] = []
  private var line = ""
  private var width = 0
  /// Whether the line holds more than what stands before each line.
  private var hasText = false

  private init(_ columns: Int, first: String, rest: String) {
    self.columns = max(2, columns)
    self.first = first
    self.rest = rest
  }

  /// The lines of a text, whose own line ends stay; the blanks at a break go.
  ///
  /// `first` stands before the first line and `rest` before each other one, both within the columns. A word that is
  /// wider than a line is broken.
  package static func lines(
    of text: String, columns: Int, first: String = "", rest: String? = nil
  ) -> [String] {
    var wrap = WordWrap(columns, first: first, rest: rest ?? first)
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      wrap.add(Substring(line).expandedTabs)
    }
    return wrap.lines
  }

  private mutating func add(_ text: String) {
    begin()
    var blanks = 0
    var rest = text.utf8[...]
    while let byte = rest.first {
      guard byte != 0x20 else {
        blanks += 1
        rest.removeFirst()
        continue
      }
      let word = rest.prefix { $0 != 0x20 }
      add(word: Substring(word), after: blanks)
      blanks = 0
      rest = rest[word.endIndex...]
    }
    end()
  }

  private mutating func begin() {
    line = lines.isEmpty ? first : rest
    width = displayWidth(of: line)
    hasText = false
  }

  private mutating func end() {
    lines.append(line.withoutTrailingBlanks())
  }

  private mutating func add(word: Substring, after blanks: Int) {
    if word.utf8.allSatisfy({ $0 < 0x80 }) {
      add(piece: word, word.utf8.count, after: blanks)
      return
    }
    var blanks = blanks
    var start = word.startIndex
    var width = 0
    var isAfterWide = false
    var isAfterOpening = false
    for index in word.indices {
      let character = word[index]
      let isWide = character.displayWidth > 1
      if index > start, character.mayBeginLine, !isAfterOpening, isWide || isAfterWide {
        add(piece: word[start..<index], width, after: blanks)
        (blanks, start, width) = (0, index, 0)
      }
      width += character.displayWidth
      isAfterWide = isWide
      isAfterOpening = character.isOpening
    }
    add(piece: word[start...], width, after: blanks)
  }

  private mutating func add(piece: Substring, _ count: Int, after blanks: Int) {
    // A line that begins with very many blanks would have no room.
    let blanks = hasText ? blanks : min(blanks, max(0, (columns - width) / 2))
    if hasText, width + blanks + count > columns {
      end()
      begin()
    } else {
      line += String(repeating: " ", count: blanks)
      width += blanks
    }
    hasText = true
    guard width + count > columns else {
      line += piece
      width += count
      return
    }
    for character in piece {
      let step = character.displayWidth
      if width + step > columns {
        end()
        begin()
        hasText = true
      }
      line.append(character)
      width += step
    }
  }
}

extension Substring {
  fileprivate var expandedTabs: String { String(self).expandingTabs() }
}

extension Character {
  /// Whether it opens brackets or quotes, so that what follows stays with it.
  fileprivate var isOpening: Bool {
    let category = unicodeScalars.first?.properties.generalCategory
    return category == .openPunctuation || category == .initialPunctuation
  }

  /// Whether a line may begin with it beside wide characters.
  fileprivate var mayBeginLine: Bool { isOpening || !isPunctuation }
}

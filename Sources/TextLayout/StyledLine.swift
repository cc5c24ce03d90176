package import JSON

/// What a piece of shown text is, for colouring.
package enum TextRole: Sendable {
  case plain
  /// The name of a member.
  case name
  /// A text that is a value.
  case string
  case number
  /// `true`, `false` and `null`.
  case literal
  /// Brackets, braces, colons and commas.
  case punctuation
  /// The name of a column, or of a record.
  case heading
  /// Lines across, and words that tell what was left out.
  case note
}

/// A line of shown text in pieces, each with what it is; the text is the same with and without colours.
package struct StyledLine: Equatable, Sendable {
  /// A piece of a line.
  package struct Span: Equatable, Sendable {
    /// What it is.
    package var role: TextRole
    /// Its text, without control characters.
    package var text: String

    /// A piece.
    package init(_ role: TextRole, _ text: String) {
      self.role = role
      self.text = text
    }
  }

  /// The pieces in order.
  package private(set) var spans: [Span]

  /// A line of these pieces.
  package init(_ spans: [Span] = []) {
    self.spans = spans
  }

  /// The line without colours.
  package var text: String { spans.reduce(into: "") { $0 += $1.text } }

  /// The line in colours.
  package func painted(_ palette: JSONPalette = JSONPalette()) -> String {
    spans.reduce(into: "") { line, span in
      let colour = palette.colour(of: span.role)
      line += colour.isEmpty ? span.text : "\u{1B}[\(colour)m\(span.text)\u{1B}[0m"
    }
  }

  mutating func add(_ role: TextRole, _ text: String) {
    if !text.isEmpty { spans.append(Span(role, text)) }
  }

  /// Takes the blanks at the end away.
  mutating func removeTrailingBlanks() {
    while let last = spans.last {
      let text = last.text.withoutTrailingBlanks()
      if text == last.text { return }
      spans.removeLast()
      add(last.role, text)
    }
  }
}

extension JSONPalette {
  fileprivate func colour(of role: TextRole) -> String {
    switch role {
    case .plain: ""
    case .name: name
    case .string: string
    case .number: number
    case .literal: literal
    case .punctuation: punctuation
    case .heading: "1"
    case .note: "2"
    }
  }
}

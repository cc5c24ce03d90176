/// A half-open range of UTF-8 offsets in a source text.
package struct SourceSpan: Hashable, Sendable {
  package var start: Int
  package var end: Int

  package init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = max(start, end)
  }

  package var length: Int { end - start }

  /// The smallest span that covers both.
  package func union(_ other: SourceSpan) -> SourceSpan {
    SourceSpan(min(start, other.start), max(end, other.end))
  }
}

/// A named piece of source: a cell, a file, or a `-e` argument.
package struct SourceText: Sendable {
  /// What a diagnostic calls it, such as `cell 3` or `orders.snippet`.
  package let name: String
  package let text: String
  /// The text as UTF-8; spans index into this.
  package let utf8: [UInt8]
  /// Where the lines begin; found once for all findings in the text.
  package let lines: LineTable
  /// The line of the whole file on which `text` begins, counted from 1.
  package let firstLine: Int

  package init(name: String, text: String, firstLine: Int = 1) {
    self.name = name
    self.text = text
    self.utf8 = Array(text.utf8)
    self.lines = LineTable(utf8)
    self.firstLine = firstLine
  }

  /// The line on which an offset lies, as the whole file counts.
  package func line(of offset: Int) -> Int { firstLine + lines.location(of: offset).line - 1 }

  /// The text of a span; a span beyond the end gives what there is.
  package subscript(span: SourceSpan) -> String {
    let start = min(max(0, span.start), utf8.count)
    let end = min(max(start, span.end), utf8.count)
    return String(decoding: utf8[start..<end], as: UTF8.self)
  }
}

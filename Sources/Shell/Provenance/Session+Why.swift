import Encodings
import HTTPExchange
import IntegrationHub
import Redaction
import SnippetRuntime
import SnippetSyntax
import TextLayout

/// `:why`: what wrote a value, and from what.
extension Session {
  /// `:why NAME[.PATH]`: the cells run again, as for `:undo`, and the last write to the place is told; nothing is sent.
  func why(_ text: String, _ span: SourceSpan) throws(CellFailure) {
    guard !text.isEmpty else { throw usage(.why, span) }
    let path = try path(text, span)
    _ = try value(at: path, span)
    let finder = WriteFinder(path, in: self)
    writeFinder = finder
    interpreter.observer = finder
    rebuild(keeping: cells.count) { finder.didEnd(cell: $0) }
    interpreter.observer = nil
    writeFinder = nil
    parts = []
    guard let write = finder.write else {
      return emit(OutputPart(.message, "nothing in this session wrote it; it was there from the start"))
    }
    let rows = self.rows(of: write, path)
    emitCut(.message) { redactor in
      TextTable.lines(
        rows.map { row in
          row.enumerated().map { $0.offset == 0 ? $0.element : Self.whyLine($0.element, redactor) }
        })
    }
  }

  private static func whyLine(_ text: String, _ redactor: Redactor) -> String {
    redactor.redact(text).split(whereSeparator: \.isNewline).joined(separator: " ").cut(toColumns: 100)
  }

  private func rows(of write: WriteFinder.Write, _ path: ValuePath) -> [[String]] {
    let now = watchedValue(at: path).map { VariableTexts.text(of: $0) } ?? "(none)"
    var rows: [[String]] = []
    if let place = write.place {
      let location = place.source.lines.location(of: place.span.start)
      let within = place.function.map { ", in function \($0)" } ?? ""
      rows.append([
        "written by", "\(place.source.name) line \(place.source.firstLine - 1 + location.line)\(within)",
      ])
      rows.append(["", place.source.lineText(at: place.span.start)])
    } else if let cell = write.cell {
      rows.append(["written by", "cell \(cell)"])
      rows.append(["", cells.first { $0.number == cell }?.source.text ?? ""])
    }
    rows += write.operands.map { ["from", "\($0.code) = \($0.value)"] }
    if let cell = write.cell ?? numberOfCell(write.place) { rows += exchangeRows(ofCell: cell, write) }
    rows.append(["before", write.before ?? "(none)"])
    rows.append(["now", now])
    return rows
  }

  private func numberOfCell(_ place: ExecutionPlace?) -> Int? {
    guard let name = place?.source.name, name.hasPrefix("cell ") else { return nil }
    return Int(name.dropFirst(5))
  }

  /// How a request was filled in, for what came from its answer: `{}` first, then `[[ ]]`.
  private func exchangeRows(ofCell number: Int, _ write: WriteFinder.Write) -> [[String]] {
    guard let cell = cells.first(where: { $0.number == number }), case .verb(let verb) = cell.source.kind,
      !verb.outputs.isEmpty, let exchange = transport.latest.last(where: { $0.cell == number })
    else { return [] }
    var rows: [[String]] = []
    if let asked = asked[number], let request = asked.request,
      let connection = try? hub.connection(named: asked.connection),
      let definition = connection.requests.first(where: { $0.name.lowercased() == request.lowercased() })
    {
      if definition.url.contains("[[") { rows.append(["url, defined", definition.url]) }
    }
    rows.append(["url, sent", "\(exchange.request.method) \(exchange.request.url)"])
    return rows
  }
}

extension SourceText {
  /// The line on which a place lies, without the blanks around it.
  fileprivate func lineText(at offset: Int) -> String {
    var start = min(offset, utf8.count)
    while start > 0, utf8[start - 1] != 0x0A { start -= 1 }
    let line = utf8[start...].prefix { $0 != 0x0A }
    return String(decoding: line, as: UTF8.self).trimmingBlanks()
  }
}

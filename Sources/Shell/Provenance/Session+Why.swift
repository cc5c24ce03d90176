import Encodings
import HTTPExchange
import IntegrationHub
import SnippetRuntime
import SnippetSyntax
import TextLayout

/// `:why`: what wrote a value, and from what.
extension Session {
  /// `:why NAME[.PATH]`: the cells run again, as for `:undo`, and the last write to the place is told; nothing is sent.
  func why(_ text: String, _ span: SourceSpan) throws(CellFailure) {
    guard !text.isEmpty else { throw usage(.why, span) }
    var path = try path(text, span)
    // A payload is a text as often as it is an object.
    path.opensTexts = true
    _ = try value(at: path, span)
    let finder = WriteFinder(path, in: self)
    follow(finder)
    parts = []
    guard let write = finder.write else {
      return emit(OutputPart(.message, "nothing in this session wrote it; it was there from the start"))
    }
    let mask = variableMask
    let now = watchedValue(at: path).map { VariableTexts.text(of: $0) }
    mask.hidden.learn([(path.name, write.before, now)])
    var rows = self.rows(of: write, mask.hidden) + originRows(of: finder, mask.hidden)
    let mark = hidden.contains(path.name) ? hidden.mark(path.name) : nil
    for (name, value) in [("before", write.before), ("now", now)] {
      rows.append([name, value.map { mark ?? $0 } ?? "(none)"])
    }
    if let sending = finder.sending { rows += self.rows(of: sending) }
    let lines = rows.map { [mask.redact($0[0]), mask.line($0[1], columns: Self.columnsOfWhy)] }
    emit(Self.part(.message, TextTable.lines(lines)))
  }

  private static let columnsOfWhy = 100
  private static let mostOrigins = 4

  /// Runs the cells again for a finder.
  private func follow(_ finder: WriteFinder) {
    writeFinder = finder
    interpreter.observer = finder
    rebuild(keeping: cells.count) { finder.didEnd(cell: $0) }
    interpreter.observer = nil
    writeFinder = nil
  }

  /// What wrote the member of an object that became a part of a text: `{order.asjson()}` says little of it.
  private func originRows(of finder: WriteFinder, _ hidden: HiddenVariables) -> [[String]] {
    var rows: [[String]] = []
    var finder = finder
    for _ in 0..<Self.mostOrigins {
      guard let path = finder.origin, let moment = finder.write?.moment else { break }
      finder = WriteFinder(path, in: self, until: moment)
      follow(finder)
      guard let write = finder.write else { break }
      rows.append(["made from", path.text])
      rows += self.rows(of: write, hidden)
    }
    parts = []
    return rows
  }

  /// Tells who looks for a write of the request behind an outcome, before its answer is written.
  func noteSent(_ outcome: ActionOutcome, _ substitutions: (HTTPRequest) -> [Substitution]) {
    guard let writeFinder, let request = outcome.request else { return }
    writeFinder.didSend(
      SentRequest(line: "\(request.method) \(request.url)", substitutions: substitutions(request)))
  }

  private func rows(of write: WriteFinder.Write, _ hidden: HiddenVariables) -> [[String]] {
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
      rows.append(["", knownCell(cell)?.text ?? ""])
    }
    if let written = write.reading.written { rows.append(["written", written]) }
    rows += write.reading.operands.map { operand in
      let value = hidden.first(of: operand.variables).map { hidden.mark($0) } ?? operand.value
      return ["from", "\(operand.code) = \(value)"]
    }
    return rows + (write.request?.rows(hidden) ?? [])
  }

  /// What became of a value in the last request that held it.
  private func rows(of sending: WriteFinder.Sending) -> [[String]] {
    let place = sending.substitution.place
    let cell = sending.cell.map { ", cell \($0)" } ?? ""
    return sending.substitution.variables.map(\.row)
      + (sending.substitution.sent.map { [["sent as \(place)\(cell)", $0]] } ?? [])
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

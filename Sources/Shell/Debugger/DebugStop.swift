import Encodings
import Redaction
import SnippetSyntax
import TextLayout

/// One stop of the debugger: the place, why, and what had changed; not redacted.
struct DebugStop {
  var source: SourceText
  var span: SourceSpan
  /// The script and the action.
  var action: String?
  var function: String?
  var parameters: [(name: String, value: String)] = []
  /// Other than the next step.
  var reasons: [String] = []
  /// Which way it is about to go.
  var forecast: String?
  /// Since the stop before.
  var changes: [VariableTexts.Change] = []

  var line: Int { source.line(of: span.start) }

  /// About so many bytes are kept for it.
  var size: Int {
    changes.reduce(parameters.reduce(200) { $0 + $1.value.utf8.count }) {
      $0 + $1.name.utf8.count + ($1.after?.utf8.count ?? 0) + ($1.before?.utf8.count ?? 0)
    }
  }
}

/// How stops read; everything is redacted before it is cut.
struct DebugStopText {
  let mask: VariableMask
  /// As wide as lines may be.
  let columns: Int
  /// A source as it may be shown.
  let masked: (SourceText) -> RedactedSource

  /// Where it stands, in one line.
  func place(_ stop: DebugStop) -> String {
    var place = stop.action.map { mask.redact($0) } ?? ""
    if let function = stop.function {
      let parameters = stop.parameters.map {
        "\(mask.redact($0.name)) = \(value($0.value, of: $0.name))"
      }
      place +=
        (place.isEmpty ? "" : ": ") + "\(mask.redact(function))(\(parameters.joined(separator: ", ")))"
    }
    if stop.action == nil || stop.function != nil {
      place += (place.isEmpty ? "" : ", ") + mask.redact(stop.source.name)
    }
    return cut(place + " line \(stop.line)" + reasons(stop))
  }

  /// That a cell has ended at which a breakpoint was reached.
  func end(_ stop: DebugStop) -> String {
    cut("the end of \(mask.redact(stop.source.name))" + reasons(stop))
  }

  private func reasons(_ stop: DebugStop) -> String {
    let reasons = stop.reasons.map { mask.redact($0) }
    return reasons.isEmpty ? "" : "  (\(reasons.joined(separator: ", ")))"
  }

  /// The line with its neighbours, and an arrow before it.
  func lines(_ stop: DebugStop) -> [String] {
    guard let (source, line) = source(stop) else { return [] }
    let range = max(1, line - 1)...min(source.lines.lineCount, line + 1)
    let width = "\(stop.line + 1)".count
    return range.map { number in
      let label = "\(stop.line + number - line)".padded(toColumns: width, on: .right)
      return cut("\(number == line ? "->" : "  ") \(label)  \(text(of: number, in: source))")
    }
  }

  /// The line alone.
  func line(_ stop: DebugStop) -> String {
    source(stop).map { cut(text(of: $0.line, in: $0.source).trimmingBlanks()) } ?? ""
  }

  func forecast(_ stop: DebugStop) -> [String] {
    stop.forecast.map { [cut("   => " + mask.line($0))] } ?? []
  }

  func changes(_ stop: DebugStop) -> [String] {
    stop.changes.filter { mask.shows($0.name) }.map { change in
      let name = mask.redact(change.name)
      func value(_ text: String) -> String { self.value(text, of: change.name) }
      guard let after = change.after else {
        return cut("   \(name): \(value(change.before ?? "")) -> (gone)")
      }
      // Of what grows, all is shown.
      guard let before = change.before, !"{[".contains(after.first ?? " ") else {
        return cut("   \(name) = \(value(after))")
      }
      return cut("   \(name): \(value(before)) -> \(value(after))")
    }
  }

  /// The value of a variable in one line.
  func value(_ text: String, of name: String) -> String {
    let line = mask.line(text, of: name)
    return line.isEmpty ? "\"\"" : line
  }

  func cut(_ line: String) -> String { line.cut(toColumns: columns, ellipsis: "…") }

  /// The source as it may be shown, and the line in it.
  private func source(_ stop: DebugStop) -> (source: SourceText, line: Int)? {
    let masked = masked(stop.source)
    guard let source = masked.source else { return nil }
    return (source, source.lines.location(of: masked.offset(stop.span.start)).line)
  }

  private func text(of line: Int, in source: SourceText) -> String {
    let range = source.lines.lineRange(line)
    return mask.hidden.mask(source[SourceSpan(range.lowerBound, range.upperBound)])
  }
}

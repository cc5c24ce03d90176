import TextLayout

/// What test reports tell of one cell, or of a transcript that was not replayed whole.
struct CellAccount {
  /// How a test ends.
  enum Verdict {
    case passed
    case failed
    /// It could not be tried.
    case error
    case skipped
  }

  /// How it ended.
  let verdict: Verdict
  /// What kind of failure or error it is, in the words of the JSON lines; else empty.
  var type = ""
  /// Its name, which no other in the transcript has.
  let name: String
  /// The line of the file; nil for the transcript as a whole.
  var line: Int?
  /// What is wrong, on one line; empty where nothing is.
  var message = ""
  /// The lines that explain the message; empty, or ended by a line end.
  var detail = ""
  /// How long it took.
  var microseconds = 0
}

/// What test reports tell of one transcript.
struct TranscriptAccount {
  /// The file, on one line.
  let path: String
  /// Its cells, then what kept it from being replayed whole.
  let tests: [CellAccount]

  init(_ report: TranscriptReport) {
    path = PrintableText.line(report.path)
    var seen: [String: Int] = [:]
    for case let id? in report.cells.map(\.id) { seen[id, default: 0] += 1 }
    tests =
      report.cells.map { cell in
        CellAccount(cell, of: report, isNameUnique: cell.id.map { seen[$0] == 1 } ?? false)
      } + (CellAccount(faultOf: report).map { [$0] } ?? [])
  }

  /// How many tests ended so.
  func count(_ verdict: CellAccount.Verdict) -> Int { tests.count { $0.verdict == verdict } }

  /// The tests that someone has to look at.
  var problems: [CellAccount] { tests.filter { $0.verdict == .failed || $0.verdict == .error } }
}

extension CellAccount {
  fileprivate init(_ cell: CellReport, of report: TranscriptReport, isNameUnique: Bool) {
    switch cell.outcome {
    case .asRecorded: verdict = .passed
    // What came out was taken over.
    case .differs where report.isUpdated || cell.isUpdated: verdict = .passed
    case .differs:
      verdict = .failed
      type = "differs"
    case .secretMissing:
      verdict = .error
      type = "secretMissing"
    case .notCompared: verdict = .skipped
    }
    name = Self.name(of: cell, isNameUnique: isNameUnique)
    line = cell.line
    microseconds = cell.microseconds
    guard !type.isEmpty else { return }
    let place = PrintableText.lines("\(report.path):\(cell.line): ")
    let told = PrintableText.lines(TextReport(theme: nil).text(of: cell, in: report) ?? "")
    let text = told.hasPrefix(place) ? told.dropFirst(place.count) : told[...]
    let end = text.firstIndex(of: "\n") ?? text.endIndex
    message = String(text[..<end])
    detail = String(text[end...].dropFirst())
  }

  /// What holds for the transcript and for no cell of it.
  fileprivate init?(faultOf report: TranscriptReport) {
    switch report.outcome {
    case .asRecorded, .differs: return nil
    case .secretMissing:
      guard !report.cells.contains(where: { $0.outcome == .secretMissing }) else { return nil }
      (type, message) = ("secretMissing", "not replayed: it was refused its secrets")
    case .failed(let text): (type, message) = ("failed", PrintableText.line(text))
    case .interrupted: (type, message) = ("interrupted", "the replay was interrupted")
    }
    verdict = .error
    name = "the whole transcript"
  }

  private static func name(of cell: CellReport, isNameUnique: Bool) -> String {
    let number = "\(cell.number) "
    guard let id = cell.id, !id.isEmpty else {
      let line = cell.source.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) } ?? ""
      return number + PrintableText.line(String(line)).cut(toColumns: 80)
    }
    return (isNameUnique ? "" : number) + PrintableText.line(id).cut(toColumns: 80)
  }
}

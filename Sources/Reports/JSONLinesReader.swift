import JSON

/// Why lines of JSON are no report of a replay.
package struct ReportError: Error, Equatable, Sendable {
  /// What is wrong.
  package var message: String
  /// The line of the fault, counted from 1.
  package var line: Int
}

/// Reads a report that `JSONLinesReport` wrote, or several one behind the other, which become one.
///
/// Members that it does not know are passed over; a report that ends before its summary is an error.
package struct JSONLinesReader {
  private var report = ReplayReport()
  private var line = 0
  /// Whether a report has begun and not ended.
  private var isOpen = false
  /// Whether any report was there.
  private var hasBegun = false
  private var transcriptsBefore = 0
  /// Cells of the last transcript that are still to come.
  private var cellsLeft = 0

  /// The report in a text.
  package static func read(_ text: String) throws(ReportError) -> ReplayReport {
    var reader = JSONLinesReader()
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      reader.line += 1
      guard !line.isEmpty else { continue }
      try reader.take(Array(line))
    }
    guard !reader.isOpen else { throw reader.fault("the report ends before its summary") }
    guard reader.hasBegun else { throw reader.fault("this holds no report") }
    return reader.report
  }

  private mutating func take(_ bytes: [UInt8]) throws(ReportError) {
    let value: JSONValue
    do {
      value = try JSONDocument(parsing: bytes).value
    } catch {
      throw fault("this is not JSON: \(error.message)")
    }
    let type = try text("type", of: value)
    guard type == "suite" || isOpen else { throw fault("a report begins with a line of type suite") }
    guard cellsLeft == 0 || type == "cell" else { throw fault("\(cellsLeft) cells are missing before this") }
    switch type {
    case "suite": try begin(value)
    case "transcript": try addTranscript(value)
    case "cell": try addCell(value)
    case "summary": try end(value)
    default: throw fault("\(type) is no type of line")
    }
  }

  private mutating func begin(_ value: JSONValue) throws(ReportError) {
    guard !isOpen else { throw fault("the report before this has no summary") }
    let version = try number("schemaVersion", of: value)
    guard version == JSONLinesReport.schemaVersion else {
      throw fault("the schema has version \(version), and this reads \(JSONLinesReport.schemaVersion)")
    }
    isOpen = true
    hasBegun = true
    transcriptsBefore = report.transcripts.count
  }

  private mutating func end(_ value: JSONValue) throws(ReportError) {
    let count = report.transcripts.count - transcriptsBefore
    guard try number("transcripts", of: value) == count else {
      throw fault("the summary does not tell of \(count) transcripts")
    }
    isOpen = false
  }

  private mutating func addTranscript(_ value: JSONValue) throws(ReportError) {
    var transcript = TranscriptReport(path: try text("path", of: value), isLive: try flag("live", of: value))
    transcript.isUpdated = try flag("updated", of: value)
    transcript.outcome =
      switch try text("outcome", of: value) {
      case "asRecorded": .asRecorded
      case "differs": .differs
      case "secretMissing": .secretMissing
      case "failed": .failed(message: try text("message", of: value))
      case "interrupted": .interrupted
      case let word: throw fault("\(word) is no outcome of a transcript")
      }
    transcript.parameters = try optionalTexts("parameters", of: value)
    transcript.environments = try optionalTexts("environments", of: value)
    transcript.isReviewed = try optionalFlag("reviewed", of: value)
    if let places = value["learned"]?.arrayValue {
      transcript.learned = try places.map { place throws(ReportError) in try readPlace(place) }
      transcript.wildcardsWritten = try number("wildcardsWritten", of: value)
    }
    cellsLeft = try number("cells", of: value)
    report.transcripts.append(transcript)
  }

  private mutating func addCell(_ value: JSONValue) throws(ReportError) {
    guard cellsLeft > 0, let last = report.transcripts.indices.last else {
      throw fault("no transcript has this cell")
    }
    guard try text("path", of: value).utf8.elementsEqual(report.transcripts[last].path.utf8) else {
      throw fault("the cell is of another transcript")
    }
    let word = try text("outcome", of: value)
    guard let outcome = CellReport.Outcome(rawValue: word) else {
      throw fault("\(word) is no outcome of a cell")
    }
    guard let problems = value["problems"]?.arrayValue else { throw fault("problems must be an array") }
    var cell = CellReport(
      number: try number("number", of: value), id: try optionalText("id", of: value),
      line: try number("line", of: value), source: try text("source", of: value),
      output: try text("output", of: value), outcome: outcome,
      problems: try problems.map { problem throws(ReportError) in try read(problem) },
      note: try optionalText("note", of: value), microseconds: try number("microseconds", of: value))
    cell.driftText = try optionalText("difference", of: value)
    cell.paintedDrift = try optionalText("painted", of: value)
    cell.isUpdated = try optionalFlag("updated", of: value)
    report.transcripts[last].cells.append(cell)
    cellsLeft -= 1
  }

  private func readPlace(_ value: JSONValue) throws(ReportError) -> LearnedPlace {
    LearnedPlace(
      cell: try number("cell", of: value), line: try number("line", of: value),
      place: try text("place", of: value), first: try optionalText("first", of: value),
      second: try optionalText("second", of: value), wildcard: try optionalText("wildcard", of: value))
  }

  private func read(_ problem: JSONValue) throws(ReportError) -> CellReport.Problem {
    switch try text("kind", of: problem) {
    case "succeeds": return .succeeds
    case "fails":
      guard let status = Int32(exactly: try number("status", of: problem)) else {
        throw fault("status must be an exit status")
      }
      return .fails(status: status)
    case "output":
      return .output(expected: try text("expected", of: problem), actual: try text("actual", of: problem))
    case let word: throw fault("\(word) is no kind of problem")
    }
  }

  // MARK: Members

  private func fault(_ message: String) -> ReportError { ReportError(message: message, line: line) }

  private func text(_ name: String, of value: JSONValue) throws(ReportError) -> String {
    guard let text = value[name]?.stringValue else { throw fault("\(name) must be a text") }
    return text
  }

  private func optionalText(_ name: String, of value: JSONValue) throws(ReportError) -> String? {
    value[name] == nil ? nil : try text(name, of: value)
  }

  private func number(_ name: String, of value: JSONValue) throws(ReportError) -> Int {
    guard let number = value[name]?.intValue, number >= 0 else {
      throw fault("\(name) must be a whole number, 0 or more")
    }
    return number
  }

  private func flag(_ name: String, of value: JSONValue) throws(ReportError) -> Bool {
    guard let flag = value[name]?.boolValue else { throw fault("\(name) must be true or false") }
    return flag
  }

  private func optionalTexts(_ name: String, of value: JSONValue) throws(ReportError) -> [String] {
    guard let list = value[name] else { return [] }
    let texts = list.arrayValue?.compactMap(\.stringValue)
    guard let texts, texts.count == list.arrayValue?.count else {
      throw fault("\(name) must be a list of texts")
    }
    return texts
  }

  private func optionalFlag(_ name: String, of value: JSONValue) throws(ReportError) -> Bool {
    value[name] == nil ? false : try flag(name, of: value)
  }
}

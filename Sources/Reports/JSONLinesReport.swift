import JSON
package import TextLayout

/// Writes a replay as lines of JSON, those of a transcript as soon as it is done.
///
/// docs/reference/replay-report.schema.json describes a line. Nothing is left out, so that the report can be read back.
package struct JSONLinesReport: ReportWriter {
  /// Changes when a reader of an older form would go wrong.
  package static let schemaVersion = 1

  private let theme: ColorTheme?

  /// With a `theme`, differences are written in its colours, too, for the process that asked for a part of a replay.
  package init(theme: ColorTheme? = nil) { self.theme = theme }

  package var opening: String { line(["type": "suite", "schemaVersion": JSONValue(Self.schemaVersion)]) }

  package func text(of transcript: TranscriptReport) -> String {
    var object: JSONObject = ["type": "transcript", "path": .string(transcript.path)]
    object["live"] = .bool(transcript.isLive)
    object["outcome"] = .string(transcript.outcome.word)
    if case .failed(let message) = transcript.outcome { object["message"] = .string(message) }
    object["updated"] = .bool(transcript.isUpdated)
    for (name, names) in [("parameters", transcript.parameters), ("environments", transcript.environments)]
    where !names.isEmpty {
      object[name] = .array(names.map { .string($0) })
    }
    if transcript.isReviewed { object["reviewed"] = true }
    if let learned = transcript.learned {
      object["learned"] = .array(learned.map { .object(Self.object($0)) })
      object["wildcardsWritten"] = JSONValue(transcript.wildcardsWritten)
    }
    object["cells"] = JSONValue(transcript.cells.count)
    object["microseconds"] = JSONValue(transcript.microseconds)
    return line(object) + transcript.cells.map { line(self.object($0, in: transcript.path)) }.joined()
  }

  package func closing(of report: ReplayReport) -> String {
    let cells = report.transcripts.reduce(0) { $0 + $1.cells.count }
    let differing = report.transcripts.reduce(0) { $0 + $1.differingCells }
    return line([
      "type": "summary", "transcripts": JSONValue(report.transcripts.count),
      "goodTranscripts": JSONValue(report.goodTranscripts), "cells": JSONValue(cells),
      "differingCells": JSONValue(differing), "microseconds": JSONValue(report.microseconds),
    ])
  }

  private func line(_ object: JSONObject) -> String { JSONValue.object(object).text() + "\n" }

  private func object(_ cell: CellReport, in path: String) -> JSONObject {
    var object: JSONObject = ["type": "cell", "path": .string(path), "number": JSONValue(cell.number)]
    if let id = cell.id { object["id"] = .string(id) }
    object["line"] = JSONValue(cell.line)
    object["source"] = .string(cell.source)
    object["output"] = .string(cell.output)
    object["outcome"] = .string(cell.outcome.rawValue)
    object["problems"] = .array(cell.problems.map(Self.value))
    if let told = cell.drift.map({ DriftText(theme: nil).text(of: $0) }) ?? cell.driftText {
      object["difference"] = .string(told)
    }
    if let theme, let drift = cell.drift {
      object["painted"] = .string(DriftText(theme: theme).text(of: drift))
    }
    if cell.isUpdated { object["updated"] = true }
    if let note = cell.note { object["note"] = .string(note) }
    object["microseconds"] = JSONValue(cell.microseconds)
    return object
  }

  private static func object(_ place: LearnedPlace) -> JSONObject {
    var object: JSONObject = [
      "cell": JSONValue(place.cell), "line": JSONValue(place.line), "place": .string(place.place),
    ]
    object["first"] = place.first.map { .string($0) }
    object["second"] = place.second.map { .string($0) }
    object["wildcard"] = place.wildcard.map { .string($0) }
    return object
  }

  private static func value(_ problem: CellReport.Problem) -> JSONValue {
    switch problem {
    case .succeeds: ["kind": "succeeds"]
    case .fails(let status): ["kind": "fails", "status": JSONValue(status)]
    case .output(let expected, let actual):
      ["kind": "output", "expected": .string(expected), "actual": .string(actual)]
    }
  }
}

extension TranscriptReport.Outcome {
  /// The word for it in reports that programs read.
  var word: String {
    switch self {
    case .asRecorded: "asRecorded"
    case .differs: "differs"
    case .secretMissing: "secretMissing"
    case .failed: "failed"
    case .interrupted: "interrupted"
    }
  }
}

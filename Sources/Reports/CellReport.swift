package import Transcripts

/// What one fence of cells gave when it was replayed.
package struct CellReport: Equatable, Sendable {
  /// What became of it.
  package enum Outcome: String, Equatable, Sendable {
    case asRecorded
    case differs
    /// It ran, and nothing is expected of it: it has no output fence, or is volatile.
    case notCompared
    /// A live replay lacked a secret.
    case secretMissing
  }

  /// What is not as expected.
  package enum Problem: Equatable, Sendable {
    /// The cell is marked `error` and does not fail.
    case succeeds
    /// The cell fails with this exit status and is not marked `error`.
    case fails(status: Int32)
    /// It gave another output.
    case output(expected: String, actual: String)
  }

  /// Its place among the fences of the transcript, counted from 1.
  package var number: Int
  /// The name that the transcript gives it.
  package var id: String?
  /// The line of the file on which its source begins.
  package var line: Int
  /// The source as the transcript has it.
  package var source: String
  /// What came out, as a transcript stores it.
  package var output: String
  /// What became of it.
  package var outcome: Outcome
  /// What is not as expected; empty unless the outcome is `differs`.
  package var problems: [Problem]
  /// Where the output differs, if it does.
  package var drift: OutputDrift?
  /// The same as it is told, where only that is known, as in a report that was read back.
  package var driftText: String?
  /// The same in the colours of a terminal, where another process made it.
  package var paintedDrift: String?
  /// Whether all its problems were taken over into the transcript.
  package var isUpdated = false
  /// What helps to understand the problems.
  package var note: String?
  /// How long its exchanges took; offline, when they were recorded.
  ///
  /// At most `longestMicroseconds`, so that no recording makes a sum overflow.
  package var microseconds: Int
  /// Almost 13 days.
  package static let longestMicroseconds = 1 << 40

  /// All parts.
  package init(
    number: Int, id: String? = nil, line: Int, source: String, output: String = "",
    outcome: Outcome = .asRecorded, problems: [Problem] = [], note: String? = nil, microseconds: Int = 0
  ) {
    self.number = number
    self.id = id
    self.line = line
    self.source = source
    self.output = output
    self.outcome = outcome
    self.problems = problems
    self.note = note
    self.microseconds = min(max(0, microseconds), Self.longestMicroseconds)
  }
}

/// What a replay of transcripts gave, whatever form it is written in.
package struct ReplayReport: Equatable, Sendable {
  /// The transcripts in the order in which they were named.
  package var transcripts: [TranscriptReport]

  /// A report of transcripts.
  package init(transcripts: [TranscriptReport] = []) { self.transcripts = transcripts }

  /// Transcripts that came out as they were, or that were written anew.
  package var goodTranscripts: Int { transcripts.count { $0.outcome == .asRecorded || $0.isUpdated } }

  /// How long the exchanges of all took.
  package var microseconds: Int { transcripts.reduce(0) { $0 + $1.microseconds } }
}

/// What one transcript gave when it was replayed.
package struct TranscriptReport: Equatable, Sendable {
  /// How the whole of it ended.
  package enum Outcome: Equatable, Sendable {
    case asRecorded
    /// At least one cell is not as the transcript expects.
    case differs
    /// A live replay lacked a secret, so the rest tells little.
    case secretMissing
    /// It was not replayed, or not written: the message says why.
    case failed(message: String)
    /// The person stopped it.
    case interrupted
  }

  /// The file as it was named, control characters made visible.
  package var path: String
  /// Whether requests were sent, rather than answered from the recording.
  package var isLive: Bool
  /// The cells that ran, in order.
  package var cells: [CellReport] = []
  /// How it ended.
  package var outcome = Outcome.asRecorded
  /// Whether what came out was written back to the file.
  package var isUpdated = false

  /// The names for which it takes values from outside, in lower case.
  package var parameters: [String] = []
  /// The names of its sets of values.
  package var environments: [String] = []
  /// Whether a person has seen the differences and decided on each.
  package var isReviewed = false
  /// Places that came out differently in two runs; nil when it ran once.
  package var learned: [LearnedPlace]?
  /// Wildcards that were written in their places.
  package var wildcardsWritten = 0

  /// A report without cells yet.
  package init(path: String, isLive: Bool) {
    self.path = path
    self.isLive = isLive
  }

  /// Cells that are not as expected.
  package var differingCells: Int { cells.count { $0.outcome == .differs } }

  /// Cells of these whose problems were taken over.
  package var updatedCells: Int { cells.count { $0.outcome == .differs && $0.isUpdated } }

  /// How long its exchanges took; offline, when they were recorded.
  package var microseconds: Int { cells.reduce(0) { $0 + $1.microseconds } }
}

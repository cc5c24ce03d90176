/// How transcripts are replayed.
package struct ReplayOptions: Sendable {
  /// Over the network instead of from the recording.
  package var isLive = false
  /// Writes what came out back to the files.
  package var updates = false
  /// Lets live transcripts use their secrets.
  package var trusts = false
  /// Asks about each difference whether it is taken over.
  package var asks = false
  /// Runs live transcripts twice, and finds out what differs between the runs.
  package var learns = false
  /// Takes over what was learnt without asking.
  package var agrees = false
  /// Prints each transcript as it came out.
  package var prints = false
  /// The reports that are wanted; none is the text on standard output.
  package var reports: [ReportRequest] = []
  /// Runs no further cell of a transcript, and no further transcript, behind the first that is not as expected.
  package var stopsAtFailure = false
  /// Shows each cell and asks before it runs.
  package var steps = false
  /// The first cell that is compared, by its id or its number; those before it run for what they set.
  package var firstCell: String?
  /// The last cell that runs.
  package var lastCell: String?
  /// The set of values that takes the place of any that a transcript switches to.
  package var environment: String?
  /// Values for what `:param` defines.
  package var parameters = ParameterValues()
  /// Whether another process replays others of the same command, and knows all names together.
  package var isPart = false
  /// Whether the process that asked for this part writes to a terminal with colours.
  package var paintsPart = false
  /// The part of the suite that is replayed; nil is all of it.
  package var shard: ReplayShard?
  /// The transcript that runs before each other, not compared.
  package var prelude: String?

  package init() {}
}

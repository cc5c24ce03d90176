package import Reports

/// Replays transcripts elsewhere, several at once.
package protocol ReplayWorkers {
  /// Replays all of them, and hands each report over in the order of the items, until `take` gives false.
  func replay(_ items: [ReplayItem], take: (TranscriptReport) -> Bool)
}

/// A transcript to replay, and what runs before it.
package struct ReplayItem: Equatable, Sendable {
  /// The file as it was named, or found in a folder that was.
  package var path: String
  /// The transcript that runs before it.
  package var prelude: String?

  /// A transcript, by its file.
  package init(path: String, prelude: String? = nil) {
    self.path = path
    self.prelude = prelude
  }
}

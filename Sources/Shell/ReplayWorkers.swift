package import Reports

/// Replays transcripts elsewhere, several at once.
package protocol ReplayWorkers {
  /// Replays all of them, and hands each report over in the order of the items, until `take` gives false.
  func replay(_ items: [ReplayItem], take: (TranscriptReport) -> Bool)
}

/// A transcript to replay, and what runs before it.
package struct ReplayItem: Equatable, Sendable {
  package var path: String
  package var prelude: String?

  package init(path: String, prelude: String? = nil) {
    self.path = path
    self.prelude = prelude
  }
}

import JSON
import TestSupport
import Testing

/// Cells that ran, were saved, and replayed offline with neither secrets nor settings of the environment.
struct SavedSession {
  let place: Workplace
  let outcome: ProcessRunner.Outcome
  let entries: [JSONValue]

  /// - Parameter secrets: Texts that may stand neither in the files nor in what is said.
  init(_ cells: String, in place: Workplace = Workplace(), hiding secrets: [String] = []) throws {
    self.place = place
    outcome = try place.run(cells + "\n:save session.md\n")
    #expect(outcome.status == 0, "\(outcome.said)")
    entries = Recording("session.har", in: place)?.entries ?? []
    let texts = [
      outcome.stdout, outcome.stderr, place.folder.read("session.md") ?? "",
      place.folder.read("session.har") ?? "",
    ]
    for secret in secrets {
      for text in texts { #expect(!text.contains(secret), "\(text)") }
    }
    var stranger = place
    stranger.environment = [:]
    let replay = try stranger.replay("session.md")
    #expect(replay.status == 0, "\(replay.said)")
  }

  /// The body of the last answer.
  var answer: JSONValue? {
    Recording("session.har", in: place)?.lastAnswer.flatMap { try? JSONValue(parsing: $0.body) }
  }
}

import TestSupport
import Testing

/// Sends a request as a user would, and compares all that came back with what curl gets.
///
/// The session is saved and replays offline without difference; a failing request goes by way of a transcript that expects it.
func expectSameAnswerAsCurl(
  _ route: Route, at baseURL: String, in place: Workplace = Workplace(), before: String = "",
  curl extra: [String] = []
) throws {
  let cells = before + route.definition(baseURL: baseURL)
  let outcome = try place.run(cells + "connectrequest c r\n" + (route.isSuccess ? ":save session.md\n" : ""))
  #expect(outcome.status == (route.isSuccess ? 0 : 5), "\(outcome.said)")
  let word = route.isSuccess ? "OnSuccess" : "OnError"
  #expect(outcome.stdout.contains("\(word) \(route.status)"), "\(outcome.said)")
  if !route.isSuccess {
    place.folder.write(
      "```patchbay\n\(cells)```\n\n```patchbay error\nconnectrequest c r\n```\n\n```output\n```\n",
      to: "session.md")
    let live = try place.patchbay(["replay", "--live", "--trust", "--update", "session.md"])
    #expect(live.status == 0, "\(live.said)")
  }
  let replay = try place.replay("session.md")
  #expect(replay.status == 0, "\(replay.said)")

  let ours = try #require(Recording("session.har", in: place)?.lastAnswer, "\(outcome.said)")
  let wanted = try Curl.answer(to: baseURL + route.path, route.curlArguments + extra)
  #expect(ours.status == wanted.status)
  #expect(ours.headers == wanted.headers)
  #expect(ours.address == wanted.address)
  // curl writes the headers of a HEAD to its output.
  guard route.verb != "HEAD" else { return }
  // Said apart: a large body would fill the log.
  let isSame = ours.body == wanted.body
  #expect(
    isSame,
    "\(ours.body.count) B: \(String(decoding: ours.body.prefix(500), as: UTF8.self))\n--- curl, \(wanted.body.count) B:\n\(String(decoding: wanted.body.prefix(500), as: UTF8.self))"
  )
}

import HTTPExchange
import Shell
import TestSupport
import Testing

/// Two values that go by one name, in a transcript and its replay.
@Suite struct TwoValuesReplayTests {
  private let bench = SessionBench()

  @Test func aSecretSetTwiceAndARefreshedTokenReplay() throws {
    bench.environment["ONE"] = "swordfish"
    bench.environment["TWO"] = "barracuda-2"
    func answer(_ token: String) { bench.transport.answer(200, #"{"access_token":"\#(token)"}"#) }
    answer("first-token")
    answer("second-token-2")
    bench.transport.answer(200, #"{"echo":"swordfish"}"#)
    bench.transport.answer(200, #"{"echo":"barracuda-2"}"#)
    try bench.run(
      """
      connection c { "baseUrl": "http://h.test", "auth": { "url": "/t", "clientId": "a", "clientSecret": "b[[pw]]" },
        "requests": { "r": { "url": "/?q=[[pw]]", "headers": { "Authorization": "none" } } } }
      secret c pw from env ONE
      connectauth c
      old = authBody.access_token
      connectauth c
      old = authBody.access_token
      authBody.access_token.length
      connectrequest c r
      secret c pw from env TWO
      connectrequest c r
      requestBody
      """)
    try bench.run(":save a.md")
    let saved = try #require(bench.files.texts["a.md"])
    for reference in ["access_token›", "access_token@2›", "pw›", "pw@2›"] {
      #expect(saved.contains("‹secret:c/\(reference)"), "\(saved)")
    }
    #expect(bench.replay("a.md") == .done, "\(bench.output)")
  }

  @Test func anotherTranscriptHasWordsOfItsOwn() throws {
    for (name, secret) in [("a", "one"), ("b", "two")] {
      let bench = SessionBench()
      bench.environment["S"] = "swordfish"
      bench.transport.answer(200, #"{"echo":"swordfish"}"#)
      try bench.run(
        "connection \(name) { \"requests\": { \"r\": { \"url\": \"http://h.test/[[\(secret)]]\" } } }\nsecret \(name) \(secret) from env S\nconnectrequest \(name) r\n:save \(name).md"
      )
      for file in ["\(name).md", "\(name).har"] { self.bench.files.texts[file] = bench.files.texts[file] }
    }
    bench.environment["S"] = "swordfish"
    for name in ["a", "b", "a"] {
      let message = try bench.run(":open \(name).md").parts.first?.text
      #expect(message?.contains("another output") == false, "\(message ?? "")")
      bench.session.opened = nil
    }
    try bench.run(":open b.md\n:save! c.md")
    #expect(bench.files.texts["c.md"]?.contains("‹secret:b/two›") == true)
    #expect(bench.replay("c.md") == .done, "\(bench.output)")
  }

  @Test func anAnswerThatWasCutIsMaskedWhole() throws {
    let line = String(repeating: "y", count: 3_992)
    let lines = String(repeating: "x\n", count: 39)
    bench.transport.answer(200, "\(line)Later-Secret-88\n\(lines)Later-Secret-88", headers: [])
    bench.environment["LATER"] = "Later-Secret-88"
    try bench.run(
      "connection c { \"requests\": { \"r\": { \"url\": \"http://h.test\" } } }\nconnectrequest c r\nsecret c later from env LATER\n:save a.md"
    )
    let saved = try #require(bench.files.texts["a.md"])
    #expect(!saved.contains("Later-S"))
    #expect(saved.contains("B more") && saved.contains("more lines; requestBody holds all of it"))
    #expect(bench.replay("a.md") == .done, "\(bench.output)")
  }
}

import HTTPExchange
import JSON
import Shell
import TestSupport
import Testing
import Transcripts
import Vault

/// Whatever the secret and wherever it stands, a saved session replays offline, and no file holds the value.
@Suite struct SecretPlaceReplayTests {
  let bench = SessionBench()

  func record(_ cells: String) throws { try bench.run(cells + "\n:save s.md") }

  var transcript: String { bench.files.texts["s.md"] ?? "" }
  var recording: String { bench.files.texts["s.har"] ?? "" }

  /// Replays offline without any source of secrets.
  func replays() -> Bool {
    bench.environment = ["HOME": "/home/me"]
    return bench.replay("s.md") == .done
  }

  // MARK: Addresses

  @Test(arguments: ["a/b c#d?e%f", "t42", "orders", "ü", "7", "sword-fish", "1234567"])
  func aWholeComponentOfTheAddress(value: String) throws {
    bench.environment["KEY"] = value
    for _ in 0..<4 { bench.transport.answer(200, #"{"n":1}"#) }
    try record(
      """
      connection c { "baseUrl": "https://h.test", "requests": {
        "path": { "url": "/tenants/[[key]]/orders" }, "name": { "url": "/x?[[key]]=1&b=[[key]]" },
        "part": { "url": "/a-[[key]]-b?x=y-[[key]]#[[key]]" },
        "parameter": { "url": "/y#top", "parameters": { "q": "[[key]]", "r": "x [[key]] y" } } } }
      secret c key from env KEY
      connectrequest c path
      connectrequest c name
      connectrequest c part
      connectrequest c parameter
      """)
    #expect(replays(), "\(bench.output)")
    #expect(recording.contains(#""url": "https://h.test/tenants/‹secret:c/key"#))
  }

  @Test(arguments: ["sword-fish", "t42", "acme"]) func aPartOfTheHost(value: String) throws {
    bench.environment["KEY"] = value
    bench.transport.answer(200, #"{"n":1}"#)
    bench.transport.answer(200, #"{"n":1}"#)
    try record(
      """
      connection c { "requests": { "label": { "url": "https://[[key]].h.test/x" }, "port": { "url": "https://u:[[key]]@h.test:8443/" } } }
      secret c key from env KEY
      connectrequest c label
      connectrequest c port
      """)
    #expect(replays(), "\(bench.output)")
    #expect(!(transcript + recording).contains(value))
  }

  @Test func theQueryStringOfARecordingIsCutOutsideOfReferences() {
    func fields(_ url: String) -> [String] { StoredURL(url).queryString.map { "\($0.name)=\($0.value)" } }
    #expect(
      fields("https://h/‹secret:c/a?b#percent›?x=‹secret:c/k#percent›&‹secret:c/n=m#form›=2&y#z=1&w=2") == [
        "x=‹secret:c/k#percent›", "‹secret:c/n=m#form›=2", "y=",
      ])
    #expect(fields("/p?a=b=c&&d") == ["a=b=c", "d="])
    #expect(fields("https://h/p#?a=b").isEmpty)
  }

  // MARK: Without a value

  @Test func aRefusalReplays() throws {
    bench.transport.answer(200, #"{"n":1}"#)
    try bench.run(
      """
      connection c { "baseUrl": "https://h.test", "requests": { "r": { "url": "/x", "headers": { "K": "[[pw]]" } } } }
      secret c pw from env A_LONG_NAME_OF_A_VARIABLE_THAT_FITS_ON_NO_LINE_BESIDE_ITS_CARET
      connectrequest c r
      requestErrorDetails.message
      secret c pw from env PW
      connectrequest c r
      """)
    bench.environment["PW"] = "sword-fish"
    try record("secret c pw from env PW\nconnectrequest c r\nrequestBody.n")
    #expect(transcript.components(of: "patchbay error") == 2)
    #expect(replays(), "\(bench.output)")
  }

  @Test func aCommandThatGaveNothingAtFirstReplays() throws {
    bench.secrets.results = [
      SecretCommandResult(.exited(status: 3)),
      SecretCommandResult(.exited(status: 0), output: SecretBytes("sword-fish".utf8)),
    ]
    bench.transport.answer(200, #"{"n":"sword-fish"}"#)
    try record(
      """
      connection c { "baseUrl": "https://h.test", "requests": { "r": { "url": "/[[pw]]" } } }
      secret c pw from command "op read x"
      connectrequest c r
      connectrequest c r
      requestBody.n
      """)
    #expect(transcript.components(of: "patchbay error") == 1)
    #expect(replays(), "\(bench.output)")
    #expect(bench.secrets.commands.count == 2)
  }

  // MARK: Differences that stay

  @Test func anotherValueIsNotTakenForASecret() throws {
    bench.environment["PW"] = "sword-fish"
    bench.transport.answer(200, #"{"a":"sword-fish","n":1}"#)
    try record(
      """
      connection c { "baseUrl": "https://h.test", "requests": { "r": { "url": "/" } } }
      secret c pw from env PW
      connectrequest c r
      requestBody.a
      """)
    let saved = transcript
    for other in ["\"plain\"", "42", "requestBody.n", "\"{requestBody.a}!\""] {
      bench.files.texts["s.md"] = saved.replacing("\nrequestBody.a\n", with: "\n\(other)\n")
      #expect(!replays(), "\(other)")
    }
  }

  @Test func aRecordingThatClaimsEndlessSecretsIsRead() throws {
    bench.environment["PW"] = "sword-fish"
    bench.transport.answer(200, #"{"a":"sword-fish"}"#)
    try record(
      """
      connection c { "baseUrl": "https://h.test", "requests": { "r": { "url": "/" } } }
      secret c pw from env PW
      connectrequest c r
      """)
    bench.files.texts["s.har"] = recording.replacing(#""c/pw": 10"#, with: #""c/pw": 9000000000000"#)
    #expect(recording.contains("9000000000000"))
    #expect(replays(), "\(bench.output)")
  }

  // MARK: Inside a secret

  @Test func theLengthOfASecretIsTheSameOffline() throws {
    bench.environment["PW"] = "sword/fish"
    bench.transport.answer(200, #"{"access_token":"token-of-19-letters"}"#)
    bench.transport.answer(200, #"{"a":"sword/fish","t":"say sword/fish twice"}"#)
    try record(
      """
      connection c { "baseUrl": "https://h.test", "auth": { "grant": "custom", "url": "/t" }, "requests": { "r": { "url": "/" } } }
      secret c pw from env PW
      connectauth c
      connectrequest c r
      authBody.access_token.length()
      authHeadersList.Authorization.length()
      requestBody.t.length()
      requestBody.a.left(0)
      """)
    #expect(recording.contains(#""c/access_token": 19"#))
    #expect(replays(), "\(bench.output)")
  }

  @Test func whatIsReadInsideASecretIsSaid() throws {
    bench.transport.answer(200, #"{"access_token":"ab.cd.ef.token"}"#)
    try record(
      """
      connection c { "baseUrl": "https://h.test", "auth": { "grant": "custom", "url": "/t" } }
      connectauth c
      first = authBody.access_token.left(2)
      second = first
      second
      "plain"
      """)
    #expect(!replays())
    #expect(
      bench.output.contains(
        "this cell reads what holds the secret c/access_token, which an offline replay does not have"))
    #expect(bench.output.contains("5 cells, 1 of them differs"))
  }

  // MARK: Answers

  @Test func theNoteOnNamesThatStandTwiceIsTheSame() throws {
    let secret = String(repeating: "s3cret-", count: 10)
    bench.environment["PW"] = secret
    bench.transport.answer(200, #"{"\#(secret)":1,"\#(secret)":2}"#)
    try record(
      """
      connection c { "baseUrl": "https://h.test", "requests": { "r": { "url": "/" } } }
      secret c pw from env PW
      connectrequest c r
      """)
    #expect(transcript.contains("stands more than once"))
    #expect(replays(), "\(bench.output)")
  }

  @Test func aBodyThatIsNotTextReplays() throws {
    bench.environment["PW"] = "sword-fish"
    let bytes: [UInt8] = [0xFF, 0xFE] + "a sword-fish b".utf8
    bench.transport.answer(200, bytes: bytes, headers: [])
    try record(
      """
      connection c { "baseUrl": "https://h.test", "requests": { "r": { "url": "/" } } }
      secret c pw from env PW
      connectrequest c r
      requestBody
      """)
    #expect(replays(), "\(bench.output)")
  }
}

extension String {
  fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}

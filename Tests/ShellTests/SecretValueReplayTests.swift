import HTTPExchange
import JSON
import Shell
import TestSupport
import Testing
import Transcripts

/// Values of their own kind: numbers, short ones, words that stand everywhere.
extension SecretPlaceReplayTests {
  @Test(arguments: ["834913", "7834913", "5500123456789012"]) func aNumberStaysValidJSON(pin: String) throws {
    bench.environment["PIN"] = pin
    let body = #"{"pin":\#(pin),"pins":[\#(pin), 7],"more":{"n":-\#(pin)},"text":"\#(pin)"}"#
    bench.transport.answer(200, body)
    try record(
      """
      connection c { "baseUrl": "https://h.test", "requests": { "r": { "url": "/" } } }
      secret c pin from env PIN
      connectrequest c r
      requestBody.pin
      x = \(pin)
      x
      y = { "pin": \(pin) }
      y
      """)
    #expect(!(transcript + recording).contains(pin))
    let entry = try #require(HARReader.read(recording).entries.first)
    guard case .response(let response) = entry.outcome else { return }
    #expect(throws: Never.self) { try JSONValue(parsing: response.content.bytes) }
    #expect(replays(), "\(bench.output)")
  }

  @Test(arguments: ["abc", "password", "42", "tok", "status", "true", "5"])
  func aValueThatIsMaskedAsAWholeOnly(value: String) throws {
    bench.environment["PW"] = value
    for _ in 0..<2 {
      bench.transport.answer(
        200, #"{"a":"\#(value)","b":"x \#(value) y","n":[1,2]}"#,
        headers: [HTTPHeader("Content-Type", "application/json"), HTTPHeader("X-E", value)])
    }
    try record(
      """
      connection c { "baseUrl": "https://h.test", "requests": { "r": { "url": "/[[pw]]", "headers": { "X-K": "[[pw]]" } },
        "p": { "verb": "POST", "url": "/", "body": { "p": "a [[pw]] b" } } } }
      secret c pw from env PW
      connectrequest c r
      "x{requestBody.a}y {requestBody.a}"
      requestHeadersList
      connectrequest c p
      """)
    #expect(replays(), "\(bench.output)\n\(transcript)")
  }

  @Test(arguments: [
    "OnSuccess", "requestBody", "http", "connectrequest", "baseUrl", "requests", "GET", "length", "crm",
    "200", "application/json", "url", "true", "note",
  ])
  func aSecretThatIsAWordOfTheTranscript(value: String) throws {
    bench.environment["PW"] = value
    bench.transport.answer(200, #"{"a":"\#(value)","n":1}"#)
    bench.transport.answer(200, #"{"a":"\#(value)","n":1}"#)
    try record(
      """
      connection crm { "baseUrl": "http://h.test", "requests": { "get": { "verb": "GET", "url": "/x", "headers": { "K": "[[pw]]" } } } }
      secret crm pw from env PW
      connectrequest crm get
      requestBody
      x = requestBody
      x.n.length()
      connectrequest connectName=crm requestName=get
      """)
    #expect(replays(), "\(bench.output)\n\(transcript)")
  }
}

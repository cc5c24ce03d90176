import Encodings
import HTTPExchange
import IntegrationHub
import JSON
import Redaction
import TestSupport
import Testing

/// RFC 8628.
@Suite struct DeviceCodeTests {
  private let bench = HubBench()
  private let consent = ConsentBench()

  private func define(_ answer: String? = nil) throws {
    try bench.define(
      """
      { "baseUrl": "https://api.test", "auth": { "grant": "device_code", "url": "/token", "deviceUrl": "/device",
        "clientId": "tv", "scope": "read" } }
      """)
    bench.hub.consent = consent
    consent.whilePausing = { [bench] milliseconds in
      bench.now += Int64(milliseconds)
      return true
    }
    bench.transport.answer(
      200,
      answer
        ?? #"{"device_code":"device-code-1","user_code":"WDJB-MJHT","verification_uri":"https://x.test/device","expires_in":1800,"interval":5}"#
    )
  }

  private func pending(_ code: String = "authorization_pending") {
    bench.transport.answer(400, #"{"error":"\#(code)"}"#, reason: "Bad Request")
  }

  @Test func aPersonSignsInOnAnotherDevice() throws {
    try define()
    pending()
    pending("slow_down")
    pending()
    bench.transport.answer(200, #"{"access_token":"token-one","refresh_token":"refresh-one"}"#)
    let outcome = bench.hub.connectAuth("crm")
    #expect(outcome.failure?.message == nil)
    #expect(outcome.notes == ["signed in on another device"])
    #expect(
      consent.shown == ["to sign in, open https://x.test/device and enter the code WDJB-MJHT"])
    // Section 3.5: five seconds more after each `slow_down`.
    #expect(consent.pauses == [5000, 5000, 10_000, 10_000])
    #expect(bench.transport.requests[0].url == "https://api.test/device")
    #expect(bench.transport.requests[0].text == "scope=read&client_id=tv")
    #expect(
      bench.last?.text
        == "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=device-code-1&client_id=tv"
    )
    #expect(
      bench.redactor.redact("device-code-1 WDJB-MJHT") == "‹secret:crm/device_code› ‹secret:crm/user_code›")
    bench.transport.answer(200, #"{"access_token":"token-two"}"#)
    #expect(bench.hub.connectAuth("crm").notes == ["the refresh token was used"])
  }

  @Test func theIntervalIsFiveSecondsWhereNoneIsNamed() throws {
    try define(#"{"device_code":"dc-123456","user_code":"u","verification_uri":"https://x.test/d"}"#)
    bench.transport.answer(200, #"{"access_token":"token-one"}"#)
    #expect(bench.hub.connectAuth("crm").failure == nil)
    #expect(consent.pauses == [5000])
  }

  @Test(arguments: ["0", "-5", "999999999"]) func noIntervalIsHotOrEndless(interval: String) throws {
    try define(
      #"{"device_code":"dc-123456","user_code":"u","verification_uri":"https://x.test/d","interval":\#(interval)}"#
    )
    bench.transport.answer(200, #"{"access_token":"token-one"}"#)
    _ = bench.hub.connectAuth("crm")
    #expect((1000...60_000).contains(try #require(consent.pauses.first)))
  }

  @Test(arguments: ["access_denied", "expired_token", "invalid_client"])
  func aRefusalEndsIt(code: String) throws {
    try define()
    pending()
    pending(code)
    let outcome = bench.hub.connectAuth("crm")
    #expect(outcome.failure?.message == "HTTP 400 Bad Request (\(code))")
    #expect(bench.transport.requests.count == 3)
  }

  @Test func aServerThatIsSlowIsAskedLessOften() throws {
    try define()
    bench.transport.fail(.timedOut(milliseconds: 10_000))
    bench.transport.answer(200, #"{"access_token":"token-one"}"#)
    #expect(bench.hub.connectAuth("crm").failure == nil)
    #expect(consent.pauses == [5000, 10_000])
  }

  @Test func theCodesLifeEndsTheWaiting() throws {
    try define(
      #"{"device_code":"dc-123456","user_code":"u","verification_uri":"https://x.test/d","expires_in":11}"#)
    for _ in 0..<3 { pending() }
    let outcome = bench.hub.connectAuth("crm")
    #expect(outcome.branch == .onTimeout)
    #expect(outcome.failure?.message == "Nobody signed in within 11 s")
    #expect(bench.transport.requests.count == 4)
  }

  @Test func anInterruptionEndsTheWaiting() throws {
    try define()
    consent.whilePausing = { _ in false }
    #expect(bench.hub.connectAuth("crm").failure?.kind == .interrupted)
    #expect(bench.transport.requests.count == 1)
  }

  @Test func anAnswerWithoutCodeSaysSo() throws {
    try define(#"{"device_code":"dc-123456"}"#)
    #expect(
      bench.hub.connectAuth("crm").failure?.message
        == "The answer holds no device_code, user_code and verification_uri")
  }

  @Test func offlineNothingIsWaitedFor() throws {
    try define()
    bench.hub.consent = nil
    bench.hub.recorded = { _ in true }
    pending()
    bench.transport.answer(200, #"{"access_token":"token-one"}"#)
    #expect(bench.hub.connectAuth("crm").notes == ["signed in on another device"])
    #expect(consent.shown.isEmpty && consent.pauses.isEmpty)
  }

  @Test func offlineTheWaitingEndsWithTheRecording() throws {
    try define()
    var left = 2
    bench.hub.recorded = { _ in
      left -= 1
      return left >= 0
    }
    for _ in 0..<2 { pending() }
    let outcome = bench.hub.connectAuth("crm")
    #expect(outcome.failure?.message == "Nobody signed in within 1800 s")
    #expect(outcome.branch == .onTimeout)
  }
}

import Transcripts

/// Makes recordings of all kinds, the same ones for the same seed.
struct RecordingMaker: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 33
  }

  mutating func recording() -> HARRecording {
    var recording = HARRecording(creatorVersion: text(), entries: (0..<count(4)).map { _ in entry() })
    if Bool.random(using: &self) { recording.secretLengths = ["crm/key": 1 + count(50)] }
    return recording
  }

  private mutating func entry() -> HAREntry {
    let request = HARRequest(
      method: pick(["GET", "POST", "delete", "X-1"]),
      url: pick(["https://crm.test/", "http://[::1]:80/a", "http://x.test"])
        + pick(["", "?a=1&b", "?é=‹secret:c/k#base64›"])
        + pick(["", "#part", "#"]),
      httpVersion: pick(["HTTP/1.1", "HTTP/2"]), headers: fields(),
      body: Bool.random(using: &self) ? .init(mimeType: text(), bytes: bytes()) : nil)
    var entry = HAREntry(
      request: request,
      outcome: count(4) == 0 ? .failure(HARFailure(step: text(), message: text())) : .response(response()))
    entry.cellIndex = Bool.random(using: &self) ? count(9) : nil
    entry.cellID = Bool.random(using: &self) ? text() : nil
    entry.startedDateTime = pick([nil, "2024-05-06T07:08:09.123Z", "2024-12-31T23:59:59.000+02:00"])
    entry.timings = HARTimings(
      blocked: duration(), dns: duration(), connect: duration(), ssl: duration(), send: duration() ?? 0,
      wait: duration() ?? 0, receive: duration() ?? 0)
    return entry
  }

  private mutating func response() -> HARResponse {
    var content = HARResponse.Content(
      size: count(1 << 40), mimeType: text(), bytes: bytes(), isTruncated: Bool.random(using: &self))
    if Bool.random(using: &self) { content.summary = .init(sha256: text(), shape: text()) }
    content.stopReason = pick([nil, "interrupted"])
    return HARResponse(
      status: pick([100, 200, 204, 302, 404, 599]), statusText: text(), headers: fields(), content: content,
      redirectURL: text(), finalURL: pick([nil, "https://crm.test/b"]),
      redirects: (0..<count(3)).map { _ in .init(status: 302, location: text()) })
  }

  private mutating func fields() -> [HARField] { (0..<count(4)).map { _ in HARField(text(), text()) } }

  private mutating func text() -> String {
    pick(["", "a", "application/json", "é\n\"\\", "\u{0}", "‹secret:crm/key›"])
  }

  private mutating func bytes() -> [UInt8] {
    pick([[], Array("{\"é\":1}\r\n".utf8), [0xFF], [0x00, 0xC3], [0x80, 0x81, 0x82], Array(0...255)])
  }

  private mutating func duration() -> Int? { pick([nil, 0, 1, 999, 1000, 1_234_567, -5]) }

  private mutating func count(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }

  private mutating func pick<Value>(_ values: [Value]) -> Value { values[count(values.count)] }
}

import JSON
import Testing
import Transcripts

@Suite("Recordings in HAR")
struct HARTests {
  private var recording: HARRecording {
    var answered = HAREntry(
      cellIndex: 2, cellID: "login",
      request: HARRequest(
        method: "POST", url: "https://crm.test/a?x=1&y=%20z&flag#part", headers: [HARField("Accept", "*/*")],
        body: .init(mimeType: "application/json", bytes: Array("{\"é\":1}".utf8))),
      outcome: .response(
        HARResponse(
          status: 200, statusText: "OK", headers: [HARField("Content-Type", "application/json")],
          content: .init(
            size: 312, mimeType: "application/json", bytes: Array("{}\r\n".utf8), isTruncated: true),
          finalURL: "https://crm.test/b", redirects: [.init(status: 302, location: "/b")])))
    answered.startedDateTime = "2024-05-06T07:08:09.123Z"
    answered.timings = HARTimings(dns: 1500, connect: 20, send: 1, wait: 1_000_000, receive: 0)
    let failed = HAREntry(
      cellIndex: 3, request: HARRequest(method: "GET", url: "https://down.test/"),
      outcome: .failure(HARFailure(step: "connect", message: "connection refused")))
    let binary = HAREntry(
      request: HARRequest(
        method: "PUT", url: "https://crm.test/f", body: .init(mimeType: "image/png", bytes: [0xFF, 0x00])),
      outcome: .response(
        HARResponse(
          status: 204, statusText: "No Content",
          content: .init(size: 3, mimeType: "x/y", bytes: [0x80, 0x81, 0x82]))))
    var long = HARResponse.Content(size: 1 << 30, mimeType: "text/event-stream", bytes: Array("data: 1".utf8))
    long.summary = .init(sha256: "00ff", shape: "3 events")
    long.stopReason = "interrupted"
    let stopped = HAREntry(
      request: HARRequest(method: "GET", url: "https://crm.test/s"),
      outcome: .response(HARResponse(status: 200, statusText: "OK", content: long)))
    return HARRecording(creatorVersion: "1.0.0", entries: [answered, failed, binary, stopped])
  }

  @Test("comes back as it was written, and the same bytes again")
  func roundTrip() throws {
    let text = HARWriter.write(recording)
    let read = try HARReader.read(text)
    #expect(read == recording)
    #expect(HARWriter.write(read) == text)
  }

  @Test("has every member that HAR 1.2 requires")
  func required() throws {
    let log = try #require(try JSONValue(parsing: HARWriter.write(recording))["log"])
    #expect(log["version"] == "1.2")
    #expect(log["creator"]?["name"] == "Patchbay")
    #expect(log["creator"]?["version"] == "1.0.0")
    for entry in try #require(log["entries"]?.arrayValue) {
      for name in ["startedDateTime", "time", "request", "response", "cache", "timings"] {
        #expect(entry[name] != nil, "\(name)")
      }
      for name in [
        "method", "url", "httpVersion", "cookies", "headers", "queryString", "headersSize", "bodySize",
      ] {
        #expect(entry["request"]?[name] != nil, "request.\(name)")
      }
      for name in [
        "status", "statusText", "httpVersion", "cookies", "headers", "content", "redirectURL", "headersSize",
        "bodySize",
      ] {
        #expect(entry["response"]?[name] != nil, "response.\(name)")
      }
      #expect(entry["response"]?["content"]?["size"]?.intValue != nil)
      #expect(entry["response"]?["content"]?["mimeType"]?.stringValue != nil)
      for name in ["send", "wait", "receive"] {
        #expect(entry["timings"]?[name]?.doubleValue ?? -1 >= 0, "timings.\(name)")
      }
    }
  }

  @Test("details stand where tools look for them")
  func details() throws {
    let entries = try #require(try JSONValue(parsing: HARWriter.write(recording))["log"]?["entries"])
    #expect(entries[0]?["request"]?["url"] == "https://crm.test/a?x=1&y=%20z&flag")
    #expect(entries[0]?["_cell"] == ["index": 2, "id": "login"])
    #expect(
      entries[0]?["request"]?["queryString"] == [
        ["name": "x", "value": "1"], ["name": "y", "value": "%20z"], ["name": "flag", "value": ""],
      ])
    #expect(entries[0]?["time"]?.text() == "1001.521")
    #expect(entries[0]?["timings"]?["dns"]?.text() == "1.5")
    #expect(entries[1]?["startedDateTime"] == "1970-01-01T00:00:00.000Z")
    #expect(entries[1]?["response"]?["status"] == 0)
    #expect(
      entries[1]?["response"]?["_error"] == ["step": "connect", "message": "connection refused"])
    #expect(entries[2]?["request"]?["postData"]?["_encoding"] == "base64")
    #expect(entries[2]?["response"]?["content"]?["encoding"] == "base64")
    #expect(entries[2]?["response"]?["content"]?["text"] == "gIGC")
  }

  @Test("bodies of every length and kind come back", arguments: 0..<9)
  func bodies(count: Int) throws {
    for fill in [UInt8(ascii: "a"), 0x00, 0xFF] {
      let bytes = [UInt8](repeating: fill, count: count)
      let entry = HAREntry(
        request: HARRequest(method: "PUT", url: "u", body: .init(mimeType: "", bytes: bytes)),
        outcome: .response(
          HARResponse(status: 1, statusText: "", content: .init(size: 0, mimeType: "", bytes: bytes))))
      let recording = HARRecording(creatorVersion: "", entries: [entry])
      #expect(try HARReader.read(HARWriter.write(recording)) == recording)
    }
  }

  @Test(
    "refuses a damaged recording with its line",
    arguments: [
      ("{\n\"log\":", 2, "ends inside"), ("{}", 1, "$ needs the member log"), ("[]", 1, "log"),
      ("{\"log\":{\"version\":\"1.2\",\n\"entries\":{}}}", 2, "$.log.entries must be an array"),
      ("{\"log\":{\"version\":\"2.0\",\"entries\":[]}}", 1, "1.2"),
      (
        "{\"log\":{\"version\":\"1.2\",\"entries\":[\n\n{\"response\":{\"status\":\"x\"}}]}}", 3,
        "status must be"
      ),
      (
        "{\"log\":{\"version\":\"1.2\",\"entries\":[{\"response\":{\"status\":1,\"content\":"
          + "{\n\"encoding\":\"base64\",\n\"text\":\"a$\"}}}]}}", 3, "Base64"
      ),
    ])
  func damaged(text: String, line: Int, words: String) {
    let error = #expect(throws: TranscriptError.self) { try HARReader.read(text) }
    #expect(error?.line == line, "\(error?.description ?? "")")
    #expect(error?.message.contains(words) == true, "\(error?.description ?? "")")
  }

  @Test("reads what other tools write")
  func foreign() throws {
    let text = """
      {"log":{"version":"1.2","pages":[],"creator":{"name":"WebInspector","version":"537.36"},"entries":[
      {"startedDateTime":"2024-01-01T00:00:00.000Z","time":12.5,"_priority":"High",
      "request":{"method":"GET","url":"https://x.test/","httpVersion":"http/2.0","headers":[],"queryString":[],
      "cookies":[],"headersSize":-1,"bodySize":0},
      "response":{"status":0,"statusText":"","httpVersion":"","headers":[],"cookies":[],"content":{"size":0,
      "mimeType":"x-unknown"},"redirectURL":"","headersSize":-1,"bodySize":-1,"_error":"net::ERR_FAILED"},
      "cache":{},"timings":{"blocked":-1,"dns":-1,"connect":0.25,"ssl":-1,"send":0,"wait":12.25,"receive":0}}]}}
      """
    let entry = try #require(try HARReader.read(text).entries.first)
    #expect(entry.outcome == .failure(HARFailure(step: "", message: "net::ERR_FAILED")))
    #expect(entry.timings == HARTimings(connect: 250, wait: 12_250))
  }
}

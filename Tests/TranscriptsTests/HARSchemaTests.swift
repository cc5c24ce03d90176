import JSON
import JSONSchema
import TestSupport
import Testing
import Transcripts

@Suite("Recordings by the schema of HAR 1.2")
struct HARSchemaTests {
  private let schema: JSONSchema

  init() throws {
    let text = try #require(ProjectFiles.text("docs/reference/har.schema.json"))
    schema = try JSONSchema(JSONValue(parsing: text))
  }

  private func faults(_ text: String) throws -> [String] {
    try schema.validate(JSONValue(parsing: text)).map(\.description)
  }

  @Test(
    "every recording of the project is valid",
    arguments: ["sessions", "docs"].flatMap { ProjectFiles.paths(below: $0, endingIn: ".har") })
  func stored(path: String) throws {
    #expect(try faults(try #require(ProjectFiles.text(path))) == [])
  }

  @Test("there are recordings to check")
  func count() {
    #expect(ProjectFiles.paths(below: "sessions", endingIn: ".har").count > 20)
  }

  @Test("whatever is recorded is valid", arguments: 0..<200)
  func written(seed: Int) throws {
    var maker = RecordingMaker(seed: UInt64(seed))
    #expect(try faults(HARWriter.write(maker.recording())) == [])
  }

  @Test(
    "departures from the format are found",
    arguments: [
      ("\"version\": \"1.2\"", "\"version\": \"1.1\"", "$.log.version is \"1.1\", not \"1.2\""),
      ("\"cache\": {},", "", "$.log.entries[0] needs the member \"cache\""),
      ("\"time\": 0,", "\"time\": -1,", "$.log.entries[0].time is -1, less than 0"),
      ("\"cache\": {}", "\"cache\": {}, \"extra\": 1", "$.log.entries[0].extra is not allowed"),
      ("\"cache\": {}", "\"cache\": {}, \"_extra\": 1", nil),
      (
        "\"status\": 200", "\"status\": \"200\"",
        "$.log.entries[0].response.status is a string, not an integer"
      ),
      (
        "https://crm.test/a", "https://crm.test/a#b",
        "$.log.entries[0].request.url does not match the pattern ^[A-Za-z][A-Za-z0-9+.-]*:([^#‹›]|‹[^‹›]*›)*$"
      ),
      ("https://crm.test/a", "https://crm.test/‹secret:crm/key#percent›", nil),
      (
        "\"mimeType\": \"text/plain\"",
        "\"mimeType\": \"text/plain\", \"encoding\": \"base64\", \"text\": \"é\"",
        "$.log.entries[0].response.content.text does not match the pattern ^[A-Za-z0-9+/\\s]*={0,2}\\s*$"
      ),
    ])
  func departures(from: String, to: String, line: String?) throws {
    let entry = HAREntry(
      request: HARRequest(method: "GET", url: "https://crm.test/a"),
      outcome: .response(
        HARResponse(status: 200, statusText: "OK", content: .init(size: 0, mimeType: "text/plain", bytes: []))
      ))
    let text = HARWriter.write(HARRecording(creatorVersion: "1", entries: [entry]))
    #expect(text.contains(from))
    #expect(try faults(text.replacing(from, with: to)) == [line].compactMap { $0 })
  }
}

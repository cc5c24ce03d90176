import TestSupport
import TextLayout
import Testing

@testable import Shell

/// Wide characters, marks and emoji stand in their columns in every listing.
@Suite struct ListingAlignmentTests {
  private let bench = SessionBench()

  /// Asserts that these words begin at the same column of the screen.
  private func expectColumn(_ words: [String], in output: String) {
    let places = words.compactMap { word in
      output.split(separator: "\n").first { $0.contains(word) }.map { line in
        displayWidth(of: line[..<(line.firstRange(of: word)?.lowerBound ?? line.endIndex)])
      }
    }
    #expect(places.count == words.count && Set(places).count == 1, "\(places)\n\(output)")
  }

  @Test func connectionsAndRequests() throws {
    bench.environment["KEY"] = "Kanari-4711"
    try bench.run(
      #"""
      connection c { "baseUrl": "https://h.test/日本", "description": "ein-s", "requests": {
        "a": { "url": "/日本語/", "description": "first-one" },
        "b": { "url": "/e\u0301\u0301", "description": "second-one" },
        "c": { "url": "/👩‍👩‍👧", "description": "third-one" },
        "d": { "url": "/[[key]]/Kanari-4711", "description": "fourth\none" } } }
      connection d { "baseUrl": "https://h.test/", "description": "zwei" }
      secret c key from env KEY
      """#)
    let requests = try bench.output(of: ":requests")
    expectColumn(["first-one", "second-one", "third-one", "fourth\\none"], in: requests)
    #expect(requests.split(separator: "\n").count == 5 && !requests.contains("Kanari"))
    expectColumn(["DESCRIPTION", "ein-s", "zwei"], in: try bench.output(of: ":connections"))
  }

  @Test func variables() throws {
    try bench.run("größe = 7\nx = \"日本\"\ny = \"e\u{301}\u{301}-mark\"")
    let listing = try bench.output(of: ":vars")
    expectColumn(["7", "日本", "e\u{301}\u{301}-mark"], in: listing)
  }
}

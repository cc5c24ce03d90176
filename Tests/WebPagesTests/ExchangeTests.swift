import Testing
import Transcripts

@Suite struct ExchangeTests {
  private let session = """
    ```patchbay
    first
    second
    ```

    ```patchbay id=login
    third
    ```

    """

  private func entry(_ url: String, cell: Int? = nil, id: String? = nil, timings: HARTimings = HARTimings())
    -> HAREntry
  {
    HAREntry(
      cellIndex: cell, cellID: id,
      request: HARRequest(method: "GET", url: url, headers: [HARField("Accept", "*/*")]),
      outcome: .response(
        HARResponse(
          status: 200, statusText: "OK",
          content: .init(size: 8, mimeType: "application/json", bytes: Array("{\"a\": 1}".utf8)))),
      timings: timings)
  }

  private func page(_ entries: [HAREntry]) throws -> Page {
    try Page(session, recording: HARRecording(creatorVersion: "1", entries: entries))
  }

  @Test func anExchangeStandsUnderTheCellThatSentIt() throws {
    let html = try page([
      entry("http://a/second", cell: 2), entry("http://a/named", cell: 1, id: "login"),
      entry("http://a/third", cell: 3),
      entry("http://a/nowhere"), entry("http://a/beyond", cell: 9),
    ]).html
    let places = [
      "aria-label=\"Cells 1 and 2\"", "id=\"exchange.1\"", "aria-label=\"Cell 3\"", "id=\"exchange.2\"",
      "id=\"exchange.3\"", "id=\"all.requests\"", "id=\"exchange.4\"", "id=\"exchange.5\"",
    ]
    .map { html.firstRange(of: $0)?.lowerBound }
    #expect(places.allSatisfy { $0 != nil })
    #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
    #expect(html.contains("<a href=\"#cell.2\">2</a>"))
  }

  @Test func aRecordingWithoutTimesShowsNone() throws {
    let page = try page([entry("http://a/", cell: 1)])
    #expect(!page.elements.contains { $0.name == "svg" })
    #expect(!page.text.contains(" ms"))
  }

  @Test func thePhasesOfAnExchangeAreBars() throws {
    let timings = HARTimings(
      blocked: 1_000, dns: 9_000, connect: 40_000, ssl: 30_000, send: 0, wait: 40_000, receive: 10_000)
    let page = try page([
      entry("http://a/", cell: 1, timings: timings),
      entry("http://b/", cell: 3, timings: HARTimings(wait: 100_000)),
    ])
    #expect(
      page.values("aria-label").contains(
        "Timing: blocked 1.0 ms, dns 9.0 ms, connect 10.0 ms, ssl 30.0 ms, send 0.0 ms, wait 40.0 ms, receive 10.0 ms"
      ))
    let bars = page.elements.filter { $0.name == "rect" && !$0.isEnd }.map { bar in
      (
        bar.attributes.first { $0.name == "class" }?.value,
        bar.attributes.filter { ["x", "width"].contains($0.name) }.map(\.value)
      )
    }
    #expect(
      bars.prefix(6).map(\.1) == [
        ["0", "10"], ["10", "90"], ["100", "100"], ["200", "300"], ["500", "400"], ["900", "100"],
      ])
    #expect(bars.prefix(6).map(\.0) == ["t-blocked", "t-dns", "t-connect", "t-ssl", "t-wait", "t-receive"])
    // In the table of all, the second begins where the first ended.
    #expect(bars.last?.1 == ["500", "500"])
    #expect(page.text.contains("200.0 ms in all"))
  }

  @Test func timesWithoutBoundAreCut() throws {
    let page = try page([
      entry(
        "http://a/", cell: 1, timings: HARTimings(dns: .max, connect: 5, ssl: .max, wait: .min, receive: .max)
      )
    ])
    #expect(page.faults == [])
  }

  @Test func aLongListBeginsFolded() throws {
    let list = "[" + (0..<200).map { "{\"n\": \($0)}" }.joined(separator: ", ") + "]"
    let html = try Page(
      "```patchbay\nx\n```\n```output\n{\"list\": \(list), \"short\": {\"a\": [1, 2]}}\n```\n"
    ).html
    #expect(
      html.contains(
        "<details><summary><span class=\"nm\">&quot;list&quot;</span>: [<span class=\"count\">200 elements</span>"
      ))
    #expect(
      html.contains(
        "<details open=\"\"><summary><span class=\"nm\">&quot;short&quot;</span>: {<span class=\"count\">1 member</span>"
      ))
    #expect(html.contains("[<span class=\"nu\">1</span>, <span class=\"nu\">2</span>]"))
  }

  @Test func aBodyOfManyValuesIsText() throws {
    let body = "[" + Array(repeating: "1", count: 200_000).joined(separator: ",") + "]"
    var entry = entry("http://a/", cell: 1)
    entry.request.body = .init(mimeType: "application/json", bytes: Array(body.utf8))
    let page = try page([entry])
    #expect(page.html.utf8.count < 200_000)
    #expect(page.text.contains("300 KB more stand in the recording."))
    entry.request.body = .init(mimeType: "image/png", bytes: [0x89, 0xFF, 0])
    #expect(try self.page([entry]).text.contains("Not text; the recording holds the bytes."))
  }
}

import HTTPExchange
import IntegrationHub
import TestSupport
import Testing

@testable import Shell

/// What a terminal shows of long results and of markup, and that a transcript stores none of it.
@Suite struct ScreenFormTests {
  private let bench = SessionBench()
  private let reader = ScreenReader()

  /// What is on the screen after some cells, with what a transcript stores of the last one.
  private func screen(
    _ columns: Int = 80, rows: Int = 16, body: String, type: String = "application/json", _ cells: String...
  ) throws -> (shown: String, stored: String) {
    bench.screen = TerminalScreen(columns: columns, rows: rows)
    bench.environment["KEY"] = "Kanari-4711"
    bench.isInteractive = true
    bench.transport.answer(200, body, headers: [HTTPHeader("Content-Type", type)])
    let session = bench.newSession()
    let definition =
      #"connection c { "baseUrl": "https://h.test", "requests": { "r": { "url": "/r?k=[[key]]" } } }"#
    reader.entries =
      [definition, "secret c key from env KEY"] + (cells.isEmpty ? ["connectrequest c r"] : cells)
    let shell = InteractiveShell(session: session, reader: reader)
    reader.beforeLast = { [bench] in bench.output = "" }
    #expect(shell.run() == .done)
    let last = try #require(session.cells.last)
    return (String(bench.output.dropLast(2)), session.storedOutput(of: last))
  }

  private static let orders =
    "["
    + (1...60).map { "{\"id\":\($0),\"name\":\"Order \($0)\",\"lines\":[{\"sku\":\"A\",\"n\":1},2,3]}" }
    .joined(separator: ",") + "]"

  @Test(arguments: [40, 80, 200]) func longJSONIsFolded(columns: Int) throws {
    let (shown, stored) = try screen(columns, body: Self.orders)
    let lines = shown.split(separator: "\n")
    #expect(lines.count <= 14 && lines.last == ":body shows all of it", "\(shown)")
    #expect(lines.allSatisfy { $0.count <= columns })
    #expect(lines[1] == "[" && lines.contains { $0.hasPrefix("  … ") && $0.hasSuffix(" more elements") })
    #expect(stored.split(separator: "\n").count == 42 && !stored.contains("…"))
    #expect(stored.hasSuffix("more lines; requestBody holds all of it"))
  }

  @Test func whatFitsIsShownAsItIsStored() throws {
    let (shown, stored) = try screen(body: #"{"a":1}"#)
    #expect(shown == stored)
  }

  @Test func moreIsShownThanIsStoredWhereItFits() throws {
    let (shown, stored) = try screen(
      rows: 100, body: "[" + (1...60).map(String.init).joined(separator: ",") + "]")
    #expect(shown.split(separator: "\n").count == 63 && shown.hasSuffix("  60\n]"))
    #expect(stored.split(separator: "\n").count == 42)
  }

  @Test func aShownValueIsFoldedAndShownWhole() throws {
    let (shown, stored) = try screen(body: Self.orders, "connectrequest c r", "requestBody")
    #expect(shown.hasSuffix("\n:show requestBody shows all of it"))
    #expect(shown.split(separator: "\n").count <= 14 && stored.split(separator: "\n").count > 500)
    let whole = try screen(body: Self.orders, "connectrequest c r", ":show requestBody")
    #expect(whole.shown == whole.stored)
    let off = try screen(body: Self.orders, ":set fold off", "connectrequest c r", "requestBody")
    #expect(off.shown == off.stored)
  }

  @Test func longTextIsCut() throws {
    let text = (1...100).map { "line \($0)" }.joined(separator: "\n")
    let (shown, stored) = try screen(body: text, type: "text/plain")
    #expect(shown.hasSuffix("\nline 11\n… 89 more lines; :body shows all of it"))
    #expect(stored.hasSuffix("line 40\n... 60 more lines; requestBody holds all of it"))
    let wide = try screen(40, rows: 10, body: String(repeating: "x", count: 1000), type: "text/plain")
    #expect(wide.shown.split(separator: "\n")[1].count == 200 && wide.stored.count > 1000)
  }

  @Test func markupIsLaidOut() throws {
    let xml =
      "<?xml version=\"1.0\"?><e:Envelope xmlns:e=\"u\"><e:Body><id>7</id><key>Kanari-4711</key></e:Body></e:Envelope>"
    let (shown, stored) = try screen(body: xml, type: "text/xml; charset=utf-8")
    #expect(
      shown == """
        OnSuccess 200 OK text/xml \(xml.utf8.count) B
        <?xml version="1.0"?>
        <e:Envelope xmlns:e="u">
          <e:Body>
            <id>7</id>
            <key>‹secret:c/key›</key>
          </e:Body>
        </e:Envelope>
        """)
    #expect(stored.split(separator: "\n").count == 2)
    let html =
      "<html><head><title>Gone</title></head><body><p>It <b>went</b> away.</p><p>K&#97;nari-4711</p></body></html>"
    let page = try screen(body: html, type: "text/html")
    #expect(
      page.shown == """
        OnSuccess 200 OK text/html \(html.utf8.count) B
        Gone
        ────

        It went away.

        ‹secret:c/key›
        :body shows it as it came
        """)
    #expect(page.stored.contains("<p>It <b>went</b> away.</p>"))
    let whole = try screen(body: xml, type: "text/xml", "connectrequest c r", ":body")
    #expect(whole.shown == xml.replacing("Kanari-4711", with: "‹secret:c/key›"))
  }

  @Test func theTimeIsShownAndNotStored() throws {
    let session = bench.newSession()
    var response = HTTPResponse(status: 200, reason: "OK", finalURL: "")
    response.timing.total = 84_400
    #expect(session.shownTime(of: response) == "")
    bench.screen = TerminalScreen(columns: 80, rows: 24)
    let other = bench.newSession()
    #expect(other.shownTime(of: response) == "  84 ms")
    response.timing.total = 400
    #expect(other.shownTime(of: response) == "  0.4 ms")
    response.timing.total = 2_300_000
    #expect(other.shownTime(of: response) == "  2.3 s")
    var part = OutputPart(.status(.onSuccess), "OnSuccess 200 OK 2 B")
    part.aside = "  84 ms"
    #expect(
      OutputRenderer(isColored: true).text(part)
        == "\u{1B}[1;32mOnSuccess\u{1B}[0m 200 OK 2 B\u{1B}[2m  84 ms\u{1B}[0m")
    other.emit(part)
    #expect(other.parts.last?.aside == "")
  }
}

/// Gives out entries as if they were typed.
private final class ScreenReader: LineReader {
  var entries: [String] = []
  var beforeLast: () -> Void = {}
  var history: [String] { [] }

  func next(prompt: String) -> InputEvent {
    guard !entries.isEmpty else { return .endOfInput }
    if entries.count == 1 { beforeLast() }
    return .text(entries.removeFirst())
  }
  func remember(_ entry: String) {}
  func maskHistory(with mask: (String) -> String) -> Bool { true }
}

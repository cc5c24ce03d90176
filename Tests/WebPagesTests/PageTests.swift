import Crypto
import Encodings
import TestSupport
import Testing
import Transcripts

@Suite struct PageTests {
  static let sessions: [String] = ProjectFiles.pages(under: ["sessions", "docs"])

  static func page(of file: String) throws -> Page {
    let text = try #require(ProjectFiles.text(file))
    let recording = try ProjectFiles.text(String(file.dropLast(3)) + ".har").map { try HARReader.read($0) }
    return try Page(text, recording: recording, name: file)
  }

  @Test(arguments: sessions)
  func aPageIsSoundAndTheSameEachTime(file: String) throws {
    let page = try Self.page(of: file)
    #expect(page.faults == [])
    #expect(page.elements.count { $0.name == "h1" && !$0.isEnd } >= 1)
    #expect(try page.html == Self.page(of: file).html)
    let places = page.values("id")
    #expect(Set(places).count == places.count, "each place has a name of its own")
    let known = Set(places)
    let lost = page.values("href").filter { $0.hasPrefix("#") && !known.contains(String($0.dropFirst())) }
    #expect(lost == [])
    expectNoCode(page)
  }

  /// The elements that a page may have.
  static let elements: Set = [
    "html", "head", "meta", "title", "style", "body", "nav", "main", "footer", "section", "details",
    "summary", "div", "p",
    "pre", "code", "span", "bdi", "b", "a", "em", "strong", "br", "hr", "ul", "ol", "li", "blockquote",
    "table", "thead",
    "tbody", "tr", "th", "td", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "svg", "rect",
  ]

  private func expectNoCode(_ page: Page, sourceLocation: SourceLocation = #_sourceLocation) {
    let names = Set(page.elements.map(\.name))
    #expect(names.subtracting(Self.elements) == [], sourceLocation: sourceLocation)
    let attributes = Set(page.elements.flatMap { $0.attributes.map(\.name) })
    let harmless: Set = [
      "lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "rel", "dir", "open",
      "tabindex", "role",
      "aria-label", "aria-labelledby", "scope", "start", "viewBox", "preserveAspectRatio", "x", "y", "width",
      "height",
    ]
    #expect(attributes.subtracting(harmless) == [], sourceLocation: sourceLocation)
    for address in page.values("href") {
      let scheme = address.prefix { $0 != ":" && $0 != "/" && $0 != "#" && $0 != "?" }
      if scheme.endIndex < address.endIndex, address[scheme.endIndex] == ":" {
        #expect(["http", "https", "mailto"].contains(scheme.lowercased()), sourceLocation: sourceLocation)
      }
    }
  }

  // MARK: Hostile text

  private static let hostile = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</style><script>alert(1)</script>",
    "' onclick='x",
    "<!-- --><svg onload=alert(1)>", "&lt;script&gt;", "</pre></details></main>",
    "<iframe src=javascript:alert(1)>",
    "[x](javascript:alert(1))", "[x](JaVaScRiPt&colon;alert(1))", "[x](&#106;avascript:alert(1))",
    "[x](<java script:alert(1)>)", "[x](data:text/html,<script>)", "[x](\u{1}javascript:alert(1))",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))", "[x](https://a.b/\" onmouseover=\"alert(1))", "`</code><script>`",
    "\u{202E}txt.exe\u{202C}",
    "\u{0}\u{1B}]0;title\u{7}", "\u{FFFE}\u{FEFF}\u{2028}<b>",
  ]

  @Test(arguments: hostile)
  func whateverASessionHoldsIsText(text: String) throws {
    let word = text.filter { !$0.isWhitespace && $0 != "`" && $0 != "\r\n" }
    let json =
      "{\"\(text.replacing("\"", with: "'").replacing("\u{0}", with: "").replacing("\u{1B}", with: "").replacing("\u{7}", with: ""))\": 1}"
    let session = """
      <!-- patchbay {"formatVersion": 1, "timeZone": "zone", "secrets": {"a<script>/b": "env <script>"}} -->
      # \(text)

      \(text) and *\(text)*

      - \(text)

      > \(text)

      | \(text) | b |
      |---|---|
      | \(text) | \(text) |

      ```\(word)
      \(text)
      ```

      ```patchbay error id=\(word) \(word)
      x = "\(text)"
      ```

      ```output
      OnError \(text)
      error: \(text)
      {"\(word)": "x"}
      \(json)
      ```

      """
    let page = try Page(session, recording: HARRecording(everywhere: text, body: json), name: text + ".md")
    #expect(page.faults == [])
    expectNoCode(page)
    for scalar in page.html.unicodeScalars {
      let isControl =
        scalar.value < 0x20 && scalar != "\n" && scalar != "\t" || (0x7F...0x9F).contains(scalar.value)
      let turns = (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      #expect(!isControl && !turns)
    }
  }

  @Test func aPageLoadsAndRunsNothing() throws {
    let html = try Self.page(of: "sessions/tour.md").html
    let style = try #require(html.firstRange(of: "<style>").map { html[$0.upperBound...] })
    let sheet = style[..<(try #require(style.firstRange(of: "</style>")).lowerBound)]
    let digest = Base64.encode(Array(SHA256.hash(data: Array(sheet.utf8))))
    #expect(
      html.contains(
        "content=\"default-src &#39;none&#39;; style-src &#39;sha256-\(digest)&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;\""
      ))
    for word in ["url(", "@import", "src=", "<link", "<script", "style="] {
      #expect(!html.contains(word), "\(word)")
    }
  }

  @Test func nothingButTheSessionAndItsRecordingIsShown() throws {
    let own: Set<String> = [
      "Contents", "Requests", "Cell", "Cells", "to", "and", "Hidden", "cells", "must", "fail", "changes",
      "from", "run", "Request",
      "Answer", "header", "headers", "Body", "B", "KB", "MB", "member", "members", "element", "elements",
      "Outcome", "Size", "Time",
      "ms", "in", "all", "without", "the", "time", "between", "requests", "File", "Recorded", "with",
      "Patchbay", "Seed", "zone",
      "Locale", "Secret", "md", "redirected", "answered", "by", "The", "recording", "holds", "beginning",
      "only", "of", "it",
      "All", "stream", "was", "stopped", "more", "stand", "Not", "text", "bytes",
    ]
    func words(_ text: String) -> Set<String> {
      Set(text.lowercased().split { !$0.isLetter }.map(String.init))
    }
    for file in Self.sessions where ProjectFiles.text(String(file.dropLast(3)) + ".har") != nil {
      let text = try #require(ProjectFiles.text(file))
      let recording = try #require(ProjectFiles.text(String(file.dropLast(3)) + ".har"))
      let bodies = recording.replacing("\\\"", with: "\"").replacing("\\n", with: " ").replacing(
        "\\t", with: " "
      ).replacing("\\u", with: "u")
      let unknown = try words(Self.page(of: file).text).subtracting(own.map { $0.lowercased() }).subtracting(
        words(text)
      )
      .subtracting(words(recording)).subtracting(words(bodies)).subtracting(words(file))
      #expect(unknown == [], "\(file)")
    }
  }

  // MARK: Colours

  @Test(arguments: [0, 1])
  func textCanBeReadOnItsGround(scheme: Int) throws {
    let html = try Self.page(of: "sessions/tour.md").html
    let roots = html.split(separator: ":root{").dropFirst().map { $0.prefix { $0 != "}" } }
    #expect(roots.count == 2)
    var colors: [String: Double] = [:]
    for pair in roots[scheme].split(separator: ";") {
      let parts = pair.split(separator: ":")
      guard let value = Int(parts[1].dropFirst(), radix: 16) else { continue }
      let channels = [value >> 16, value >> 8 & 255, value & 255].map { channel -> Double in
        let part = Double(channel) / 255
        // The curve of sRGB, near enough.
        return part <= 0.04045 ? part / 12.92 : power((part + 0.055) / 1.055)
      }
      colors[String(parts[0].dropFirst(2))] =
        0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }
    func contrast(_ ink: String, _ ground: String) throws -> Double {
      let (left, right) = (try #require(colors[ink]), try #require(colors[ground]))
      return (max(left, right) + 0.05) / (min(left, right) + 0.05)
    }
    for ink in ["ink", "soft", "link", "good", "bad", "late", "kw", "fn", "nm", "nu", "co", "st", "es"] {
      for ground in ["page", "box"] { #expect(try contrast(ink, ground) >= 4.5, "\(ink) on \(ground)") }
    }
    for (ink, ground) in [
      ("good", "goodbox"), ("bad", "badbox"), ("late", "latebox"), ("secretink", "secret"),
    ] {
      #expect(try contrast(ink, ground) >= 4.5, "\(ink) on \(ground)")
    }
    for bar in HARTimings.phaseNamesForTests { #expect(try contrast(bar, "page") >= 2, "\(bar)") }
  }

  /// The power of 2.4, which is the fifth root of the twelfth power.
  private func power(_ base: Double) -> Double {
    var twelfth = 1.0
    for _ in 0..<12 { twelfth *= base }
    var root = base
    for _ in 0..<60 { root -= (root * root * root * root * root - twelfth) / (5 * root * root * root * root) }
    return root
  }
}

extension HARTimings {
  fileprivate static let phaseNamesForTests = ["blocked", "dns", "connect", "ssl", "send", "wait", "receive"]
}

import Crypto
import Encodings
package import SnippetSyntax
package import Transcripts

/// A session as one HTML page that needs nothing else: no script, no file beside it, no network.
///
/// It shows what the transcript and its recording hold and nothing more; both are redacted when they are written.
package struct SessionPage {
  /// What is known of cells: of their language, and of the cells that a fence holds.
  package struct CellReading {
    /// The pieces of a text of cells, in order; together they are the text.
    package var spans: (String) -> [HighlightSpan]
    /// How many cells a fence holds that are counted.
    package var count: (CellFence) -> Int

    /// Both.
    package init(spans: @escaping (String) -> [HighlightSpan], count: @escaping (CellFence) -> Int) {
      self.spans = spans
      self.count = count
    }
  }

  private let transcript: Transcript
  private let recording: HARRecording?
  /// The name of the file.
  private let name: String
  private let reading: CellReading

  /// A page of a session and the recording beside it.
  package init(_ transcript: Transcript, recording: HARRecording?, name: String, reading: CellReading) {
    self.transcript = transcript
    self.recording = recording
    self.name = name
    self.reading = reading
  }

  /// The text of the page: the same session gives the same bytes.
  package func html() -> String {
    var body = SessionBody(reading, exchanges: recording?.entries ?? [])
    body.render(transcript)
    let headings = body.headings
    let title = headings.first { $0.level == 1 }?.text ?? name

    var html = HTMLBuilder()
    html.literal("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
    html.open("meta", [("http-equiv", "Content-Security-Policy"), ("content", Self.policy)])
    html.literal("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    html.literal(
      "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
    )
    html.element("title") { $0.text(title) }
    html.literal("\n<style>")
    html.literal(PageStyle.sheet)
    html.literal("</style>\n</head>\n<body>\n")
    contents(headings, hasRequests: body.hasRequests, &html)
    html.literal("<main>\n")
    if !headings.contains(where: { $0.level == 1 }) {
      html.element("h1", [("dir", "auto")]) { $0.text(title) }
      html.literal("\n")
    }
    html.append(body.html)
    html.literal("</main>\n")
    footer(&html)
    html.literal("</body>\n</html>\n")
    return html.html
  }

  /// Nothing is loaded or run, and only the page's own style counts.
  private static let policy: String = {
    let digest = SHA256.hash(data: Array(PageStyle.sheet.description.utf8))
    return
      "default-src 'none'; style-src 'sha256-\(Base64.encode(Array(digest)))'; base-uri 'none'; form-action 'none'"
  }()

  private func contents(
    _ headings: [MarkdownRenderer.Heading], hasRequests: Bool, _ html: inout HTMLBuilder
  ) {
    let shown = headings.drop { $0.level == 1 }.filter { $0.level <= 3 }
    guard shown.count + (hasRequests ? 1 : 0) > 1 else { return }
    html.element("nav", [("aria-label", "Contents")]) { html in
      html.element("details", [("open", "")]) { html in
        html.element("summary") { $0.literal("Contents") }
        html.element("ul") { html in
          for heading in shown {
            html.element("li", class: heading.level == 3 ? "deep" : nil) { html in
              html.element("a", [("href", "#" + heading.name), ("dir", "auto")]) { $0.text(heading.text) }
            }
          }
          if hasRequests { html.literal("<li><a href=\"#all.requests\">Requests</a></li>") }
        }
      }
    }
    html.literal("\n")
  }

  private func footer(_ html: inout HTMLBuilder) {
    let metadata = transcript.metadata
    var facts: [(StaticString, String)] = [("File", name)]
    if let version = metadata.productVersion { facts.append(("Recorded with", "Patchbay \(version)")) }
    if let seed = metadata.seed { facts.append(("Seed", String(seed))) }
    if let zone = metadata.timeZone { facts.append(("Time zone", zone)) }
    if let locale = metadata.locale { facts.append(("Locale", locale)) }
    for secret in metadata.secrets { facts.append(("Secret", "\(secret.name), \(secret.source)")) }
    html.element("footer") { html in
      html.element("dl", class: "fields") { html in
        for (name, value) in facts {
          html.element("dt") { $0.literal(name) }
          html.element("dd", [("dir", "auto")]) { $0.text(value) }
        }
      }
    }
    html.literal("\n")
  }
}

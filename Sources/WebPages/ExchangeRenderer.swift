import JSON
import TextLayout
import Transcripts

/// Renders an exchange of the recording: a line that unfolds to headers, bodies and timing.
enum ExchangeRenderer {
  /// Bytes of a body that are shown as text; the recording holds the rest.
  private static let longestBody = 100_000

  static func render(_ entry: HAREntry, number: Int, into html: inout HTMLBuilder) {
    html.element("details", class: "exchange", [("id", "exchange.\(number)")]) { html in
      html.element("summary") { html in
        html.element("span", class: "verb") { $0.data(entry.request.method) }
        html.literal(" ")
        html.element("span", class: "url") { $0.data(entry.request.url) }
        html.literal(" ")
        outcome(entry.outcome, &html)
        if let size = entry.answer?.content.size { html.text(" \(Amount.bytes(size))") }
        if entry.timings.isMeasured { html.text(" \(Amount.time(entry.timings.sum))") }
      }
      Waterfall.render(entry.timings, into: &html)
      html.element("div", class: "sides") { html in
        side("Request", into: &html) { request(entry.request, &$0) }
        side("Answer", into: &html) { answer(entry.outcome, &$0) }
      }
    }
  }

  /// The status or the failure, as a badge.
  static func outcome(_ outcome: HAREntry.Outcome, _ html: inout HTMLBuilder) {
    switch outcome {
    case .response(let response):
      let style: StaticString = (200..<400).contains(response.status) ? "badge good" : "badge bad"
      html.element("span", class: style) { $0.data("\(response.status) \(response.statusText)") }
    case .failure(let failure):
      html.element("span", class: "badge late") { $0.data(failure.step.isEmpty ? "failed" : failure.step) }
    }
  }

  private static func side(
    _ title: StaticString, into html: inout HTMLBuilder, _ content: (inout HTMLBuilder) -> Void
  ) {
    html.element("div", class: "side") { html in
      html.element("p", class: "label") { $0.literal(title) }
      content(&html)
    }
  }

  private static func request(_ request: HARRequest, _ html: inout HTMLBuilder) {
    html.preformatted {
      $0.data("\(request.method) \(request.url) \(request.httpVersion)")
    }
    headers(request.headers, &html)
    if let body = request.body { self.body(body.bytes, size: body.bytes.count, &html) }
  }

  private static func answer(_ outcome: HAREntry.Outcome, _ html: inout HTMLBuilder) {
    guard case .response(let response) = outcome else {
      if case .failure(let failure) = outcome {
        html.element("p", [("dir", "auto")]) { $0.data(failure.message) }
      }
      return
    }
    html.preformatted {
      $0.data("\(response.httpVersion) \(response.status) \(response.statusText)")
    }
    for redirect in response.redirects {
      html.element("p") { $0.data("redirected: \(redirect.status) to \(redirect.location)") }
    }
    if let address = response.finalURL { html.element("p") { $0.data("answered by \(address)") } }
    headers(response.headers, &html)
    body(response.content.bytes, size: response.content.size, &html)
    if response.content.isTruncated {
      html.element("p", class: "cm") { $0.literal("The recording holds the beginning only.") }
    }
    if let summary = response.content.summary, !summary.shape.isEmpty {
      html.element("p", class: "cm") { $0.data("All of it: \(summary.shape)") }
    }
    if let reason = response.content.stopReason {
      html.element("p", class: "cm") { $0.data("The stream was stopped: \(reason)") }
    }
  }

  private static func headers(_ fields: [HARField], _ html: inout HTMLBuilder) {
    guard !fields.isEmpty else { return }
    html.element("details") { html in
      html.element("summary") { $0.text("\(fields.count) header\(fields.count == 1 ? "" : "s")") }
      html.element("dl", class: "fields") { html in
        for field in fields {
          html.element("dt") { $0.data(field.name) }
          html.element("dd", [("dir", "auto")]) { $0.data(field.value) }
        }
      }
    }
  }

  private static func body(_ bytes: [UInt8], size: Int, _ html: inout HTMLBuilder) {
    guard !bytes.isEmpty else { return }
    html.element("details") { html in
      html.element("summary") { $0.text("Body, \(Amount.bytes(size))") }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        html.element("p", class: "cm") { $0.literal("Not text; the recording holds the bytes.") }
        return
      }
      if let document = try? JSONDocument(parsing: text), JSONRenderer.isTree(document.value) {
        JSONRenderer.render(document.value, into: &html)
        return
      }
      var shown = text.utf8.prefix(longestBody)
      while shown.endIndex < text.utf8.endIndex, text.utf8[shown.endIndex] & 0xC0 == 0x80 {
        shown.removeLast()
      }
      html.preformatted { $0.data(String(decoding: Array(shown), as: UTF8.self)) }
      if shown.count < text.utf8.count {
        html.element("p", class: "cm") { html in
          html.text("\(Amount.bytes(text.utf8.count - shown.count)) more stand in the recording.")
        }
      }
    }
  }
}

extension HAREntry {
  /// The answer, if one came.
  var answer: HARResponse? { if case .response(let response) = outcome { response } else { nil } }
}

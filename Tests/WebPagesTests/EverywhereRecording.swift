import Transcripts

extension HARRecording {
  /// An exchange and a failed one that have a text in each of their parts.
  init(everywhere text: String, body: String? = nil) {
    let entry = HAREntry(
      cellIndex: 1,
      request: HARRequest(
        method: text, url: text, httpVersion: text, headers: [HARField(text, text)],
        body: .init(mimeType: text, bytes: Array(text.utf8))),
      outcome: .response(
        HARResponse(
          status: 500, statusText: text, httpVersion: text, headers: [HARField(text, text)],
          content: .init(size: 3, mimeType: text, bytes: Array((body ?? text).utf8)), finalURL: text,
          redirects: [.init(status: 302, location: text)])), timings: HARTimings(wait: 1_000))
    let failed = HAREntry(
      request: HARRequest(method: "GET", url: text), outcome: .failure(HARFailure(step: text, message: text)))
    self.init(creatorVersion: text, entries: [entry, failed])
  }
}

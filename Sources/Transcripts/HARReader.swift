import Encodings
import JSON

/// Reads a recording; members it has no use for are passed over.
package enum HARReader {
  /// Reads the text of a HAR file.
  package static func read(_ text: String) throws(TranscriptError) -> HARRecording {
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(parsing: text)
    } catch {
      throw TranscriptError(message: "the recording is damaged: \(error.message)", line: error.line)
    }
    let log = try DocumentCursor(document, subject: "the recording").member("log")
    let version = try log.member("version").text()
    guard version.hasPrefix("1.") else {
      throw try log.member("version").fault("must be 1.2, not \(version)")
    }
    let creator = log.optional("creator")
    var recording = HARRecording(
      creatorName: try creator?.optional("name")?.text() ?? "",
      creatorVersion: try creator?.optional("version")?.text() ?? "")
    if let lengths = log.optional("_secretLengths") {
      recording.secretLengths = try self.lengths(lengths)
    }
    for cursor in try log.member("entries").elements() {
      recording.entries.append(try entry(cursor))
    }
    return recording
  }

  private static func lengths(_ cursor: DocumentCursor) throws(TranscriptError) -> [String: Int] {
    guard let members = cursor.value.objectValue?.members else { throw cursor.fault("must be an object") }
    var lengths: [String: Int] = [:]
    for member in members {
      guard let length = member.value.intValue, length > 0 else {
        throw cursor.fault("must hold whole numbers")
      }
      lengths[member.name] = length
    }
    return lengths
  }

  private static func entry(_ cursor: DocumentCursor) throws(TranscriptError) -> HAREntry {
    let answer = try cursor.member("response")
    let outcome: HAREntry.Outcome
    if let error = answer.optional("_error") {
      outcome = .failure(try failure(error))
    } else {
      outcome = .response(try response(answer))
    }
    var entry = HAREntry(request: try request(cursor.member("request")), outcome: outcome)
    entry.cellIndex = try cursor.optional("_cell")?.optional("index")?.wholeNumber()
    entry.cellID = try cursor.optional("_cell")?.optional("id")?.text()
    let started = try cursor.optional("startedDateTime")?.text()
    entry.startedDateTime = started == HAREntry.noDateTime ? nil : started
    if let timings = cursor.optional("timings") { entry.timings = try self.timings(timings) }
    return entry
  }

  private static func request(_ cursor: DocumentCursor) throws(TranscriptError) -> HARRequest {
    var request = HARRequest(
      method: try cursor.member("method").text(), url: try cursor.member("url").text(),
      httpVersion: try cursor.optional("httpVersion")?.text() ?? "HTTP/1.1",
      headers: try fields(cursor.optional("headers")))
    if let query = cursor.optional("queryString") { request.queryString = try fields(query) }
    if let data = cursor.optional("postData") {
      request.body = HARRequest.Body(
        mimeType: try data.optional("mimeType")?.text() ?? "",
        bytes: try bodyBytes(data, encoding: "_encoding"))
    }
    return request
  }

  private static func response(_ cursor: DocumentCursor) throws(TranscriptError) -> HARResponse {
    let content = cursor.optional("content")
    let bytes =
      try content.map { value throws(TranscriptError) in
        try bodyBytes(value, encoding: "encoding")
      } ?? []
    var response = HARResponse(
      status: try cursor.member("status").wholeNumber(),
      statusText: try cursor.optional("statusText")?.text() ?? "",
      httpVersion: try cursor.optional("httpVersion")?.text() ?? "HTTP/1.1",
      headers: try fields(cursor.optional("headers")),
      content: HARResponse.Content(
        size: try content?.optional("size")?.wholeNumber() ?? bytes.count,
        mimeType: try content?.optional("mimeType")?.text() ?? "", bytes: bytes,
        isTruncated: content?.optional("_truncated")?.value == .bool(true)),
      redirectURL: try cursor.optional("redirectURL")?.text() ?? "",
      finalURL: try cursor.optional("_finalURL")?.text())
    if let summary = content?.optional("_summary") {
      response.content.summary = .init(
        sha256: try summary.member("sha256").text(), shape: try summary.member("shape").text())
    }
    response.content.stopReason = try content?.optional("_stopped")?.text()
    for redirect in try cursor.optional("_redirects")?.elements() ?? [] {
      response.redirects.append(
        HARResponse.Redirect(
          status: try redirect.member("status").wholeNumber(),
          location: try redirect.member("location").text()))
    }
    return response
  }

  private static func failure(_ cursor: DocumentCursor) throws(TranscriptError) -> HARFailure {
    // Browsers write the error as a text.
    if let text = cursor.value.stringValue { return HARFailure(step: "", message: text) }
    return HARFailure(
      step: try cursor.member("step").text(), message: try cursor.member("message").text())
  }

  private static func timings(_ cursor: DocumentCursor) throws(TranscriptError) -> HARTimings {
    HARTimings(
      blocked: try cursor.optional("blocked")?.microseconds(),
      dns: try cursor.optional("dns")?.microseconds(),
      connect: try cursor.optional("connect")?.microseconds(),
      ssl: try cursor.optional("ssl")?.microseconds(),
      send: try cursor.optional("send")?.microseconds() ?? 0,
      wait: try cursor.optional("wait")?.microseconds() ?? 0,
      receive: try cursor.optional("receive")?.microseconds() ?? 0)
  }

  private static func fields(_ cursor: DocumentCursor?) throws(TranscriptError) -> [HARField] {
    var fields: [HARField] = []
    for field in try cursor?.elements() ?? [] {
      fields.append(HARField(try field.member("name").text(), try field.member("value").text()))
    }
    return fields
  }

  private static func bodyBytes(
    _ cursor: DocumentCursor, encoding: String
  ) throws(TranscriptError) -> [UInt8] {
    guard let text = cursor.optional("text") else { return [] }
    guard let encoding = cursor.optional(encoding) else { return Array(try text.text().utf8) }
    guard try encoding.text() == "base64" else {
      throw encoding.fault("must be base64, or left out for text")
    }
    guard let bytes = Base64.decode(try text.text()) else { throw text.fault("is not valid Base64") }
    return bytes
  }
}

extension DocumentCursor {
  /// Milliseconds as microseconds; nil for -1, which means that the phase did not take place.
  fileprivate func microseconds() throws(TranscriptError) -> Int? {
    guard let number = value.doubleValue, number >= -1, number < 1e12 else {
      throw fault("must be a number of milliseconds")
    }
    return number < 0 ? nil : Int((number * 1000).rounded())
  }
}

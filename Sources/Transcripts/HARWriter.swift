import Encodings
import JSON

/// Writes a recording as HAR 1.2: laid out, in a fixed order, with every member that the format requires.
package enum HARWriter {
  /// The text of a recording, ending with a line end.
  package static func write(_ recording: HARRecording) -> String {
    var log: JSONObject = [
      "version": "1.2",
      "creator": ["name": .string(recording.creatorName), "version": .string(recording.creatorVersion)],
    ]
    if !recording.secretLengths.isEmpty {
      let lengths = recording.secretLengths.sorted { $0.key < $1.key }
      log["_secretLengths"] = .object(
        JSONObject(lengths.map { JSONObject.Member($0.key, JSONValue($0.value)) }))
    }
    log["entries"] = .array(recording.entries.map { .object(entry($0)) })
    return JSONValue.object(["log": .object(log)]).text(.pretty) + "\n"
  }

  private static func entry(_ entry: HAREntry) -> JSONObject {
    var object = JSONObject()
    var cell = JSONObject()
    cell["index"] = entry.cellIndex.map { JSONValue($0) }
    cell["id"] = entry.cellID.map { .string($0) }
    if !cell.isEmpty { object["_cell"] = .object(cell) }
    object["startedDateTime"] = .string(entry.startedDateTime ?? HAREntry.noDateTime)
    object["time"] = milliseconds(entry.timings.total)
    object["request"] = .object(request(entry.request))
    switch entry.outcome {
    case .response(let answer): object["response"] = .object(response(answer))
    case .failure(let reason): object["response"] = .object(failure(reason, entry.request))
    }
    object["cache"] = [:]
    object["timings"] = .object(timings(entry.timings))
    return object
  }

  private static func request(_ request: HARRequest) -> JSONObject {
    var object: JSONObject = [
      "method": .string(request.method), "url": .string(request.url),
      "httpVersion": .string(request.httpVersion), "cookies": [], "headers": fields(request.headers),
      "queryString": fields(request.queryString),
    ]
    if let body = request.body {
      let (text, isBase64) = bodyText(body.bytes)
      var data: JSONObject = ["mimeType": .string(body.mimeType), "text": .string(text)]
      if isBase64 { data["_encoding"] = "base64" }
      object["postData"] = .object(data)
    }
    object["headersSize"] = -1
    object["bodySize"] = JSONValue(request.body?.bytes.count ?? 0)
    return object
  }

  private static func response(_ response: HARResponse) -> JSONObject {
    let body = response.content
    let (text, isBase64) = bodyText(body.bytes)
    var content: JSONObject = ["size": JSONValue(body.size), "mimeType": .string(body.mimeType)]
    if !body.bytes.isEmpty { content["text"] = .string(text) }
    if isBase64 { content["encoding"] = "base64" }
    if body.isTruncated { content["_truncated"] = true }
    content["_summary"] = body.summary.map {
      ["sha256": .string($0.sha256), "shape": .string($0.shape)]
    }
    content["_stopped"] = body.stopReason.map { .string($0) }
    var object: JSONObject = [
      "status": JSONValue(response.status), "statusText": .string(response.statusText),
      "httpVersion": .string(response.httpVersion), "cookies": [], "headers": fields(response.headers),
      "content": .object(content), "redirectURL": .string(response.redirectURL), "headersSize": -1,
      "bodySize": -1,
    ]
    object["_finalURL"] = response.finalURL.map { .string($0) }
    if !response.redirects.isEmpty {
      object["_redirects"] = .array(
        response.redirects.map { ["status": JSONValue($0.status), "location": .string($0.location)] })
    }
    return object
  }

  private static func failure(_ failure: HARFailure, _ request: HARRequest) -> JSONObject {
    [
      "status": 0, "statusText": "", "httpVersion": .string(request.httpVersion), "cookies": [],
      "headers": [], "content": ["size": 0, "mimeType": "x-unknown"], "redirectURL": "",
      "headersSize": -1, "bodySize": -1,
      "_error": ["step": .string(failure.step), "message": .string(failure.message)],
    ]
  }

  private static func timings(_ timings: HARTimings) -> JSONObject {
    var object = JSONObject()
    object["blocked"] = timings.blocked.map(milliseconds)
    object["dns"] = timings.dns.map(milliseconds)
    object["connect"] = timings.connect.map(milliseconds)
    object["ssl"] = timings.ssl.map(milliseconds)
    object["send"] = milliseconds(timings.send)
    object["wait"] = milliseconds(timings.wait)
    object["receive"] = milliseconds(timings.receive)
    return object
  }

  private static func fields(_ fields: [HARField]) -> JSONValue {
    .array(fields.map { ["name": .string($0.name), "value": .string($0.value)] })
  }

  /// Text if the bytes are UTF-8, else Base64.
  private static func bodyText(_ bytes: [UInt8]) -> (text: String, isBase64: Bool) {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.utf8.elementsEqual(bytes) ? (text, false) : (Base64.encode(bytes), true)
  }

  /// Microseconds as exact milliseconds.
  private static func milliseconds(_ microseconds: Int) -> JSONValue {
    let amount = max(0, microseconds)
    let (whole, fraction) = amount.quotientAndRemainder(dividingBy: 1000)
    guard fraction > 0 else { return JSONValue(whole) }
    var digits = String(fraction)
    digits = String(repeating: "0", count: 3 - digits.utf8.count) + digits
    while digits.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
    return .number("\(whole).\(digits)")
  }
}

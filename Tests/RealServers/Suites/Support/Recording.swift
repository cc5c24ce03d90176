import Encodings
import JSON
import TestSupport

/// The exchanges that a session saved beside its transcript.
struct Recording {
  let entries: [JSONValue]

  init?(_ name: String, in place: Workplace) {
    guard let text = place.folder.read(name), let json = try? JSONValue(parsing: text),
      let entries = json["log"]?["entries"]?.arrayValue
    else { return nil }
    self.entries = entries
  }

  /// The last answer, in the form of the oracle.
  var lastAnswer: Curl.Answer? {
    guard let entry = entries.last, let response = entry["response"], let content = response["content"]
    else { return nil }
    let text = content["text"]?.stringValue ?? ""
    let isBase64 = content["encoding"]?.stringValue == "base64"
    return Curl.Answer(
      status: response["status"]?.intValue ?? 0,
      headers: (response["headers"]?.arrayValue ?? []).compactMap { header in
        Curl.header(header["name"]?.stringValue ?? "", header["value"]?.stringValue ?? "")
      }.sorted(),
      body: isBase64 ? Base64.decode(text) ?? [] : Array(text.utf8),
      address: (response["_finalURL"] ?? entry["request"]?["url"])?.stringValue ?? "")
  }
}

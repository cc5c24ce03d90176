import Encodings
import JSON

extension HARRequest {
  /// Whether a recorded request is the one that is asked for; a body made of files is not read to be compared.
  package func isSame(
    as other: HARRequest, comparesBody: Bool = true, by compare: (String, String) -> Bool
  ) -> Bool {
    guard method == other.method, compare(url, other.url) else { return false }
    guard comparesBody else { return true }
    return body?.bytes ?? [] == other.body?.bytes ?? [] || compare(body?.text ?? "", other.body?.text ?? "")
  }

  /// The same request with what has no order in one: parameters, the fields of a form, the members of JSON objects; and
  /// with its server in one of the ways to write it.
  ///
  /// Parameters of one name are a list and keep their order, as the elements of an array do.
  package var inOneOrder: HARRequest {
    var request = self
    request.url = StoredURL(url).inOneForm
    if let body {
      if let form = body.form {
        request.body?.bytes = Array(form.inOneOrder.utf8)
      } else if let value = body.container {
        request.body?.bytes = JSONComparison.canonical(value)
      }
    }
    return request
  }
}

extension HARRequest.Body {
  /// The fields if it is sent as HTML forms are; nil for other bodies.
  var form: StoredParameters? {
    let type = mimeType.prefix { $0 != ";" && $0 != " " }
    guard String(type).isEqual(ignoringCase: "application/x-www-form-urlencoded") else { return nil }
    return StoredParameters(text)
  }

  /// The body as text, whatever it is.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The JSON object or array that it is, whatever its type says; nil for other bodies.
  var container: JSONValue? {
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    guard let first = bytes.first(where: { !blanks.contains($0) }), first == 0x7B || first == 0x5B else {
      return nil
    }
    return try? JSONValue(parsing: bytes)
  }
}

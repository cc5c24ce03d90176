import Encodings
import HTTPExchange

extension Hub {
  /// The body as it goes out; its Content-Type joins the headers unless one is there.
  func encoded(
    _ body: RequestBody?, by builder: RequestBuilder, headers: inout [HTTPHeader]
  ) throws(HubError) -> EncodedBody? {
    let index = headers.firstIndex { $0.name.isEqual(ignoringCase: "content-type") }
    let own = index.map { headers[$0].value }
    let encoded = try builder.body(
      body, contentType: own,
      readFile: { path throws(HubError) in
        guard let path = try usable(path, as: "the request's body") else { return nil }
        return try readFile(path)
      },
      boundary: { "patchbay-" + Hexadecimal.encode(seededBytes(12)) })
    guard let encoded else { return nil }
    if let index, let own {
      // A multipart type says nothing without the boundary.
      if own.lowercased().hasPrefix("multipart/"), !own.lowercased().contains("boundary="),
        let boundary = encoded.type.firstRange(of: "; boundary=")
      {
        headers[index].value += encoded.type[boundary.lowerBound...]
      }
    } else {
      headers.append(HTTPHeader("Content-Type", encoded.type))
    }
    return encoded
  }
}

import Encodings

/// One header field; names compare ignoring case, the case sent is kept.
package struct HTTPHeader: Hashable, Sendable {
  package var name: String
  package var value: String
  /// True for a value that must not follow a redirect to another origin.
  ///
  /// Names that usually carry credentials, such as `Authorization`, need no mark.
  package var isSensitive: Bool

  package init(_ name: String, _ value: String, isSensitive: Bool = false) {
    self.name = name
    self.value = value
    self.isSensitive = isSensitive
  }
}

/// A request as it is to be sent.
package struct HTTPRequest: Sendable {
  package var method: String
  /// An absolute URL, already encoded.
  package var url: String
  package var headers: [HTTPHeader]
  /// nil sends no body; an empty array sends `Content-Length: 0`.
  package var body: [UInt8]?
  /// The whole exchange's limit in milliseconds.
  package var timeoutMilliseconds: Int
  /// How long a stream may last, in milliseconds; `timeoutMilliseconds` counts to its first byte.
  package var streamMilliseconds = usualStreamMilliseconds
  /// How many redirects are followed; the 3xx answer after that is given back as it is.
  package var maximumRedirects: Int
  /// Bytes of decoded body kept; without a receiver the transfer is cut at this size.
  package var maximumBodyBytes: Int
  /// True for a body that must not follow a redirect to another origin; the redirect is given back then.
  package var keepsBodyWithinOrigin = false
  /// How the server is reached.
  package var transport = TransportSettings()
  /// True when the body comes from files that were not read, as in an offline replay.
  package var isBodyUnread = false

  /// How many redirects are followed where nobody says otherwise.
  package static let usualRedirects = 10
  /// How long a stream may last where nobody says otherwise: a server that never ends must not keep a script for ever.
  package static let usualStreamMilliseconds = 600_000

  package init(
    method: String, url: String, headers: [HTTPHeader] = [], body: [UInt8]? = nil,
    timeoutMilliseconds: Int = 10_000, maximumRedirects: Int = usualRedirects,
    maximumBodyBytes: Int = 64 << 20
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.timeoutMilliseconds = timeoutMilliseconds
    self.maximumRedirects = maximumRedirects
    self.maximumBodyBytes = maximumBodyBytes
  }
}

/// An answer, its body decoded from any transfer or content coding.
package struct HTTPResponse: Sendable {
  package var status: Int
  /// The reason phrase; over HTTP/2, or when absent, the standard one.
  package var reason: String
  /// Such as `HTTP/1.1`.
  package var version: String
  package var headers: [HTTPHeader]
  package var body: [UInt8]
  /// True when the body was longer than the request's `maximumBodyBytes`.
  package var isTruncated: Bool
  /// Where the answer came from after redirects.
  package var finalURL: String
  /// The redirects followed, oldest first.
  package var redirects: [HTTPRedirect]
  package var timing: HTTPTiming
  /// The size the body had when it was recorded, or had in all when a receiver took what is not kept here.
  package var recordedBodySize: Int?
  /// Why a stream ended before its server ended it.
  package var streamEnding: StreamEnding?
  /// What is known of a body of which `body` is only the beginning.
  package var summary: BodySummary?
  /// What the request's cookie jar holds after the exchange; empty without one.
  package var cookies: [HTTPCookie] = []

  package init(
    status: Int, reason: String, version: String = "HTTP/1.1", headers: [HTTPHeader] = [],
    body: [UInt8] = [], isTruncated: Bool = false, finalURL: String,
    redirects: [HTTPRedirect] = [], timing: HTTPTiming = HTTPTiming()
  ) {
    self.status = status
    self.reason = reason
    self.version = version
    self.headers = headers
    self.body = body
    self.isTruncated = isTruncated
    self.finalURL = finalURL
    self.redirects = redirects
    self.timing = timing
  }

  /// Bytes of decoded body, as the server sent it.
  ///
  /// A recorded body holds references in place of secrets, so its own count would differ.
  package var bodySize: Int { recordedBodySize ?? body.count }

  /// The first value of a header, its name compared ignoring case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.isEqual(ignoringCase: name) }?.value
  }
}

/// Why a stream ended before its server ended it.
package enum StreamEnding: Hashable, Sendable {
  case interrupted
  /// The request's `streamMilliseconds` were over.
  case timeLimit
}

/// What is known of a body that is too long to be kept whole.
package struct BodySummary: Hashable, Sendable {
  /// The SHA-256 of all of it, redacted, in hexadecimal.
  package var digest: String
  /// Such as `JSON array of 3 objects: id, name`; empty where nothing can be said.
  package var shape: String

  package init(digest: String, shape: String) {
    self.digest = digest
    self.shape = shape
  }
}

/// A cookie of a jar; its value may open a session.
package struct HTTPCookie: Hashable, Sendable {
  package var name: String
  package var value: String

  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// One redirect that was followed.
package struct HTTPRedirect: Hashable, Sendable {
  package var status: Int
  /// The absolute address it pointed to.
  package var location: String

  package init(status: Int, location: String) {
    self.status = status
    self.location = location
  }
}

/// The phases of an exchange in microseconds, each the length of that phase, summed over redirects.
package struct HTTPTiming: Hashable, Sendable {
  package var nameLookup = 0
  package var connect = 0
  package var tlsHandshake = 0
  /// From the connection's readiness to the first byte of the answer.
  package var firstByte = 0
  package var body = 0
  package var total = 0

  package init() {}
}

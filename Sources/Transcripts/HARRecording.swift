/// The exchanges of a session, as they are kept beside its transcript in HAR 1.2.
package struct HARRecording: Equatable, Sendable {
  /// The program that recorded.
  package var creatorName: String
  /// Its version.
  package var creatorVersion: String
  /// The exchanges in the order in which they were sent.
  package var entries: [HAREntry]
  /// How many characters the secrets have that answers gave, by their paths; custom member `_secretLengths`.
  package var secretLengths: [String: Int] = [:]

  /// A recording.
  package init(creatorName: String = "Patchbay", creatorVersion: String, entries: [HAREntry] = []) {
    self.creatorName = creatorName
    self.creatorVersion = creatorVersion
    self.entries = entries
  }
}

/// One exchange: what was sent, and what came back or why nothing did.
package struct HAREntry: Equatable, Sendable {
  /// What a request led to.
  package enum Outcome: Equatable, Sendable {
    case response(HARResponse)
    case failure(HARFailure)
  }

  /// The place of the cell that sent it, counted from 1; kept in the custom member `_cell`.
  package var cellIndex: Int?
  /// The name of that cell, if it has one.
  package var cellID: String?
  /// The moment of sending in ISO 8601 with milliseconds.
  ///
  /// nil is written as `1970-01-01T00:00:00.000Z`, so that the same session gives the same bytes; that is read as nil.
  package var startedDateTime: String?
  /// What was sent.
  package var request: HARRequest
  /// What came of it.
  package var outcome: Outcome
  /// How long each phase took.
  package var timings: HARTimings

  /// All parts.
  package init(
    cellIndex: Int? = nil, cellID: String? = nil, startedDateTime: String? = nil, request: HARRequest,
    outcome: Outcome, timings: HARTimings = HARTimings()
  ) {
    self.cellIndex = cellIndex
    self.cellID = cellID
    self.startedDateTime = startedDateTime
    self.request = request
    self.outcome = outcome
    self.timings = timings
  }

  static let noDateTime = "1970-01-01T00:00:00.000Z"
}

/// A header field or a query parameter.
package struct HARField: Hashable, Sendable {
  /// The name as it was sent.
  package var name: String
  /// The value as it was sent.
  package var value: String

  /// A field.
  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// A request as it was sent, redacted.
package struct HARRequest: Equatable, Sendable {
  /// A body; bytes that are not UTF-8 are written in Base64 with the custom member `_encoding`.
  package struct Body: Equatable, Sendable {
    /// The Content-Type, or nothing.
    package var mimeType: String
    /// The body's bytes.
    package var bytes: [UInt8]

    /// A body.
    package init(mimeType: String, bytes: [UInt8]) {
      self.mimeType = mimeType
      self.bytes = bytes
    }
  }

  /// The verb.
  package var method: String
  /// The whole address.
  package var url: String
  /// Such as `HTTP/1.1`.
  package var httpVersion: String
  /// The header fields in order.
  package var headers: [HARField]
  /// The parameters as they stand in the URL, still encoded.
  package var queryString: [HARField]
  /// The body, if there is one.
  package var body: Body?

  /// Takes the query parameters from the URL if none are given.
  package init(
    method: String, url: String, httpVersion: String = "HTTP/1.1", headers: [HARField] = [],
    queryString: [HARField]? = nil, body: Body? = nil
  ) {
    self.method = method
    self.url = url
    self.httpVersion = httpVersion
    self.headers = headers
    self.queryString = queryString ?? StoredURL(url).queryString
    self.body = body
  }
}

/// An answer as it came, redacted.
package struct HARResponse: Equatable, Sendable {
  /// The decoded body; bytes that are not UTF-8 are written in Base64.
  package struct Content: Equatable, Sendable {
    /// The size before redaction, which the status line shows.
    package var size: Int
    /// The Content-Type, or nothing.
    package var mimeType: String
    /// The body's bytes.
    package var bytes: [UInt8]
    /// True when the body was longer than what was kept; custom member `_truncated`.
    package var isTruncated: Bool

    /// What is known of all of it when `bytes` is only its beginning; custom member `_summary`.
    package var summary: Summary?
    /// Why a stream ended before its server ended it, such as `interrupted`; custom member `_stopped`.
    package var stopReason: String?

    /// A long body that is not kept whole.
    package struct Summary: Equatable, Sendable {
      /// The SHA-256 of all of it, redacted, in hexadecimal.
      package var sha256: String
      /// Such as `JSON array of 3 objects: id, name`, or nothing.
      package var shape: String

      /// Both parts.
      package init(sha256: String, shape: String) {
        self.sha256 = sha256
        self.shape = shape
      }
    }

    /// A body and its size.
    package init(size: Int, mimeType: String, bytes: [UInt8], isTruncated: Bool = false) {
      self.size = size
      self.mimeType = mimeType
      self.bytes = bytes
      self.isTruncated = isTruncated
    }
  }

  /// A redirect that was followed; custom member `_redirects`.
  package struct Redirect: Equatable, Sendable {
    /// The status code.
    package var status: Int
    /// The address it pointed to.
    package var location: String

    /// A redirect.
    package init(status: Int, location: String) {
      self.status = status
      self.location = location
    }
  }

  /// The status code.
  package var status: Int
  /// The status code.
  package var statusText: String
  /// Such as `HTTP/1.1`.
  package var httpVersion: String
  /// The header fields in order.
  package var headers: [HARField]
  /// The body.
  package var content: Content
  /// The value of the answer's own Location header, or nothing.
  package var redirectURL: String
  /// Where the answer came from, if not from the request's URL; custom member `_finalURL`.
  package var finalURL: String?
  /// The redirects followed, oldest first.
  package var redirects: [Redirect]

  /// All parts.
  package init(
    status: Int, statusText: String, httpVersion: String = "HTTP/1.1", headers: [HARField] = [],
    content: Content, redirectURL: String = "", finalURL: String? = nil, redirects: [Redirect] = []
  ) {
    self.status = status
    self.statusText = statusText
    self.httpVersion = httpVersion
    self.headers = headers
    self.content = content
    self.redirectURL = redirectURL
    self.finalURL = finalURL
    self.redirects = redirects
  }
}

/// Why no answer came; written as a response of status 0 with the custom member `_error`, as browsers do.
package struct HARFailure: Equatable, Sendable {
  /// The step that failed, such as `connect` or `timeout`.
  package var step: String
  /// What happened, in words.
  package var message: String

  /// A failure.
  package init(step: String, message: String) {
    self.step = step
    self.message = message
  }
}

/// The phases of an exchange in microseconds, written as milliseconds; nil where a phase did not take place.
package struct HARTimings: Equatable, Sendable {
  /// Waiting for a connection.
  package var blocked: Int?
  /// Looking up the name.
  package var dns: Int?
  /// As HAR wants it, this includes `ssl`.
  package var connect: Int?
  /// The TLS handshake.
  package var ssl: Int?
  /// Sending the request.
  package var send: Int
  /// Waiting for the first byte of the answer.
  package var wait: Int
  /// Receiving the answer.
  package var receive: Int

  /// All parts.
  package init(
    blocked: Int? = nil, dns: Int? = nil, connect: Int? = nil, ssl: Int? = nil, send: Int = 0,
    wait: Int = 0, receive: Int = 0
  ) {
    self.blocked = blocked
    self.dns = dns
    self.connect = connect
    self.ssl = ssl
    self.send = send
    self.wait = wait
    self.receive = receive
  }

  /// All phases together.
  package var total: Int { [blocked, dns, connect, send, wait, receive].reduce(0) { $0 &+ ($1 ?? 0) } }
}

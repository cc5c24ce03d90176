package import SnippetSyntax

/// The only door through which running code reaches the world.
package protocol Host: AnyObject {
  /// Shows one line of TRACE.
  func trace(_ text: String)
  /// Shows a warning that does not stop the cell.
  func warn(_ diagnostic: Diagnostic)
  /// The current time and the zone of the context.
  func now() -> ClockReading
  /// Seconds that the context's zone is ahead of UTC at a moment.
  func zoneOffset(atUnixSeconds seconds: Int64) -> Int
  /// A random whole number from 0 up to, but not including, `limit`.
  func random(below limit: Int) -> Int
  /// Random bytes, for identifiers.
  func randomBytes(_ count: Int) -> [UInt8]
  /// True once the user asked to stop; asked every few thousand steps.
  var isInterrupted: Bool { get }
  /// Sends what a script asked of its REST proxy and waits for the answer.
  func send(_ request: RESTProxyRequest) -> RESTProxyAnswer
}

/// A moment, with the zone in which it is to be read.
package struct ClockReading: Hashable, Sendable {
  package var unixMilliseconds: Int64
  package var zoneOffsetSeconds: Int

  package init(unixMilliseconds: Int64, zoneOffsetSeconds: Int) {
    self.unixMilliseconds = unixMilliseconds
    self.zoneOffsetSeconds = zoneOffsetSeconds
  }
}

/// One call of `MakeRestRequest`.
package struct RESTProxyRequest: Sendable {
  /// One header line, in the order in which the script added it.
  package struct Header: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }

    /// Whether a text may be the name of a header: a token of RFC 9110.
    static func isName(_ text: String) -> Bool {
      !text.isEmpty
        && text.utf8.allSatisfy { byte in
          byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
  }

  package var url: String
  package var method: String
  /// Content-Type and Accept included.
  package var headers: [Header]
  package var body: String
  package var timeoutSeconds: Double

  package init(
    url: String, method: String, headers: [Header], body: String, timeoutSeconds: Double
  ) {
    self.url = url
    self.method = method
    self.headers = headers
    self.body = body
    self.timeoutSeconds = timeoutSeconds
  }
}

/// What came back for a `RESTProxyRequest`.
package struct RESTProxyAnswer: Sendable {
  /// The status code, or -1 when there was no proper answer.
  package var statusCode: Int
  package var statusDescription: String
  package var contentType: String
  package var body: String

  package init(statusCode: Int, statusDescription: String, contentType: String, body: String) {
    self.statusCode = statusCode
    self.statusDescription = statusDescription
    self.contentType = contentType
    self.body = body
  }
}

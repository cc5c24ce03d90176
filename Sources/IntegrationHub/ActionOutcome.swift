package import HTTPExchange

/// The branch by which an action leaves (hub spec, section 7).
package enum Branch: String, Sendable {
  case onSuccess = "OnSuccess"
  case onError = "OnError"
  case onTimeout = "OnTimeout"
}

/// What an action did.
package struct ActionOutcome: Sendable {
  /// Why it left by another branch than OnSuccess.
  package struct Failure: Sendable {
    package enum Kind: Sendable {
      /// Not sent: unknown names, a bad payload, a verb that is not allowed.
      case refused
      case secret
      /// The server answered, but not with success.
      case answer
      case timeout
      /// No answer: name look-up, connect, TLS.
      case unreachable
      case interrupted
    }

    package var kind: Kind
    /// What ERR gets.
    package var message: String
    package var suggestion: String?
    /// Further lines of explanation.
    package var notes: [String] = []
    package var unknown: (name: String, candidates: [String])?

    init(_ kind: Kind, _ message: String, suggestion: String? = nil) {
      self.kind = kind
      self.message = message
      self.suggestion = suggestion
    }

    init(_ error: HubError) {
      let kind: Kind =
        switch error.kind {
        case .definition, .refused: .refused
        case .secret: .secret
        case .interrupted: .interrupted
        }
      self.init(kind, error.message, suggestion: error.suggestion)
      unknown = error.unknown
    }

    /// What ended an exchange without an answer.
    package init(_ error: TransportError) {
      switch error {
      case .timedOut(let milliseconds): self.init(.timeout, "Timed out after \(milliseconds) ms")
      case .interrupted: self.init(.interrupted, "Interrupted")
      case .unreachable(_, let message): self.init(.unreachable, message)
      case .unrecorded(let message, let notes):
        self.init(.unreachable, message)
        self.notes = notes
      }
    }
  }

  package var failure: Failure?
  /// The last answer, if the server gave one.
  package var response: HTTPResponse?
  /// The last request that was sent for it, if any was.
  package var request: HTTPRequest?
  /// What the trace says, in order: tokens obtained, names found ignoring case, limits of the platform.
  package var notes: [String] = []
  /// The headers that connectauth offers to scripts, ready to be sent.
  package var preparedHeaders: [HTTPHeader] = []

  /// One of which nothing is known yet.
  package init() {}

  package var branch: Branch {
    switch failure?.kind {
    case nil: .onSuccess
    case .timeout: .onTimeout
    default: .onError
    }
  }

  /// The branch's failure for an answer outside 2xx.
  mutating func judge(_ response: HTTPResponse) {
    self.response = response
    if !(200...299).contains(response.status) {
      failure = Failure(.answer, Self.message(of: response))
      if Self.lacksCertificate(response) {
        notes.append(
          "the server asks for a client certificate: \"clientCertificate\" of the connection names one")
      }
    }
  }

  /// nginx takes the connection and says in the body that a certificate is missing.
  private static func lacksCertificate(_ response: HTTPResponse) -> Bool {
    response.status == 400
      && String(decoding: response.body.prefix(1000), as: UTF8.self)
        .contains("No required SSL certificate was sent")
  }

  /// The message for an answer outside 2xx, such as `HTTP 401 Unauthorized`.
  package static func message(of response: HTTPResponse) -> String {
    "HTTP \(response.status)" + (response.reason.isEmpty ? "" : " \(response.reason)")
  }
}

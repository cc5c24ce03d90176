package import HTTPExchange
package import JSON

/// A library entry from which connections are made (hub spec, section 2); never edited once saved.
package struct ConnectionTemplate: Equatable, Sendable {
  /// A custom authentication header that connections fill in.
  package struct Header: Equatable, Sendable {
    package var name: String
    package var isRequired: Bool
  }

  package var name: String
  package var description = ""
  package var application = ""
  /// False for `none`: its connections may not define `auth`.
  package var allowsAuthentication = true
  /// The verbs its requests may use, uppercased.
  package var verbs = ["GET", "POST", "PUT", "PATCH", "DELETE"]
  package var headers: [Header] = []
  /// As it was written, for whoever asks to see it.
  package var definition = JSONObject()
  /// A system template comes with the product and cannot be deleted.
  package var isSystem = false

  init(name: String) { self.name = name }
}

/// One request of a connection (hub spec, section 3.3).
package struct RequestDefinition: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// Complete here; the hub can test it.
    case manual
    /// Declared here; the script's payload brings the details.
    case studio
  }

  /// Milliseconds.
  package static let defaultTimeout = 10_000
  package static let longestTimeout = 90_000
  /// A day.
  package static let longestStream = 86_400_000

  package var name: String
  package var kind = Kind.manual
  package var verb = "GET"
  package var url = ""
  package var headers: [NamedValue] = []
  package var parameters: [NamedValue] = []
  package var body: RequestBody?
  /// nil takes the connection's.
  package var timeoutMilliseconds: Int?
  /// How long an answer that is a stream may last; nil takes the connection's.
  package var streamMilliseconds: Int?
  /// nil takes the connection's.
  package var clientCertificate: TransportSettings.ClientCertificate?
  /// nil takes the connection's.
  package var followRedirects: Int?
  package var description = ""
  /// As it was written, for whoever asks to see it.
  package var definition = JSONObject()

  init(name: String) { self.name = name }
}

/// A variable that `[[name]]` stands for.
package struct ConnectionVariable: Equatable, Sendable {
  package var name: String
  package var value: String
}

/// A connection: authentication, variables and requests in any mix (hub spec, section 3).
package struct Connection: Equatable, Sendable {
  package var name: String
  package var template: ConnectionTemplate?
  package var description = ""
  package var baseURL = ""
  package var authentication: Authentication?
  package var variables: [ConnectionVariable] = []
  package var requests: [RequestDefinition] = []
  package var headers: [NamedValue] = []
  package var timeoutMilliseconds: Int?
  /// How long an answer that is a stream may last.
  package var streamMilliseconds: Int?
  package var transport = TransportDefinition()
  /// The certificate for the token endpoint; nil takes that of `transport`.
  package var authenticationCertificate: TransportSettings.ClientCertificate?
  /// As it was written, without `variables` and `requests`, which change.
  package var definition = JSONObject()

  init(name: String) { self.name = name }

  /// Adds a request, or puts it in the place of the one of that name.
  mutating func define(_ request: RequestDefinition) {
    if let index = requests.firstIndex(where: { $0.name.lowercased() == request.name.lowercased() }) {
      requests[index] = request
    } else {
      requests.append(request)
    }
  }

  /// Sets a plain variable.
  mutating func setVariable(_ name: String, _ value: String) {
    if let index = variables.firstIndex(where: { $0.name == name }) {
      variables[index].value = value
    } else {
      variables.append(ConnectionVariable(name: name, value: value))
    }
  }
}

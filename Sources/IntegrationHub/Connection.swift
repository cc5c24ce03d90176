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

/// How a connection obtains its token (hub spec, section 3.1).
package struct Authentication: Equatable, Sendable {
  /// The OAuth 2.0 grants (RFC 6749) that are carried out, and `custom`.
  package enum Grant: String, CaseIterable, Sendable {
    case clientCredentials = "client_credentials"
    case password
    case refreshToken = "refresh_token"
    case custom
  }

  /// How the client proves who it is at the token endpoint.
  package enum ClientAuthentication: String, CaseIterable, Sendable {
    case basic, post
  }

  package enum Encoding: String, CaseIterable, Sendable {
    case form, json
  }

  package var grant = Grant.clientCredentials
  package var url = ""
  package var clientID: String?
  package var clientSecret: String?
  package var username: String?
  package var password: String?
  package var refreshToken: String?
  package var scope: String?
  package var audience: String?
  package var clientAuthentication = ClientAuthentication.basic
  package var headers: [NamedValue] = []
  package var parameters: [NamedValue] = []
  package var body: JSONValue?
  package var encoding = Encoding.form
  package var timeoutMilliseconds = RequestDefinition.defaultTimeout
  /// What a request's Authorization header gets.
  package var inject = "{token_type} {access_token}"

  init() {}
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

  package var name: String
  package var kind = Kind.manual
  package var verb = "GET"
  package var url = ""
  package var headers: [NamedValue] = []
  package var parameters: [NamedValue] = []
  package var body: JSONValue?
  /// nil takes the connection's.
  package var timeoutMilliseconds: Int?
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

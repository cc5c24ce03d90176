import JSON

/// What ends the life of tokens.
extension Hub {
  /// Forgets every token, so that the next request obtains a new one.
  package func forgetTokens() {
    tokens = [:]
    refreshTokens = [:]
    discoveredEndpoints = [:]
    digestAnswers = [:]
  }

  /// Forgets what one connection obtained, when its definition or its values change.
  func forgetTokens(of connection: String) {
    tokens[key(connection)] = nil
    refreshTokens[key(connection)] = nil
    discoveredEndpoints[key(connection)] = nil
    digestAnswers[key(connection)] = nil
  }

  /// Forgets them when a variable changes by which they were obtained.
  func forgetTokens(of connection: Connection, using variable: String) {
    guard let auth = connection.definition["auth"] else { return }
    var names: Set<String> = []
    func note(_ texts: JSONValue) {
      _ = try? VariableExpansion(
        value: { [self] name throws(HubError) in
          names.insert(key(name))
          return ""
        }, knownNames: [], connection: connection.name
      ).expand(texts)
    }
    note(auth)
    // A URL of `auth` without a scheme lies below the baseUrl.
    if let oauth = connection.authentication?.oauth,
      [oauth.url, oauth.discoveryURL, oauth.authorizationURL, oauth.deviceURL].contains(where: { url in
        url.map { !$0.isEmpty && !RequestBuilder.hasScheme($0) } ?? false
      })
    {
      note(.string(connection.baseURL))
    }
    if names.contains(key(variable)) { forgetTokens(of: connection.name) }
  }
}

import Redaction

/// What cells change in a hub, as it was at one moment.
extension Hub {
  /// Definitions, secrets and tokens; its parts are shared with the hub until one of them changes.
  package struct State {
    fileprivate var templates: [ConnectionTemplate]
    fileprivate var connections: [Connection]
    fileprivate var secrets: [SecretReference: Secret]
    fileprivate var tokens: [String: AccessToken]
    fileprivate var refreshTokens: [String: String]
    fileprivate var discoveredEndpoints: [String: DiscoveredEndpoints]
    fileprivate var digestAnswers: [String: DigestAnswer]
    fileprivate var environments: [Environment]
    fileprivate var environmentName: String?
    fileprivate var shadowedSecrets: [SecretReference: Secret?]
  }

  /// The hub as it is now.
  package var state: State {
    State(
      templates: templates, connections: connections, secrets: secrets, tokens: tokens,
      refreshTokens: refreshTokens, discoveredEndpoints: discoveredEndpoints, digestAnswers: digestAnswers,
      environments: environments, environmentName: environmentName, shadowedSecrets: shadowedSecrets)
  }

  /// Goes back to an earlier state; what the redactor learnt since stays known.
  package func goBack(to state: State) {
    let newest = refreshTokens
    templates = state.templates
    connections = state.connections
    secrets = state.secrets
    tokens = state.tokens
    refreshTokens = state.refreshTokens
    discoveredEndpoints = state.discoveredEndpoints
    digestAnswers = state.digestAnswers
    environments = state.environments
    environmentName = state.environmentName
    shadowedSecrets = state.shadowedSecrets
    // A server takes a refresh token only once, and gives the next one for it: the one before is worth nothing.
    for (connection, token) in newest where refreshTokens[connection] != nil {
      refreshTokens[connection] = token
    }
  }
}

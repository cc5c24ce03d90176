import Encodings
package import HTTPExchange
package import JSON
package import Redaction

/// The central place that holds templates, connections and secrets, and carries out their requests.
///
/// It knows every secret value, so it keeps the `Redactor` informed; scripts see results only.
package final class Hub {
  package let redactor: Redactor
  /// Names what is learnt, before the redactor gets it.
  package private(set) lazy var names = SecretNames(redactor) { [unowned self] in secrets[$0] != nil }
  let transport: any HTTPTransport
  let interruption: Interruption
  /// Takes the body of a request's answer as it comes; that of an authentication is taken by nobody.
  package var receiver: (any BodyReceiver)?
  /// The connection whose answer the receiver gets.
  var receivingConnection = ""
  /// Milliseconds since 1970, for the life of tokens.
  let clock: () -> Int64
  /// Overrides the clock's verdict on a token; an offline replay knows from its recording.
  package var tokenIsLive: ((_ connection: String, _ authenticationURLs: [String]) -> Bool)?
  /// Whether a request stands in the recording that is replayed offline; nil while requests are sent.
  package var recorded: ((HTTPRequest) -> Bool)?
  /// Random bytes that nobody can foresee.
  let random: (_ count: Int) -> [UInt8]
  /// The person who agrees to a sign-in; nil where there is none.
  package var consent: (any ConsentAccess)?
  /// Whether a person may be sent to this URL; gives the reason when not.
  package var consentRefusal: ((_ url: String) -> String?)?
  /// Records the browser's way to a sign-in and back, which no transport sees.
  package var recordConsent: ((HTTPRequest, Result<HTTPResponse, TransportError>) -> Void)?
  /// Keeps a secret that an exchange gave where its source is, for the next session.
  package var keepSecret: ((SecretReference, SecretSource, _ value: String) -> Void)?
  /// Whether a request may go to this URL; gives the reason when not.
  package var refusal: ((_ url: String) -> String?)?
  /// True enforces the platform's 32 KB; false only says what would happen there.
  package var enforcesStudioLimits = false
  /// Asks the source of a secret for its value, when it is first needed.
  package var readSecret: (SecretReference, SecretSource) throws(HubError) -> String = {
    reference, _ throws(HubError) in throw .withoutValue(reference, "define it again")
  }
  /// Whether files may be used, for certificates, cookies and bodies.
  package var filePolicy = FilePolicy.read
  /// A path as this machine has it, from one as it was written.
  package var completePath: (String) -> String = { $0 }
  /// Reads a file that a request sends.
  package var readFile: (_ path: String) throws(HubError) -> [UInt8] = { path throws(HubError) in
    throw HubError(.refused, "The file '\(path)' cannot be read here")
  }
  /// Random bytes that a replay gives again.
  package var seededBytes: (_ count: Int) -> [UInt8] = { count in [UInt8](repeating: 0, count: count) }
  /// The proxies that the environment names, which may hold passwords; asked once, before a request uses them.
  package var environmentProxies: () -> [String] = { [] }
  var hasLearnedProxies = false
  /// Says something that no transcript records.
  package var warn: (String) -> Void = { _ in }
  /// The connections of which it was said that nobody checks their certificates.
  var warnedOfInsecure: Set<String> = []
  /// Whether a Studio request gets the live token when it has no Authorization header.
  package var inheritsAuthentication = true

  package internal(set) var templates = [ConnectionTemplate.system]
  package internal(set) var connections: [Connection] = []
  var secrets: [SecretReference: Secret] = [:]
  package internal(set) var environments: [Environment] = []
  var environmentName: String?
  /// What stands behind the secrets of the environment that is on; nil where there was none.
  var shadowedSecrets: [SecretReference: Secret?] = [:]
  var tokens: [String: AccessToken] = [:]
  /// The newest refresh token of a connection, which outlives the access token that came with it.
  var refreshTokens: [String: String] = [:]
  var discoveredEndpoints: [String: DiscoveredEndpoints] = [:]
  var digestAnswers: [String: DigestAnswer] = [:]
  /// Set when `[[auth.NAME]]` was wanted and nothing had been exchanged yet.
  var lacksAnswer = false
  /// Set when `[[auth.NAME]]` was replaced.
  var usesAnswer = false

  /// True while a request is only shown: nothing is sent, minted or kept.
  var isPreviewing = false
  /// Set when a preview holds a stand-in for what is made when it is sent.
  var hasMinted = false
  /// Whether a preview said this when it was recorded; nil while requests are sent.
  package var foretold: ((_ note: String) -> Bool)?

  /// An offline replay has neither secrets nor a person.
  var isReplaying: Bool { recorded != nil }

  /// The platform's limit for an answer, in bytes (hub spec, section 9).
  package static let studioResponseLimit = 32_768

  package init(
    redactor: Redactor, transport: any HTTPTransport, interruption: Interruption,
    clock: @escaping () -> Int64, random: @escaping (_ count: Int) -> [UInt8]
  ) {
    self.redactor = redactor
    self.transport = transport
    self.interruption = interruption
    self.clock = clock
    self.random = random
  }

  /// Forgets all definitions, tokens and secret values; what the redactor knows stays known.
  package func reset() {
    templates = [.system]
    connections = []
    secrets = [:]
    (environments, environmentName, shadowedSecrets) = ([], nil, [:])
    forgetTokens()
  }

  // MARK: Definitions

  /// Defines a connection, or replaces the one of that name and keeps its secrets.
  ///
  /// Gives warnings: credentials that stand in the definition as they are.
  package func defineConnection(
    _ name: String, template templateName: String?, _ json: JSONObject
  ) throws(HubError) -> [String] {
    let name = try Names.checked(name, "connection")
    let member = json["template"]?.stringValue
    let template = try (templateName ?? member).map { wanted throws(HubError) in
      try self.template(named: wanted, member: templateName == nil ? "template" : nil)
    }
    // Learned before anything can fail, so that no error text shows them.
    let literals = LiteralCredentials.find(in: json) + Authentication.literalKey(in: json)
    for literal in literals {
      names.register(literal.value, as: SecretReference(connection: name, name: literal.name))
    }
    if let proxy = json["proxy"]?.stringValue, !proxy.holds("[[") { learnProxy(proxy, of: name) }
    let connection = try DefinitionReader.connection(named: name, template: template, from: json)
    if let index = index(of: name) {
      connections[index] = connection
    } else {
      connections.append(connection)
    }
    forgetTokens(of: name)
    informRedactor(of: connection)
    return literals.map {
      "the value of \"\($0.member)\" stands in the definition; it is masked in every file, and so "
        + "cannot be replayed live; \"[[\($0.name)]]\" and: secret \(name) \($0.name) from env NAME can"
    }
  }

  package func defineRequest(connection name: String, _ requestName: String, _ json: JSONObject)
    throws(HubError) -> [String]
  {
    let index = try existingIndex(of: name)
    let literals = LiteralCredentials.find(in: json)
    for literal in literals {
      names.register(
        literal.value, as: SecretReference(connection: connections[index].name, name: literal.name))
    }
    let request = try DefinitionReader.request(
      named: try Names.checked(requestName, "request"), from: json, template: connections[index].template)
    connections[index].define(request)
    return literals.map {
      "the value of \"\($0.member)\" stands in the definition; it is masked in every file; "
        + "use \"[[\($0.name)]]\" and a secret to replay live"
    }
  }

  /// Whether a variable's name says that it holds a credential.
  package func looksLikeCredential(_ name: String) -> Bool { LiteralCredentials.isCredential(name) }

  /// Sets a plain variable; one that is a secret stays one and is refused.
  package func setVariable(connection name: String, _ variable: String, _ value: String) throws(HubError) {
    let index = try existingIndex(of: name)
    let variable = try Names.checked(variable, "variable")
    let reference = SecretReference(connection: connections[index].name, name: variable)
    guard secrets[reference] == nil else {
      throw HubError(
        .definition, "'\(variable)' is a secret of '\(connections[index].name)'",
        suggestion: "overwrite it with: secret \(name) \(variable)")
    }
    connections[index].setVariable(variable, value)
    forgetTokens(of: connections[index], using: variable)
    informRedactor(of: connections[index])
  }

  /// Defines a secret.
  ///
  /// Says where the value is masked.
  @discardableResult
  package func setSecret(
    connection name: String, _ variable: String, source: SecretSource, value: SecretValue
  ) throws(HubError) -> Redactor.Masking {
    let connection = connections[try existingIndex(of: name)]
    let variable = try Names.checked(variable, "secret")
    let reference = SecretReference(connection: connection.name, name: variable)
    secrets[reference] = Secret(reference: reference, source: source, value: value)
    // What a person defines now stays when the environment goes.
    shadowedSecrets[reference] = nil
    forgetTokens(of: connection, using: variable)
    informRedactor(of: connection)
    return Redactor.masking(of: value.text ?? "")
  }

  /// Every secret's reference and source, sorted by path.
  package var secretSources: [(reference: SecretReference, source: SecretSource)] {
    secrets.values.sorted { $0.reference.path < $1.reference.path }.map { ($0.reference, $0.source) }
  }

  /// Gives every secret a value anew, or takes it away and says what to do.
  package func updateSecrets(_ read: (SecretReference, SecretSource) -> SecretValue) {
    for (reference, secret) in secrets {
      // Whoever reads may look at the secrets meanwhile.
      let value = read(reference, secret.source)
      secrets[reference]?.value = value
    }
    for (reference, secret) in shadowedSecrets {
      guard var secret else { continue }
      secret.value = read(reference, secret.source)
      shadowedSecrets[reference] = secret
    }
    for connection in connections { informRedactor(of: connection) }
  }

  // MARK: Look-up

  func key(_ name: String) -> String { name.lowercased() }

  func index(of name: String) -> Int? {
    connections.firstIndex { key($0.name) == key(name.trimmingBlanks()) }
  }

  func existingIndex(of name: String) throws(HubError) -> Int {
    guard let index = index(of: name) else { throw notFound(name, .definition) }
    return index
  }

  private func notFound(_ name: String, _ kind: HubError.Kind) -> HubError {
    HubError(
      kind == .definition ? .refused : kind, "Connection '\(name)' was not found",
      suggestion: connections.isEmpty ? "define it with: connection \(name) {...}" : nil,
      unknown: (name, connections.map(\.name)))
  }

  func connection(named name: String, notes: inout [String]) throws(HubError) -> Connection {
    guard !name.trimmingBlanks().isEmpty else { throw HubError(.refused, "connectName is empty") }
    guard let index = index(of: name) else { throw notFound(name, .refused) }
    if connections[index].name != name.trimmingBlanks() {
      notes.append("Connection '\(connections[index].name)' is used for '\(name)'")
    }
    return withEnvironment(connections[index])
  }

  func request(named name: String, in connection: Connection, notes: inout [String]) throws(HubError)
    -> RequestDefinition
  {
    guard !name.trimmingBlanks().isEmpty else { throw HubError(.refused, "requestName is empty") }
    let trimmed = name.trimmingBlanks()
    guard let request = connection.requests.first(where: { key($0.name) == key(trimmed) }) else {
      throw HubError(
        .refused, "Request '\(trimmed)' was not found in connection '\(connection.name)'",
        suggestion: connection.requests.isEmpty
          ? "define it with: request \(connection.name) \(trimmed) {...}" : nil,
        unknown: (trimmed, connection.requests.map(\.name)))
    }
    if request.name != trimmed { notes.append("Request '\(request.name)' is used for '\(trimmed)'") }
    return request
  }

  /// The secret of that name, exactly or else ignoring case.
  func secret(_ name: String, of connection: Connection) -> Secret? {
    if let exact = secrets[SecretReference(connection: connection.name, name: name)] { return exact }
    return secrets.values.first {
      key($0.reference.connection) == key(connection.name) && key($0.reference.name) == key(name)
    }
  }

  /// Who gives the value of a name.
  enum VariableOrigin {
    /// The `secrets` of a payload.
    case call(NamedValue)
    case secret(Secret)
    case variable(ConnectionVariable)
  }

  /// Where `[[name]]` has its value from; nil when only an authentication's answer may have one.
  func origin(of name: String, in connection: Connection, _ shadows: [NamedValue]) -> VariableOrigin? {
    if let shadow = shadows.first(where: { $0.name == name }) { return .call(shadow) }
    if let secret = secret(name, of: connection) { return .secret(secret) }
    let variable =
      connection.variables.first { $0.name == name }
      ?? connection.variables.first { key($0.name) == key(name) }
    if let variable { return .variable(variable) }
    return shadows.first { key($0.name) == key(name) }.map { .call($0) }
  }

  /// How `[[name]]` is replaced for a connection; `shadows` are per-call values.
  ///
  /// Without `asksSources` a secret that was not read yet has no value.
  func expansion(
    for connection: Connection, shadows: [NamedValue] = [], asksSources: Bool = true,
    used: @escaping (String) -> Void = { _ in }
  ) -> VariableExpansion {
    let names =
      shadows.map(\.name) + connection.variables.map(\.name)
      + secrets.keys.filter { key($0.connection) == key(connection.name) }.map(\.name).sorted()
    return VariableExpansion(
      value: { [self] name throws(HubError) in
        used(name)
        switch origin(of: name, in: connection, shadows) {
        case .call(let value): return value.value
        case .secret(let secret): return try value(of: secret, in: connection, asksSource: asksSources)
        case .variable(let variable): return variable.value
        case nil: return try answerMember(name, of: connection)
        }
      }, knownNames: names, connection: connection.name)
  }

  /// Teaches the redactor every value of a connection, alone and beside its client and user names.
  func informRedactor(of connection: Connection) {
    let expansion = expansion(for: connection, asksSources: false)
    let identifiers = (connection.authentication?.identifiers ?? []).compactMap { text in
      try? expansion.expand(text, in: .plain)
    }
    for secret in secrets.values where key(secret.reference.connection) == key(connection.name) {
      guard let value = secret.value.text else { continue }
      names.register(value, as: secret.reference)
      for identifier in identifiers {
        names.register(value, as: secret.reference, identifier: identifier)
      }
    }
    for credential in connection.authentication?.credentials ?? [] where !credential.value.holds("[[") {
      for identifier in identifiers {
        names.register(
          credential.value, as: SecretReference(connection: connection.name, name: credential.name),
          identifier: identifier)
      }
    }
  }
}

import JSON

/// Reads templates, connections and requests from their JSON definitions.
///
/// An unknown member is an error that names the nearest known one, so a typing mistake never turns
/// into a setting that silently does nothing.
package enum DefinitionReader {
  /// The members of a template's definition.
  package static let templateMembers = ["description", "application", "method", "auth", "verbs", "headers"]
  /// The members of a connection's definition.
  package static let connectionMembers =
    [
      "template", "description", "baseUrl", "auth", "variables", "requests", "headers", "timeoutMs",
      "streamMs",
    ] + transportMembers
  /// The members of a request's definition.
  package static let requestMembers =
    ["kind", "verb", "url", "headers", "parameters"] + bodyMembers
    + ["timeoutMs", "streamMs", "description"] + requestTransportMembers

  static func template(named name: String, from json: JSONObject) throws(HubError) -> ConnectionTemplate {
    let members = Members(json, of: "a template")
    try members.check(templateMembers)
    var template = ConnectionTemplate(name: name)
    template.definition = json
    template.description = try members.text("description") ?? ""
    template.application = try members.text("application") ?? ""
    if let method = try members.text("method"), method.uppercased() != "REST" {
      throw HubError(.definition, "method '\(method)' is not known; REST is the only one", member: "method")
    }
    if let kind = try members.text("auth") {
      guard ["oauth2", "none"].contains(kind) else {
        throw HubError(
          .definition, "auth of a template is \"oauth2\" or \"none\", not '\(kind)'", member: "auth")
      }
      template.allowsAuthentication = kind == "oauth2"
    }
    if let verbs = json["verbs"] {
      guard let list = verbs.arrayValue else { throw members.wrong("verbs", "a list of verbs") }
      template.verbs = try list.map { verb throws(HubError) in
        guard let text = verb.stringValue else { throw members.wrong("verbs", "a list of verbs") }
        return try self.verb(text, member: "verbs")
      }
    }
    if let headers = json["headers"] {
      guard let list = headers.arrayValue else {
        throw members.wrong("headers", "a list such as [{\"name\": \"X-Key\", \"required\": true}]")
      }
      for entry in list {
        guard let header = entry.objectValue else {
          throw members.wrong("headers", "a list such as [{\"name\": \"X-Key\", \"required\": true}]")
        }
        let inner = Members(header, of: "a template's header")
        try inner.check(["name", "required"])
        template.headers.append(
          .init(name: try inner.required("name"), isRequired: try inner.flag("required") ?? false))
      }
      if !template.headers.isEmpty, !template.allowsAuthentication {
        throw HubError(
          .definition, "headers of a template belong to its authentication, and auth is \"none\"",
          member: "headers")
      }
    }
    return template
  }

  static func connection(
    named name: String, template: ConnectionTemplate?, from json: JSONObject
  ) throws(HubError) -> Connection {
    let members = Members(json, of: "a connection")
    try members.check(connectionMembers)
    var connection = Connection(name: name)
    connection.definition.members = json.members.filter { !["variables", "requests"].contains($0.name) }
    connection.template = template
    connection.description = try members.text("description") ?? ""
    connection.baseURL = try members.text("baseUrl") ?? ""
    connection.headers = try members.pairs("headers")
    connection.timeoutMilliseconds = try members.timeout()
    connection.streamMilliseconds = try members.timeout("streamMs", upTo: RequestDefinition.longestStream)
    connection.transport = try transport(members, json)
    if let auth = json["auth"] {
      guard let object = auth.objectValue else { throw members.wrong("auth", "an object") }
      if let template, !template.allowsAuthentication {
        throw HubError(
          .definition, "template '\(template.name)' allows no authentication", member: "auth")
      }
      connection.authentication = try HubError.within("auth") { () throws(HubError) in
        try authentication(from: object, template: template)
      }
      connection.authenticationCertificate = try HubError.within("auth") { () throws(HubError) in
        try clientCertificate(Members(object, of: "auth"), object["clientCertificate"])
      }
    } else if let header = template?.headers.first(where: \.isRequired) {
      throw HubError(.definition, "Required header '\(header.name)' has no value")
    }
    if let variables = json["variables"] {
      guard let object = variables.objectValue else { throw members.wrong("variables", "an object") }
      for member in object.members {
        guard let text = member.value.scalarText else {
          throw HubError(
            .definition, "variable '\(member.name)' must be a text or a number", member: member.name)
        }
        connection.setVariable(member.name, text)
      }
    }
    if let requests = json["requests"] {
      guard let object = requests.objectValue else {
        throw members.wrong("requests", "an object with a request under each name")
      }
      for member in object.members {
        guard let definition = member.value.objectValue else {
          throw members.wrong(member.name, "an object such as {\"verb\": \"GET\", \"url\": \"/path\"}")
        }
        connection.define(
          try HubError.within("requests", member.name) { () throws(HubError) in
            try request(
              named: try Names.checked(member.name, "request"), from: definition, template: template)
          })
      }
    }
    return connection
  }

  static func request(
    named name: String, from json: JSONObject, template: ConnectionTemplate?
  ) throws(HubError) -> RequestDefinition {
    let members = Members(json, of: "a request")
    try members.check(requestMembers)
    var request = RequestDefinition(name: name)
    request.definition = json
    request.kind = try members.choice("kind", RequestDefinition.Kind.self) ?? .manual
    request.description = try members.text("description") ?? ""
    request.timeoutMilliseconds = try members.timeout()
    request.streamMilliseconds = try members.timeout("streamMs", upTo: RequestDefinition.longestStream)
    request.clientCertificate = try clientCertificate(members, json["clientCertificate"])
    request.followRedirects = try followRedirects(members, json["followRedirects"])
    if request.kind == .studio {
      // A Studio request's details come from the script; a url here would never be used.
      for member in ["verb", "url", "headers", "parameters"] + bodyMembers where json[member] != nil {
        throw HubError(
          .definition, "a studio request takes '\(member)' from the script's payload, not from here",
          suggestion: "leave it out, or leave out \"kind\": \"studio\"", member: member)
      }
      return request
    }
    request.verb = try verb(try members.text("verb") ?? "GET", member: "verb")
    if let template, !template.verbs.contains(request.verb) {
      throw HubError(
        .definition, "Verb '\(request.verb)' is not allowed by template '\(template.name)'", member: "verb")
    }
    guard let url = try members.text("url") else {
      throw HubError(
        .definition, "request '\(name)' has no \"url\"",
        suggestion: "add \"url\": \"/path\", or \"kind\": \"studio\"")
    }
    request.url = url
    request.headers = try members.pairs("headers")
    request.parameters = try members.pairs("parameters")
    request.body = try body(from: json, "a request")
    return request
  }

  static func verb(_ text: String, member: String) throws(HubError) -> String {
    let verb = text.uppercased()
    let known = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]
    guard known.contains(verb) else {
      throw HubError(
        .definition, "'\(text)' is no verb; known are \(known.joined(separator: " "))", member: member)
    }
    return verb
  }
}

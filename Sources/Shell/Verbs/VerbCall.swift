package import JSON
package import SnippetSyntax

/// A verb with its arguments, cut and checked but not yet substituted.
package struct VerbCall: Sendable {
  /// An argument whose `{...}` are evaluated when the verb runs.
  package struct Text: Sendable {
    package var template: TextTemplate
    package var span: SourceSpan
    /// As written, without quotes' meaning.
    package var written: String
  }

  /// A definition in JSON; `{}` is literal in it.
  package struct Definition: Sendable {
    package var object: JSONObject
    package var span: SourceSpan
  }

  /// What requestPayload is given as.
  package enum Payload: Sendable {
    case text(Text)
    case json(JSONLiteral)
  }

  /// How `secret` finds its value.
  package enum SourceOfSecret: Sendable {
    case typed
    case environment(String)
    /// Literal, whatever stands in it.
    case command(String)
    case file(Text)
    case vault(Text?)
  }

  package enum Action: Sendable {
    case template(name: Text, Definition)
    case connection(name: Text, template: Text?, Definition)
    case copyConnection(from: Text, name: Text)
    case request(connection: Text, name: Text, Definition)
    case variable(connection: Text, name: Text, value: Text)
    case secret(connection: Text, name: Text, SourceOfSecret)
    case connectAuth(connection: Text, outputs: [OutputVariable])
    case connectRequest(connection: Text, request: Text, payload: Payload?, outputs: [OutputVariable])
    case test(connection: Text, request: Text)
    case restAPI(RESTCall)
    case script(Script, warnings: [Diagnostic])
    /// `NAME` or `FILE.script`, and the values of BEGIN's parameters.
    case start(script: Text, arguments: [Text])
    case include(file: Text, values: Definition?)
  }

  /// A request that belongs to no connection.
  package struct RESTCall: Sendable {
    package var verb: Text
    package var url: Text
    package var headers: Payload?
    package var parameters: Payload?
    package var body: Payload?
    package var timeoutSeconds: Text?
    package var outputs: [OutputVariable]
  }

  /// The variable that one output of an action goes to.
  package struct OutputVariable: Sendable {
    /// The product's property name.
    package var property: String
    package var name: Text
  }

  package var verb: Verb
  package var action: Action
  /// The verb's own word.
  package var span: SourceSpan
}

extension Verb {
  /// The form shown when arguments are missing or too many.
  package var usage: String {
    switch self {
    case .template: "template NAME {...}"
    case .connection: "connection NAME [from TEMPLATE] {...}"
    case .variable: "variable CONNECTION NAME VALUE"
    case .secret: "secret CONNECTION NAME [from SOURCE]"
    case .request: "request CONNECTION NAME {...}"
    case .connectauth: "connectauth CONNECTION"
    case .connectrequest: "connectrequest CONNECTION REQUEST [PAYLOAD]"
    case .test: "test CONNECTION REQUEST"
    case .restapi: "restapi VERB URL [headers={...}] [body=...]"
    case .script: "script NAME { ... }"
    case .start: "start SCRIPT [VALUE ...]"
    case .include: "include FILE [{...}]"
    }
  }

  /// What it does, for help.
  package var summary: String {
    switch self {
    case .template: "define a template"
    case .connection: "define a connection, or copy one"
    case .variable: "set a variable; [[NAME]] uses it"
    case .secret: "set a secret, typed without echo"
    case .request: "add a request to a connection"
    case .connectauth: "log in; fills authBody ..."
    case .connectrequest: "send it; fills requestBody ..."
    case .test: "run it as the hub's Test does"
    case .restapi: "send a request of no connection"
    case .script: "define a script of actions and branches"
    case .start: "run a script, action by action"
    case .include: "run another transcript's cells"
    }
  }

  /// The property names it takes as `name=value`, as the product spells them.
  package var properties: [String] {
    switch self {
    case .connectauth: Self.authenticationProperties
    case .connectrequest: Self.requestProperties
    case .test: Self.testProperties
    case .restapi: Self.restProperties
    case .template, .connection, .variable, .secret, .request, .script, .start, .include: []
    }
  }

  /// The output properties and the variables they fill unless told otherwise.
  package var outputs: [(property: String, variable: String)] {
    switch self {
    case .connectauth: Self.authenticationOutputs
    case .connectrequest, .test: Self.requestOutputs
    case .restapi: Self.restOutputs
    default: []
    }
  }

  // Made once, since every cell asks.
  private static let testProperties = ["connectName", "requestName"]
  private static let authenticationProperties = ["connectName"] + authenticationOutputs.map(\.property)
  private static let requestProperties =
    testProperties + ["requestPayload"] + requestOutputs.map(\.property)
  private static let restProperties =
    ["verb", "url", "headers", "parameters", "body", "timeoutSeconds"] + restOutputs.map(\.property)
  private static let restOutputs = [
    (property: "bodyVarName", variable: "restBody"),
    (property: "errorDetailsVarName", variable: "restErrorDetails"),
    (property: "headersListVarName", variable: "restHeadersList"),
    (property: "proxyVarName", variable: "restProxy"),
  ]
  private static let authenticationOutputs = [
    (property: "authBodyVarName", variable: "authBody"),
    (property: "authErrorDetailsVarName", variable: "authErrorDetails"),
    (property: "authHeadersListVarName", variable: "authHeadersList"),
    (property: "authProxyVarName", variable: "authProxy"),
  ]
  private static let requestOutputs = [
    (property: "requestBodyVarName", variable: "requestBody"),
    (property: "requestErrorDetailsVarName", variable: "requestErrorDetails"),
    (property: "requestHeadersListVarName", variable: "requestHeadersList"),
    (property: "requestProxyVarName", variable: "requestProxy"),
  ]
}

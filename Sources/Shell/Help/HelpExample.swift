extension Verb {
  /// Cells that run as they stand, this verb among them.
  package var example: String {
    switch self {
    case .template:
      """
      template readonly { "verbs": ["GET"] }
      connection crm from readonly { "baseUrl": "http://sandbox.test" }
      """
    case .connection:
      #"connection crm { "baseUrl": "http://sandbox.test" }"#
    case .variable:
      Self.echoConnection + #"variable crm id "42""#
    case .secret:
      Self.echoConnection + "secret crm clientSecret from env CRM_SECRET"
    case .request:
      Self.echoConnection + #"request crm getOrder { "verb": "GET", "url": "/echo/orders/[[id]]" }"#
    case .connectauth:
      """
      connection crm { "baseUrl": "http://sandbox.test", "auth": {
        "url": "http://sandbox.test/oauth2/token",
        "clientId": "demo", "clientSecret": "[[clientSecret]]" } }
      secret crm clientSecret from env CRM_SECRET
      connectauth crm
      """
    case .connectrequest:
      Self.echoRequest + #"connectrequest crm add {"id": 7}"#
    case .test:
      Self.echoRequest + "test crm add"
    }
  }

  /// A connection to the practice service, before what uses it.
  static let echoConnection = #"connection crm { "baseUrl": "http://sandbox.test" }"# + "\n"
  /// The same with a request.
  static let echoRequest =
    echoConnection + #"request crm add { "verb": "POST", "url": "/echo/orders" }"# + "\n"
}

extension ShellCommand {
  /// Cells that run as they stand and end with this command.
  package var example: String {
    switch self {
    case .help: ":help replace"
    case .vars: "total = 5\n:vars tot"
    case .show: "total = 5\n:show total"
    case .templates: #"template readonly { "verbs": ["GET"] }"# + "\n:templates readonly"
    case .connections: Verb.echoConnection + ":connections crm"
    case .requests: Verb.echoRequest + ":requests crm"
    case .delete: Verb.echoRequest + ":delete request crm add"
    case .dry: Verb.echoRequest + ":dry connectrequest crm add"
    case .last, .headers, .body, .timing: Verb.echoRequest + "connectrequest crm add\n:\(rawValue)"
    case .set: ":set limits studio"
    case .save: "total = 5\n:save! orders.md"
    case .open: "total = 5\n:save! orders.md\n:open orders.md"
    case .trust: ":save! orders.md\n:open orders.md\n:trust"
    case .history: ":history connectrequest"
    case .private: ":private"
    case .reset: ":reset"
    case .quit: ":quit"
    }
  }

  /// What help says beyond the summary; empty when that is all.
  package var details: [String] {
    switch self {
    case .help:
      ["TOPIC is a verb, :command, function, setting, page or the id of an error."]
    case .vars: ["Long values are cut; :show NAME shows one whole."]
    case .show: ["An object is shown as JSON, a function as its code."]
    case .templates, .connections, .requests: ["The values of secrets are never shown."]
    case .delete:
      [
        "KIND is template, connection, request, variable or secret. The last three need",
        "the connection before the name: :delete request crm add",
      ]
    case .dry:
      [
        "Request line, headers and body as they would go over the wire, and where each",
        "part comes from. No token is fetched and nothing is changed. It takes",
        "connectauth, connectrequest and test.",
      ]
    case .last, .headers, .timing: []
    case .body: ["With > FILE the bytes go into a file, redacted."]
    case .set: ["Alone it lists the settings. :help NAME tells of one."]
    case .save: ["Beside FILE.md the recording stands as FILE.har. Neither holds a secret."]
    case .open: ["Cells replay from the recording, and what you enter is appended."]
    case .trust: ["A transcript that you saved yourself is trusted already; :help transcripts."]
    case .history: ["Entries of earlier sessions are found, too. Ctrl-R searches while typing."]
    case .private: [":private off ends it. The transcript is not concerned."]
    case .reset: ["Settings go back to what they were at the start, too."]
    case .quit: []
    }
  }

  /// Where the overview lists it.
  enum Group: String, CaseIterable {
    case look, define, work, keep
  }

  var group: Group {
    switch self {
    case .vars, .show, .last, .headers, .body, .timing, .history: .look
    case .templates, .connections, .requests, .delete: .define
    case .dry, .set, .private, .reset, .help, .quit: .work
    case .save, .open, .trust: .keep
    }
  }
}

extension SessionSettings {
  /// A command that runs for each setting, by its name.
  package static let examples = [
    "limits": ":set limits studio",
    "expand-brackets": ":set expand-brackets off",
    "inherit-auth": ":set inherit-auth off",
    "asjson": ":set asjson strings\no = {\"n\": 1}\no.asjson()",
    "steps": ":set steps 1000000",
    "timezone": ":set timezone UTC\ndatefmt(#\"02/09/2023 14:30Z\", \"HH:mm K\")",
    "string-size": ":set limits studio\n:set string-size 4K",
    "body-limit": ":set body-limit 64K",
  ]

  /// The settings' names, for tests.
  package static var names: [String] { entries.map(\.name) }
}

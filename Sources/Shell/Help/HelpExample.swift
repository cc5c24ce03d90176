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
    case .restapi: #"restapi POST http://sandbox.test/echo body={"id": 7}"#
    case .script: Self.scriptExample
    case .start: Self.scriptExample + "\nstart greet"
    case .include: "total = 5\n:save! totals.md\ninclude totals.md"
    }
  }

  private static let scriptExample = """
    script greet {
      begin  BEGIN            -> ask
      ask    IF n > 0         True -> more, Default -> done
      more   TRACE "n is {n}"  -> done
      done   END
    }
    """

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
    case .why: "n = 2\ntotal = n * 5\n:why total"
    case .explain: "x = 1 + 2\n:explain"
    case .vars: "total = 5\n:vars tot"
    case .show: "total = 5\n:show total"
    case .templates: #"template readonly { "verbs": ["GET"] }"# + "\n:templates readonly"
    case .connections: Verb.echoConnection + ":connections crm"
    case .requests: Verb.echoRequest + ":requests crm"
    case .scripts: Verb.start.example + "\n:scripts greet"
    case .graph: Verb.start.example + "\n:graph greet"
    case .trace: Verb.start.example + "\n:trace 2"
    case .delete: Verb.echoRequest + ":delete request crm add"
    case .dry: Verb.echoRequest + ":dry connectrequest crm add"
    case .last, .headers, .body, .timing: Verb.echoRequest + "connectrequest crm add\n:\(rawValue)"
    case .watch: "total = 5\n:watch total"
    case .unwatch: "total = 5\n:watch total\n:unwatch total"
    case .undo: "total = 5\n:undo"
    case .rerun: "total = 5\n:rerun 1"
    case .step: ":step FOR i = 1 TO 2 { total = i * 10 }"
    case .break: Verb.start.example + "\n:break greet.more"
    case .path: Self.page + ":path $.items[?@.id > 1] in page"
    case .table: Self.page + ":table $.items in page"
    case .copy: Self.page + ":copy $.items[0].name in page"
    case .diff: Verb.echoRequest + "test crm add\ntest crm add\n:diff"
    case .param: ":param customer = \"Ada\""
    case .expect: "total = 5\n:expect total < 10"
    case .set: ":set limits studio"
    case .env:
      Verb.echoConnection
        + #":env dev { "connections": { "crm": { "variables": { "region": "eu" } } } }"# + "\n:env dev"
    case .recover: ":recover"
    case .edit: "total = 5\n:edit 1"
    case .save: "total = 5\n:save! orders.md"
    case .open: "total = 5\n:save! orders.md\n:open orders.md"
    case .trust: ":save! orders.md\n:open orders.md\n:trust"
    case .history: ":history connectrequest"
    case .private: ":private"
    case .reset: ":reset"
    case .learn: ":learn variables"
    case .goal, .hint, .solution, .skip, .again, .play: ":learn variables\n:\(rawValue)"
    case .quit: ":quit"
    }
  }

  private static let page = """
    DYNAMIC page = {"items": [{"id": 1, "name": "Ada"}, {"id": 2}]}

    """

  /// Where the overview lists it.
  enum Group: String, CaseIterable {
    case look, define, work, keep
  }

  /// Whether it has a meaning in a lesson only.
  package var isForLessons: Bool { group == nil && self != .learn }

  /// Nil for `:learn`, which has a line of its own, and for what `:help learn` lists.
  var group: Group? {
    switch self {
    case .vars, .show, .watch, .unwatch, .trace, .last, .headers, .body, .path, .table, .diff, .expect,
      .timing,
      .history, .explain, .why:
      .look
    case .templates, .connections, .requests, .scripts, .graph, .delete: .define
    case .dry, .undo, .rerun, .step, .break, .edit, .set, .env, .private, .reset, .help, .quit: .work
    case .save, .open, .recover, .trust, .copy, .param: .keep
    case .learn, .goal, .hint, .solution, .skip, .again, .play: nil
    }
  }
}

import JSON
import Shell
import SnippetSyntax
import Testing

@Suite struct VerbParserTests {
  private func parse(_ text: String) throws -> Result<VerbCall, CompileErrors> {
    let word = text.prefix { $0.isLetter }.lowercased()
    let verb = try #require(Verb(rawValue: word))
    return VerbParser.parse(SourceText(name: "cell", text: text), verb: verb)
  }

  /// What the call holds, in one line.
  private func call(_ text: String) throws -> String {
    func list(_ outputs: [VerbCall.OutputVariable]) -> String {
      outputs.map { " \($0.property)=\($0.name.written)" }.joined()
    }
    switch try parse(text).get().action {
    case .template(let name, let json): return "template \(name.written) \(json.object.names)"
    case .connection(let name, let template, let json):
      return "connection \(name.written) from \(template?.written ?? "-") \(json.object.names)"
    case .copyConnection(let original, let name): return "copy \(name.written) of \(original.written)"
    case .request(let connection, let name, let json):
      return "request \(connection.written) \(name.written) \(json.object.names)"
    case .variable(let connection, let name, let value):
      return "variable \(connection.written) \(name.written) \(value.written)"
    case .secret(let connection, let name, let source):
      let from =
        switch source {
        case .file(let path): "file \(path.written)"
        case .vault(let name): "vault \(name?.written ?? "-")"
        case .typed, .environment, .command: "\(source)"
        }
      return "secret \(connection.written) \(name.written) \(from)"
    case .connectAuth(let connection, let outputs): return "auth \(connection.written)" + list(outputs)
    case .connectRequest(let connection, let request, let payload, let outputs):
      let shown =
        switch payload {
        case nil: "-"
        case .text(let text): text.written
        case .json: "json"
        }
      return "request \(connection.written) \(request.written) \(shown)" + list(outputs)
    case .test(let connection, let request): return "test \(connection.written) \(request.written)"
    case .restAPI(let rest): return "rest \(rest.verb.written) \(rest.url.written)" + list(rest.outputs)
    case .script(let script, _): return "script \(script.name.text)"
    case .start(let script, let arguments):
      return "start \(([script] + arguments).map(\.written).joined(separator: " "))"
    case .include(let file, let values): return "include \(file.written)\(values == nil ? "" : " {}")"
    }
  }

  /// The first error's id and the text under its caret.
  private func error(_ text: String) throws -> [String] {
    guard case .failure(let errors) = try parse(text), let first = errors.diagnostics.first else { return [] }
    let span = try #require(first.span)
    return [first.id, SourceText(name: "", text: text)[span]]
  }

  @Test(arguments: [
    ("connectauth crm", "auth crm"), ("CONNECTAUTH  crm // why", "auth crm"),
    ("connectauth \"My CRM\"", "auth \"My CRM\""),
    ("connectauth connectName=crm", "auth crm"), ("connectauth CONNECTNAME=\"a b\"", "auth \"a b\""),
    (
      "connectauth authBodyVarName=b connectname=crm AUTHPROXYVARNAME=p",
      "auth crm authBodyVarName=b authProxyVarName=p"
    ),
    ("connectauth crm authBodyVarName=b", "auth crm authBodyVarName=b"),
    ("connectrequest crm get", "request crm get -"),
    ("connectrequest crm get payload", "request crm get payload"),
    ("connectrequest crm get {payload}", "request crm get {payload}"),
    ("connectrequest {a} \"{b} c\" \"{p.asjson()}\"", "request {a} \"{b} c\" \"{p.asjson()}\""),
    ("connectrequest crm get { \"a\": 1 }", "request crm get json"),
    ("connectrequest crm get {}", "request crm get json"),
    ("connectrequest crm get [1]", "request crm get json"),
    ("connectrequest requestPayload={ \"a\": 1 } requestName=get connectName=crm", "request crm get json"),
    ("connectrequest requestName=get crm payload", "request crm get payload"),
    (
      "connectrequest crm get requestBodyVarName=b payload requestProxyVarName=p",
      "request crm get payload requestBodyVarName=b requestProxyVarName=p"
    ),
    ("connectrequest crm get \"x=1\"", "request crm get \"x=1\""),
    ("connectrequest crm get x=1", "request crm get x=1"),
    ("test crm get", "test crm get"), ("test requestName=get connectName=crm", "test crm get"),
    ("template t {}", "template t []"), ("connection crm { \"a\": 1 }", "connection crm from - [\"a\"]"),
    ("connection crm FROM \"my t\" {}", "connection crm from \"my t\" []"),
    ("connection from from from {}", "connection from from from []"),
    ("request crm get { \"url\": \"/{id}\" }", "request crm get [\"url\"]"),
    ("variable crm id 42", "variable crm id 42"),
    ("variable crm url http://h/x", "variable crm url http://h/x"),
    ("variable crm q a=b", "variable crm q a=b"), ("variable crm q \"a // b\"", "variable crm q \"a // b\""),
    ("variable crm q {x.replace(\"a\", \"} \")}", "variable crm q {x.replace(\"a\", \"} \")}"),
    ("variable crm q [[other]]", "variable crm q [[other]]"), ("variable crm q \"\"", "variable crm q \"\""),
    ("secret crm pw", "secret crm pw typed"),
    ("secret crm pw from env PW", "secret crm pw environment(\"PW\")"),
    ("secret crm pw FROM ENV PW // x", "secret crm pw environment(\"PW\")"),
    ("secret crm pw from file ~/pw // x", "secret crm pw file ~/pw"),
    ("secret crm pw from file \"a b\"", "secret crm pw file \"a b\""),
    ("secret crm pw from vault", "secret crm pw vault -"),
    ("secret crm pw from vault shared/pw", "secret crm pw vault shared/pw"),
    ("secret crm pw From Command \"op read x\"", "secret crm pw command(\"op read x\")"),
    // Nothing in a command has a meaning of ours.
    ("secret crm pw from command 'a {b} \"c\" // d' // e", "secret crm pw command(\"a {b} \\\"c\\\" // d\")"),
    (
      "secret crm pw from command \"jq '.[\"a\"]' { \"x\"  ",
      "secret crm pw command(\"jq \\\'.[\\\"a\\\"]\\\' { \\\"x\")"
    ),
  ]) func forms(text: String, expected: String) throws {
    #expect(try call(text) == expected)
  }

  @Test(arguments: [
    ("connectauth", "verb.missingArgument", "connectauth"),
    ("connectrequest crm", "verb.missingArgument", "connectrequest"),
    ("connectrequest", "verb.missingArgument", "connectrequest"),
    ("test crm", "verb.missingArgument", "test"),
    ("connectauth crm extra", "verb.extraArgument", "extra"),
    ("test crm get more", "verb.extraArgument", "more"),
    ("variable crm id two words", "verb.extraArgument", "words"),
    ("connectrequest crm get a b", "verb.extraArgument", "b"),
    ("connectauth connectName=a connectName=b", "verb.extraArgument", "b"),
    ("connection crm", "verb.missingArgument", "connection"),
    ("connection crm [1]", "json.objectExpected", "[1]"),
    ("connection crm { \"a\": x }", "json.invalid", "x"),
    ("connection crm {\n \"a\": 1,\n}", "json.invalid", "}"),
    ("connection crm { \"a\": bad,", "json.invalid", "b"),
    ("connection crm {\n  \"a\": 1", "verb.unclosed", "{"),
    ("connectauth \"crm", "verb.unclosed", "\""), ("connectauth {}", "verb.missingArgument", "{"),
    ("secret crm pw hunter2", "verb.secretValue", "hunter2"),
    ("secret crm pw from vault a b", "verb.extraArgument", "b"),
    ("secret crm pw from file", "verb.missingArgument", "secret"),
    ("secret crm pw from file a b", "verb.extraArgument", "b"),
    ("secret crm pw from command", "verb.missingArgument", "secret"),
    ("secret crm pw from command op read", "verb.textExpected", "op read"),
    ("secret crm pw from command \"op read", "verb.unclosed", "\""),
    ("secret crm pw from command \" \"", "verb.textExpected", "\" \""),
    ("secret crm pw from env", "verb.missingArgument", "secret"),
    ("secret crm pw from", "verb.missingArgument", "secret"),
    ("secret crm pw from env A B", "verb.extraArgument", "B"),
    ("secret crm pw from moon", "verb.secretSource", "moon"),
    ("connectrequest crm get requestBodyVarName={ \"a\": 1 }", "verb.textExpected", "{ \"a\": 1 }"),
  ]) func errors(text: String, id: String, under: String) throws {
    #expect(try error(text) == [id, under])
  }

  @Test(arguments: [
    "connectrequest crm get {a b", "connectauth {", "connectauth \"{1 +}\"", "variable crm x {1 +}",
  ])
  func brokenSubstitutionsAreErrors(text: String) throws {
    #expect(try !error(text).isEmpty)
  }

  @Test func everyVerbShowsHowItIsWritten() throws {
    for verb in Verb.allCases {
      guard case .failure(let errors) = try parse(verb.rawValue) else {
        Issue.record("\(verb) needs nothing")
        continue
      }
      #expect(errors.diagnostics.map(\.suggestion) == [verb.usage])
    }
  }
}

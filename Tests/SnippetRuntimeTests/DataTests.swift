import JSON
import SnippetRuntime
import SnippetSyntax
import Testing

@Suite("String arrays, objects and JSON")
struct DataTests {
  @Test(
    "String arrays",
    arguments: [
      Example("x[3] = \"c\"\nTRACE \"{x} {x.size}\"", "||c 3"),
      Example("x = \"a|b|c\"\nTRACE \"{x[2]} {x.size} {X.SIZE}\"", "b 3 3"),
      Example("x = \"a|\"\nTRACE \"{x.size}\"", "2"),
      Example("x = \"\"\nTRACE \"{x.size} {nothing.size}\"", "0 0"),
      Example("x = \"a|b\"\nTRACE \"[{x[3]}]\"", "[]"),
      Example("x = \" a | b\"\nTRACE \"[{x[1]}]\"", "[ a ]"),
      Example("x = \"a|b\"\ny = x[0]", "runtime.index"),
      Example("x = \"a|b\"\ni = -1\ny = x[i]", "runtime.index"),
      Example("x = \"a|b\"\ny = x[1.5]", "runtime.index"),
      Example("x[63000001] = 1", "runtime.index"),
      Example("x[2000000] = \"z\"\nTRACE \"{x.size} {x[2000000]}\"", "2000000 z"),
      Example("x = \"a|b\"\nx[1] = \"p|q\"\nTRACE \"{x.size} {x[2]}\"", "3 q"),
      Example("x = \"a|b\"\ny = x\ny[1] = \"z\"\nTRACE \"{x} {y}\"", "a|b z|b"),
      Example("x = \"a|b\"\nappend(x, \"|c\")\nTRACE \"{x.size} {x}\"", "3 a|b|c"),
      Example("x = \"a|b\"\nn = x.size\nappend(x, \"c|d\")\nTRACE \"{x.size} {x[2]} {x}\"", "3 bc a|bc|d"),
      Example("FOR i = 1 TO 3 { x[i] = i * 2 }\nTRACE \"{x} {x[2] + x[3]}\"", "2|4|6 10"),
      Example("x = \"1|2\"\nTRACE \"{x[1] + x[2]}\"", "3"),
      Example("x = 5\nx[2] = \"b\"\nTRACE \"{x}\"", "5|b"),
      Example("x = \"a|b\"\ni = \"2\"\nTRACE \"{x[i]}{x[\"1\"]}\"", "ba"),
      Example("x[2] = \"b\"\nx[1] = \"\"\nTRACE \"{x} {x.size}\"", "|b 2"),
      Example("x[1] = \"\"\nTRACE \"{x.size}\"", "0"),
    ])
  func stringArrays(_ example: Example) { #expect(example.outcome() == example.expected) }

  @Test(
    "A wrong index makes nothing on the way to it",
    arguments: ["o.list[0] = 1", "o.list[0].name = 1", "o.a.list[-1] = 1", "o[0].name = 1", "o.list[i] = 1"])
  func wrongIndexLeavesNoTrace(cell: String) {
    var session = Session()
    session.run("DYNAMIC o\ni = 0.5")
    #expect(session.run(cell).summary == "runtime.index")
    #expect(session.json("o") == "{}")
    #expect(session.run(cell.replacing("o.", with: "n.")).summary == "runtime.index")
    #expect(session.interpreter[variable: "n"]?.isNull ?? true)
  }

  @Test("Two ways to write the same accents are two names")
  func namesCompareByBytes() {
    var session = Session()
    let names = ["a\u{323}\u{307}", "a\u{307}\u{323}", "\u{E9}", "e\u{301}"]
    for long in ["", "a longer name than fits into two words "] {
      let members = names.enumerated().map { "\"\(long)\($1)\": \($0)" }
      session.run("o = {\(members.joined(separator: ", "))}")
      #expect(session.host.warnings.isEmpty)
      #expect(session.run("o.count()").summary == "4")
      for (index, name) in names.enumerated() {
        #expect(session.run("o[\"\(long)\(name)\"]").summary == String(index))
      }
    }
  }

  @Test("An element beside a member with its number as a name keeps a name of its own")
  func elementBesideMemberOfItsNumber() {
    var session = Session()
    session.run("o = {\"1\": \"m\", \"[2]\": \"n\", \"2\": \"k\"}\no[1] = \"e\"\no[2] = \"f\"\no[3] = \"g\"")
    #expect(session.json("o") == #"{"1":"m","[2]":"n","2":"k","[1]":"e","[[2]]":"f","3":"g"}"#)
  }

  @Test(
    "Objects",
    arguments: [
      Example("DYNAMIC o\no.a.b.c = 1\nTRACE \"{o.asjson()}\"", "{\"a\":{\"b\":{\"c\":1}}}"),
      Example(
        "DYNAMIC o\no.list[2].name = \"x\"\nTRACE \"{o.asjson()}\"", "{\"list\":[null,{\"name\":\"x\"}]}"),
      Example(
        "DYNAMIC people\npeople[1].name = \"x\"\nTRACE \"{people.asjson()} {people.size}\"",
        "[{\"name\":\"x\"}] 1"),
      Example("DYNAMIC o\no.list[1] = \"x\"\nTRACE \"{o.asjson()}\"", "{\"list\":[\"x\"]}"),
      Example("DYNAMIC o\no.Name = 1\nTRACE \"[{o.name}] {o.Name}\"", "[] 1"),
      Example("DYNAMIC o\nTRACE \"[{o.missing.deeper}]\"", "[]"),
      Example(
        "DYNAMIC o\no.n = 1\no.s = \"1\"\no.b = true\no.f = 1.50\no.z = nothing\nTRACE \"{o.asjson()}\"",
        "{\"n\":1,\"s\":\"1\",\"b\":true,\"f\":1.5,\"z\":null}"),
      Example("DYNAMIC o\no[\"odata.x\"] = 1\nTRACE \"{o[\"odata.x\"]} {o.asjson()}\"", "1 {\"odata.x\":1}"),
      Example("DYNAMIC o\nk = \"key\"\no[k] = 1\nTRACE \"{o.key} {o[k]}\"", "1 1"),
      Example("DYNAMIC o\no.size = 9\nTRACE \"{o.size}\"", "9"),
      Example("DYNAMIC o\nTRACE \"{o.size}\"", "0"),
      Example("DYNAMIC o\no.a = 5\nTRACE \"{o.a.$value}\"", "5"),
      Example("DYNAMIC o\no.a = 1\np = o\nDYNAMIC o\nTRACE \"{p.a} [{o.a}]\"", "1 []"),
      Example("DYNAMIC o\no.a = 1\np = o\np.a = 2\nTRACE \"{o.a}\"", "2"),
      Example("DYNAMIC o\no.a.b = 1\np = o.copy()\np.a.b = 2\nTRACE \"{o.a.b} {p.a.b}\"", "1 2"),
      Example("DYNAMIC o\no.default = 1\no.case = 2\nTRACE \"{o.default}{o.case}\"", "12"),
      Example(
        "DYNAMIC o\no.names = \"a|b\"\no.names[3] = \"c\"\nTRACE \"{o.names} {o.names[1]} {o.names.size}\"",
        "a|b|c a 3"),
      Example("x = \"text\"\nx.a = 1", "runtime.notAnObject"),
      Example("DYNAMIC o\no.a = \"text\"\no.a.b = 1", "runtime.notAnObject"),
      Example("x.a.b = 1\nTRACE \"{x.asjson()}\"", "{\"a\":{\"b\":1}}"),
      Example(
        "DYNAMIC o\no.d = #\"02/09/2023 18:30\"\nTRACE \"{o.asjson()}\"", "{\"d\":\"2023-02-09T18:30:00\"}"),
      Example("DYNAMIC o\no.o = o\nTRACE \"{o.asjson()}\"", "runtime.nesting"),
      Example("DYNAMIC o\no.o = o\np = copy(o)", "runtime.nesting"),
      Example(
        "DYNAMIC o\no.a = 1\no.b.c = \"x<y\"\no.l[1] = 1\no.l[2] = 2\nTRACE \"{o.asxml()}\"",
        "<root><a>1</a><b><c>x&lt;y</c></b><l>1</l><l>2</l></root>"),
      Example(
        "o = fromxml(\"<a i='1'><b>x</b><b>y</b><c/></a>\")\nTRACE \"{o.asjson()}\"",
        "{\"@i\":\"1\",\"b\":[\"x\",\"y\"],\"c\":\"\"}"),
      Example("o = fromxml(\"<a><b></a>\")", "runtime.xml"),
      Example("global:g = 1\nTRACE \"{g} {global:g}\"", "1 1"),
    ])
  func objects(_ example: Example) { #expect(example.outcome() == example.expected) }

  @Test(
    "JSON",
    arguments: [
      Example(
        "o = fromjson($\"\\{\\\"a\\\":1.10,\\\"b\\\":[true,null]}\")\nTRACE \"{o.a} {o.b[1]} [{o.b[2]}] {o.asjson()}\"",
        "1.10 true [] {\"a\":1.10,\"b\":[true,null]}"),
      Example("o = fromjson(\"[1.10]\")\nx = o[1]\ny = x + 0\nTRACE \"{x} {y}\"", "1.10 1.1"),
      Example("o = fromjson(\"nonsense\")", "runtime.json"),
      Example("TRACE \"{\"[1,2]\".fromjson().size}\"", "2"),
      Example(
        "n = \"Ada\"\no = {\"name\": \"{n}\", \"age\": 36.0, \"list\": [1, {\"x\": null}], \"brace\": \"\\u007bn}\"}\nTRACE \"{o.asjson()}\"",
        "{\"name\":\"Ada\",\"age\":36.0,\"list\":[1,{\"x\":null}],\"brace\":\"{n}\"}"),
      Example("DYNAMIC o = {\"a\": 1}\no.b = 2\nTRACE \"{o.asjson()}\"", "{\"a\":1,\"b\":2}"),
      Example("l = []\nTRACE \"{l.asjson()} {l.size}\"", "[] 0"),
      Example("o = {\"a\": \"{o.a}x\"}\no = {\"a\": \"{o.a}x\"}\nTRACE \"{o.a}\"", "xx"),
      Example("o = {\"a\": 1, \"a\": 2}\nTRACE \"{o.asjson()}\"", "{\"a\":2}"),
      Example("x = \"a|b\"\nTRACE \"{x.asjson()}\"", "\"a|b\""),
    ])
  func json(_ example: Example) { #expect(example.outcome() == example.expected) }

  @Test("asjson can write every value as a string")
  func jsonStrings() {
    var session = Session(RuntimeSettings(asJSONStrings: true))
    session.run("o = {\"n\": 1, \"b\": true, \"s\": \"x\"}\nj = o.asjson()")
    #expect(session.text("j") == #"{"n":"1","b":"true","s":"x"}"#)
  }

  @Test("Many members stay in order and are found")
  func manyMembers() {
    var session = Session()
    session.run(
      "DYNAMIC o\nFOR i = 1 TO 100 { k = \"k{i}\"\no[k] = i }\nFOR i = 1 TO 100 { k = \"k{i}\"\nn = n + o[k] }\no.k50 = 0"
    )
    #expect(session.text("n") == "5050")
    guard case .object(let object)? = session.interpreter[variable: "o"] else {
      Issue.record("o is no object")
      return
    }
    #expect(object.members.map(\.name) == (1...100).map { "k\($0)" })
    object["k1"] = nil
    #expect(object["k2"]?.displayText == "2")
    #expect(object["k1"] == nil)
  }

  @Test("The host makes objects, and headers are found in any case")
  func hostObjects() {
    var session = Session()
    let headers = DynamicObject(ignoringCase: true)
    headers["Content-Type"] = Value("text/plain")
    session.interpreter[variable: "headers"] = .object(headers)
    session.interpreter[variable: "status"] = .proxy(
      RESTProxy(statusCode: 204, statusDescription: "No Content", contentType: ""))
    #expect(session.run("TRACE \"{headers[\"content-type\"]} {status.StatusCode}\"").summary == "")
    #expect(session.host.traces == ["text/plain 204"])
    #expect(
      session.json("status") == #"{"StatusCode":204,"StatusDescription":"No Content","ContentType":""}"#)
    #expect(session.run("status.StatusCode = 1").summary == "runtime.readOnly")
    session.interpreter[variable: "body"] = Value(json: .object(JSONObject([.init("n", .number("1.10"))])))
    #expect(session.json("BODY") == #"{"n":1.10}"#)
  }

  @Test("A chain of a million objects is released without trouble")
  func longChain() {
    var session = Session()
    session.run("DYNAMIC o\nREPEAT 300000 { DYNAMIC n\nn.next = o\no = n }")
    session.run("o = 0\nn = 0")
    #expect(session.text("o") == "0")
  }
}

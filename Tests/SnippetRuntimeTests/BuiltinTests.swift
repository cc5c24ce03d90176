import SnippetRuntime
import Testing

@Suite("Built-in functions")
struct BuiltinTests {
  @Test("Every example runs and shows what help says", arguments: BuiltinFunctions.all.map(\.name))
  func examples(_ name: String) throws {
    let info = try #require(BuiltinFunctions.named(name))
    #expect(!info.examples.isEmpty)
    for example in info.examples {
      var session = Session()
      let result = session.run(example.source)
      guard case .shown = result else {
        Issue.record("\(example.source): \(result.summary)")
        continue
      }
      guard let expected = example.result else { continue }
      #expect((session.host.traces + [result.summary]).joined() == expected, "\(example.source)")
      #expect(example.source.lowercased().contains(name.lowercased()))
    }
    #expect(!info.help.isEmpty)
    #expect(info.signature.hasPrefix(info.isProxyMethod ? "p.\(name)(" : "\(name)("))
  }

  @Test("What f(x, ...) gives, x.f(...) gives too", arguments: BuiltinFunctions.all.map(\.name))
  func methodForm(_ name: String) throws {
    let info = try #require(BuiltinFunctions.named(name))
    for example in info.examples {
      guard let expected = example.result, let call = Call(example.source, of: name) else { continue }
      var session = Session()
      let source = "v = \(call.first)\nTRACE \"{v.\(name)(\(call.rest))}\""
      let result = session.run(source)
      #expect(session.host.traces == [expected], "\(source): \(result.summary)")
    }
  }

  /// An example that is nothing but a call, taken apart behind its first argument.
  private struct Call {
    var first: Substring
    var rest: Substring

    init?(_ source: String, of name: String) {
      guard source.lowercased().hasPrefix(name.lowercased() + "("), source.hasSuffix(")"),
        !source.contains("\n")
      else { return nil }
      let arguments = source.dropFirst(name.count + 1).dropLast()
      var (depth, isQuoted) = (0, false)
      var comma: Substring.Index?
      for index in arguments.indices {
        switch arguments[index] {
        case "\"": isQuoted.toggle()
        case "(" where !isQuoted: depth += 1
        case ")" where !isQuoted: depth -= 1
        case "," where !isQuoted && depth == 0: comma = comma ?? index
        default: break
        }
        if depth < 0 { return nil }
      }
      first = arguments[..<(comma ?? arguments.endIndex)]
      rest = comma.map { arguments[arguments.index(after: $0)...] } ?? ""
      if first.isEmpty { return nil }
    }
  }

  @Test("Each name stands once")
  func uniqueNames() {
    let names = BuiltinFunctions.all.map { $0.name.lowercased() }
    #expect(Set(names).count == names.count)
  }

  @Test(
    "Dates",
    arguments: [
      Example("asisodatetime(#\"02/09/2023 18:30\")", "2023-02-09T18:30:00.000+01:00"),
      Example("asutc(#\"02/09/2023 00:30\")", "02/08/2023 23:30:00"),
      Example("now()", "11/14/2023 23:13:20"),
      Example("datediff(\"month\", #\"01/31/2023\", #\"02/28/2023\")", "0"),
      Example("datediff(\"months\", #\"01/31/2023\", #\"03/31/2023\")", "2"),
      Example("datediff(\"year\", #\"03/01/2023\", #\"02/28/2022\")", "-1"),
      Example("datediff(\"hour\", #\"02/09/2023 10:00\", #\"02/09/2023 12:59\")", "2"),
      Example("datediff(\"week\", #\"02/01/2023\", #\"02/15/2023\")", "2"),
      Example("datediff(\"fortnight\", now(), now())", "runtime.argument"),
      Example("dateadd(#\"02/28/2024\", 1.5)", "02/29/2024 12:00:00"),
      Example("dateadd(#\"02/09/2023\", 99999999)", "runtime.dateRange"),
      Example("datebuild(2023, 2, 30)", "runtime.date"),
      Example("datepart(#\"12/31/2024\", \"doy\")", "366"),
      Example("datepart(#\"02/09/2023 1:02:03 PM\", \"hour\")", "13"),
      Example("datepart(#\"01/08/2023\", \"week\")", "2"),
      Example(
        "datefmt(#\"02/09/2023 21:05:07\", \"dddd, d MMMM yyyy h:mm tt\")",
        "Thursday, 9 February 2023 9:05 PM"),
      Example("datefmt(#\"02/09/2023\", \"ddd d/M/yy 'at' HH\\hmm zzz\")", "Thu 9/2/23 at 00h00 +01:00"),
      Example("d = \"02/09/2023\"\nTRACE \"{d.datefmt(\"yyyy\")} {dow(d)}\"", "2023 4"),
      Example("asdate(44966)", "02/09/2023"),
      Example("asdate(nothing)", "runtime.date"),
    ])
  func dates(_ example: Example) { #expect(example.outcome() == example.expected) }

  @Test(
    "Numbers",
    arguments: [
      Example("round(2.675, 2)", "2.68"),
      Example("round(-2.5)", "-3"),
      Example("round(1234567890123456789)", "1234567890123456789"),
      Example("round(\"1234567890123456.5\") - 1234567890123457", "0"),
      Example("round(\"1e300\", 15) = \"1e300\"", "1"),
      Example("round(1.005, 2)", "1.01"),
      Example("round(0 - 0.5)", "-1"),
      Example("round(1.5, 16)", "runtime.argument"),
      Example("round(1.5, 0 - 1)", "runtime.argument"),
      Example("abs(0 - 9223372036854775807 - 1)", "9.22337203685478E+18"),
      Example("int(\"1e300\") = \"1e300\"", "1"),
      Example("left(\"ab\", \"1e300\")", "ab"),
      Example("mid(\"ab\", \"1e300\")", ""),
      Example("left(\"ab\", nothing)", ""),
      Example("left(nothing, 2)", ""),
      Example("left(\"ab\", \"x\")", "runtime.argument"),
      Example("mid(\"ab\", \"x\")", "runtime.argument"),
      Example("random(\"x\")", "runtime.argument"),
      Example("pow(10, 400)", "runtime.notFinite"),
      Example("exp(1000)", "runtime.notFinite"),
      Example("acos(2)", "runtime.notFinite"),
      Example("log10(0)", "runtime.notFinite"),
      Example("log(1)", "name.unknownFunction"),
      Example("logn(1000, 10)", "3"),
      Example("logn(0, 10)", "runtime.argument"),
      Example("sqrt(-1)", "runtime.notFinite"),
      Example("int(-2.9)", "-2"),
      Example("abs(\"-3\")", "3"),
      Example("min(\"10\", 9)", "9"),
      Example("random(6)", "5"),
      Example("random(0)", "runtime.argument"),
      Example("isnumeric(\"1e5\")", "1"),
      Example("isnumeric(\".5\")", "0"),
      Example("isnumeric(\"\")", "0"),
      Example("format(0.5, \"0%\")", "50%"),
      Example("format(-1234567.891, \"#,##0.0#\")", "-1,234,567.89"),
      Example("format(7, \"000\")", "007"),
      Example("format(1234.5, \"N2\")", "1,234.50"),
      Example("format(2.345, \"F2\")", "2.35"),
      Example("format(0.999, \"0.00\")", "1.00"),
      Example("format(#\"02/09/2023\", \"yyyy\")", "2023"),
    ])
  func numbers(_ example: Example) { #expect(example.outcome() == example.expected) }

  @Test(
    "Texts, arrays and encodings",
    arguments: [
      Example("left(\"añb\", 2)", "añ"),
      Example("length(\"añb\")", "3"),
      Example("left(\"ab\", 9)", "ab"),
      Example("left(\"ab\", -1)", "runtime.argument"),
      Example("mid(\"ab\", 9)", ""),
      Example("mid(\"ab\", 0)", "runtime.argument"),
      Example("replace(\"aaa\", \"a\", \"bb\")", "bbbbbb"),
      Example("replace(\"abc\", \"\", \"x\")", "abc"),
      Example("contains(\"abc\", \"B\")", "0"),
      Example("contains(\"abc\", \"\")", "1"),
      Example("indexof(\"a|B|c\", \"b\")", "0"),
      Example("indexof(\"1|2.0|3\", 2)", "2"),
      Example("TRACE \"{indexof(fromjson($\"[\\\"x\\\",\\\"y\\\"]\"), \"y\")}\"", "2"),
      Example("split(\"a::b\", \"::\")", "a|b"),
      Example("split(\"ab\", \"\")", "runtime.argument"),
      Example(
        "s = \"||||||||\"\nREPEAT 18 { s = \"{s}{s}\" }\nTRACE \"{s.length()}\"\nx = join(s, s)",
        "2097152\nruntime.textTooLong"),
      Example("char(8364)", "€"),
      Example("char(55296)", "runtime.argument"),
      Example("asc(\"€\")", "8364"),
      Example("urlencode(\"a/é?\")", "a%2F%C3%A9%3F"),
      Example("urldecode(\"a%2Fb+c%zz\")", "a/b c%zz"),
      Example("htmldecode(\"&lt;&#65;&#x42;&unknown;&\")", "<AB&unknown;&"),
      Example("base64encode(\"\")", ""),
      Example("base64encode(\"ab\")", "YWI="),
      Example("base64decode(\"YWI\")", "ab"),
      Example("base64decode(\"Y\")", "runtime.argument"),
      Example("newguid()", "00112233-4455-4677-8899-aabbccddeeff"),
      Example("trim($\"\\t a \\n\")", "a"),
      Example("endswith(\"abc\", \"bc\")", "1"),
      Example("count(fromjson($\"\\{\\\"a\\\":1,\\\"b\\\":2}\"))", "2"),
      Example("append(1, \"x\")", "type.notAssignable"),
      Example("DYNAMIC o\no.t = \"a\"\nappend(o.t, \"b\")\no.t.append(\"c\")\nTRACE \"{o.t}\"", "abc"),
      Example("savetodb(\"x\", 1)", ""),
      Example(
        "TRACE \"{GetRESTProxy().SHA256(\"\")}\"",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ])
  func texts(_ example: Example) { #expect(example.outcome() == example.expected) }
}

import SnippetRuntime
import Testing

@Suite("Values, numbers and operators")
struct ValueTests {
  @Test(
    "Arithmetic",
    arguments: [
      Example("1 + 2 * 3", "7"),
      Example("(1 + 2) * 3", "9"),
      Example("0.1 + 0.2", "0.3"),
      Example("2 ^ 3 ^ 2", "64"),
      Example("-2 ^ 2", "4"),
      Example("15 \\ 6", "2"),
      Example("-15 \\ 6", "-2"),
      Example("7.5 \\ 2", "3"),
      Example("-7 % 3", "-1"),
      Example("7 % -3", "1"),
      Example("7.5 % 2", "1.5"),
      Example("6 / 2", "3"),
      Example("7 / 2", "3.5"),
      Example("1 / 3", "0.333333333333333"),
      Example("2 / 3", "0.666666666666667"),
      Example("9223372036854775807 + 0", "9223372036854775807"),
      Example("9223372036854775807 + 1", "9.22337203685478E+18"),
      Example("1000000000000000 * 10", "10000000000000000"),
      Example("2 ^ 62", "4611686018427387904"),
      Example("2 ^ 100", "1.26765060022823E+30"),
      Example("2 ^ -1", "0.5"),
      Example("0.00001", "1E-05"),
      Example("0.0001", "0.0001"),
      Example("123456789.123456789", "123456789.123457"),
      Example("100000000000000.5", "100000000000000"),
      Example("3.50", "3.5"),
      Example("10 ^ 400", "runtime.notFinite"),
      Example("1 / 0", "runtime.divisionByZero"),
      Example("1 \\ 0", "runtime.divisionByZero"),
      Example("1 % 0", "runtime.divisionByZero"),
      Example("1 / nothing", "runtime.divisionByZero"),
      Example("-9223372036854775807 - 1", "-9223372036854775808"),
      Example("(-9223372036854775807 - 1) \\ -1", "9.22337203685478E+18"),
      Example("(-9223372036854775807 - 1) % -1", "0"),
      Example("123 + 456 + junk", "579"),
      Example("\"5\" * 2", "10"),
      Example("true + true", "2"),
    ])
  func arithmetic(_ example: Example) { #expect(example.outcome() == example.expected) }

  @Test(
    "Comparison and logic",
    arguments: [
      Example("3 > 2", "1"),
      Example("3 < 2", "0"),
      Example("2 <= 2", "1"),
      Example("2 >= 3", "0"),
      Example("2 != 3", "1"),
      Example("TRACE \"{\"a\" = \"A\"}\"", "0"),
      Example("x = \"10\"\ny = \"9\"\nTRACE \"{x > y}\"", "1"),
      Example("x = \" 1e2 \"\nTRACE \"{x = 100}\"", "1"),
      Example("x = \"1,000\"\nTRACE \"{x = 1000} {x + 1}\"", "0 1"),
      Example("x = \"0x10\"\nTRACE \"{x + 1}\"", "1"),
      Example("a$ = 20\nb = 100\nTRACE \"{a$ > b} {b < a$} {a$ != 20}\"", "1 1 0"),
      Example("x = \"\"\nTRACE \"{nil = x} {nil = 0} {nil = \"0\"} {nil = \"a\"}\"", "1 1 1 0"),
      Example("t = true\nTRACE \"{t} {t = 1} {t = \"true\"} {t = \"TRUE\"} {t + 1}\"", "true 1 1 1 2"),
      Example("x = \"abc\"\nTRACE \"{x < \"abd\"} {x < \"B\"}\"", "1 0"),
      Example("7 & 3", "1"),
      Example("7 & 0", "0"),
      Example("0 | 3", "1"),
      Example("1 ~ 1", "0"),
      Example("1 ~ 0", "1"),
      Example("flag = 50 > 42\nTRACE \"{flag}\"", "1"),
      Example("flag = \"50 > 42\"\nTRACE \"{flag}\"", "50 > 42"),
      Example("DYNAMIC o\np = o\nTRACE \"{o = p} {o = \"\"}\"", "1 0"),
    ])
  func comparison(_ example: Example) { #expect(example.outcome() == example.expected) }

  @Test(
    "Conditions",
    arguments: [
      Example("IF 1 { TRACE \"yes\" } ELSE { TRACE \"no\" }", "yes"),
      Example("IF 0 { TRACE \"yes\" } ELSE { TRACE \"no\" }", "no"),
      Example("IF nothing { TRACE \"yes\" } ELSE { TRACE \"no\" }", "no"),
      Example("x = \"true\"\nIF x { TRACE \"yes\" }", "yes"),
      Example("x = \"FALSE\"\nIF x { TRACE \"yes\" } ELSE { TRACE \"no\" }", "no"),
      Example("x = \"word\"\nIF x { TRACE \"yes\" } ELSE { TRACE \"no\" }", "no"),
      Example("x = \"0.0\"\nIF x { TRACE \"yes\" } ELSE { TRACE \"no\" }", "no"),
      Example("x = 7\nIF x = 7 { TRACE \"a\" } IF x = 1 { TRACE \"b\" }", "a"),
    ])
  func conditions(_ example: Example) { #expect(example.outcome() == example.expected) }

  @Test("Types have names")
  func typeNames() {
    var session = Session()
    session.run(
      "t = \"a\"\nn = 1\nf = 1.5\nb = true\nd = #\"02/09/2023\"\nz = nothing\ns = \"a|b\"\nDYNAMIC o\np = GetRESTProxy()\nl = [1]"
    )
    let names = ["t", "n", "f", "b", "d", "z", "s", "o", "p", "l"].map {
      session.interpreter[variable: $0]?.typeName
    }
    #expect(
      names == [
        "text", "number", "number", "boolean", "date", "null", "string array", "object", "proxy", "array",
      ])
  }

  @Test(
    "Dates as values",
    arguments: [
      Example("d = #\"12/31/1899 06:00\"\nTRACE \"{d + 0}\"", "1.25"),
      Example("d = #\"02/09/2023\"\nTRACE \"{d}\"", "02/09/2023"),
      Example("d = #\"02/09/2023\"\ne = #\"{d} 9:15 AM\"\nTRACE \"{e}\"", "02/09/2023 09:15:00"),
      Example("d = #\"02/09/2023 9:15 PM\"\nTRACE \"{d}\"", "02/09/2023 21:15:00"),
      Example("d = #\"2/9/2023 12:00 AM\"\nTRACE \"{d}\"", "02/09/2023"),
      Example("d = #\"2023-02-09T21:15:30\"\nTRACE \"{d}\"", "02/09/2023 21:15:30"),
      Example("d = #\"2023-02-09T21:15:30Z\"\nTRACE \"{d}\"", "02/09/2023 22:15:30"),
      Example("#\"02/09/2023\" < #\"02/10/2023\"", "1"),
      Example("#\"02/10/2023\" - #\"02/09/2023\"", "1"),
      Example("d = #\"02/09/2023\"\nTRACE \"{d = \"02/09/2023 00:00\"} {d = 44966}\"", "1 1"),
      Example("d = #\"12/29/1899 06:00\"\nTRACE \"{d + 0} {d}\"", "-1.25 12/29/1899 06:00:00"),
      Example("d = #\"02/29/2024\"\nTRACE \"{d}\"", "02/29/2024"),
      Example("d = #\"02/29/2023\"", "type.date"),
      Example("x = \"soon\"\nd = #\"{x}\"", "runtime.date"),
    ])
  func dates(_ example: Example) { #expect(example.outcome() == example.expected) }
}

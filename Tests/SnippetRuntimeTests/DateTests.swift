import SnippetRuntime
import SnippetSyntax
import Testing

@Suite("Dates")
struct DateTests {
  @Test("Calendar and OLE numbers", arguments: DateTable.dates.map(\.text))
  func calendar(_ text: String) throws {
    let row = try #require(DateTable.dates.first { $0.text == text })
    var session = Session()
    #expect(session.run("d = #\"\(text)\"\nTRACE \"{d + 0}\"").summary == "")
    #expect(session.host.traces.last == row.number)
    func value(_ expression: String) -> String {
      _ = session.run("TRACE \"{\(expression)}\"")
      return session.host.traces.last ?? ""
    }
    #expect(value("dow(d)") == String(row.dow))
    #expect(value("d.asdatedow()") == String(row.dow))
    #expect(value("datepart(d, 'doy')") == String(row.doy))
    #expect(value("datefmt(d, 'dddd, d MMMM yyyy h:mm:ss tt')") == row.long)
    // The number leads back to the same date.
    #expect(value("datediff('millisecond', dateadd(d + 0, 0), d)") == "0")
    #expect(value("dateadd(d + 0, 0) = d") == "1")
  }

  @Test("Days are added, fractions too", arguments: DateTable.sums.indices)
  func sums(_ index: Int) {
    let row = DateTable.sums[index]
    let outcome = Example(
      "datefmt(dateadd(#\"\(row.text)\", \(row.days)), \"MM/dd/yyyy HH:mm:ss.FFF\")", ""
    ).outcome()
    #expect(outcome == row.sum)
  }

  @Test("Whole units, both ways", arguments: DateTable.differences.indices)
  func differences(_ index: Int) {
    let row = DateTable.differences[index]
    let units = ["day", "hours", "Minute", "second", "millisecond", "weeks", "month", "years"]
    for (unit, expected) in zip(units, row.units) {
      let (from, to) = ("#\"\(row.from)\"", "#\"\(row.to)\"")
      #expect(Example("datediff(\"\(unit)\", \(from), \(to))", "").outcome() == String(expected))
      #expect(Example("datediff(\"\(unit)\", \(to), \(from))", "").outcome() == String(-expected))
    }
  }

  @Test(
    "Format letters",
    arguments: [
      ("d|dd|ddd|dddd|ddddd", "7|07|Thu|Thursday|Thursday"), ("M|MM|MMM|MMMM", "5|05|May|May"),
      ("y|yy|yyy|yyyy|yyyyy", "9|09|2009|2009|02009"), ("h|hh|hhh|H|HH|HHH", "3|03|03|15|15|15"),
      ("m|mm|mmm|s|ss|sss", "4|04|04|5|05|05"), ("t|tt|ttt", "P|PM|PM"),
      ("f|ff|fff|ffff|fffff|ffffff|fffffff", "0|06|060|0600|06000|060000|0600000"),
      ("s.F|s.FF|s.FFF|s.FFFFFFF", "5|5.06|5.06|5.06"), ("g|gg|ggg", "A.D.|A.D.|A.D."),
      ("z|zz|zzz|zzzz|K", "+1|+01|+01:00|+01:00|+01:00"), ("MM/dd/yyyy HH:mm", "05/07/2009 15:04"),
      ("'d'M\"M\"\\y'a\\'b'", "d5Mya'b"), ("%d", "7"), ("%h%m", "34"),
      ("yyyyMMddTHHmmssZ", "20090507T150405Z"),
      ("SSSXXX", "SSSXXX"), ("dé", "7é"), ("", "05/07/2009 15:04:05"),
    ])
  func letters(_ format: String, _ expected: String) {
    #expect(text(format) == expected)
  }

  private func text(_ format: String) -> String {
    var session = Session()
    session.run("d = #\"05/07/2009 15:04:05.06\"")
    session.interpreter[variable: "f"] = Value(format)
    return session.run("datefmt(d, f)").summary
  }

  @Test(
    "Formats of one letter",
    arguments: [
      ("d", "05/07/2009"), ("D", "Thursday, 07 May 2009"), ("f", "Thursday, 07 May 2009 15:04"),
      ("F", "Thursday, 07 May 2009 15:04:05"), ("g", "05/07/2009 15:04"), ("G", "05/07/2009 15:04:05"),
      ("M", "May 07"), ("m", "May 07"), ("O", "2009-05-07T15:04:05.0600000+01:00"),
      ("o", "2009-05-07T15:04:05.0600000+01:00"), ("R", "Thu, 07 May 2009 15:04:05 GMT"),
      ("r", "Thu, 07 May 2009 15:04:05 GMT"), ("s", "2009-05-07T15:04:05"), ("t", "15:04"), ("T", "15:04:05"),
      ("u", "2009-05-07 15:04:05Z"), ("U", "Thursday, 07 May 2009 14:04:05"), ("Y", "2009 May"),
      ("y", "2009 May"),
    ])
  func standardFormats(_ format: String, _ expected: String) { #expect(text(format) == expected) }

  @Test(
    "Formats that .NET refuses are refused with advice",
    arguments: [
      ("x", "d D f F"), ("h", "write '%h'"), ("'abc", "close the quotes"), ("yyyy\\", "\\\\"),
      ("d%", "letter"),
      ("%%", "letter"), ("ssffffffff", "7 digits"),
    ])
  func refused(_ format: String, _ advice: String) throws {
    var session = Session()
    session.interpreter[variable: "f"] = Value(format)
    let diagnostic = try #require(session.run("datefmt(#\"05/07/2009\", f)").diagnostic)
    #expect(diagnostic.id == "runtime.argument")
    #expect(diagnostic.message.hasPrefix("datefmt: "))
    #expect("\(diagnostic.message) \(diagnostic.suggestion ?? "")".contains(advice))
  }

  @Test(
    "Dates as numbers, texts and in comparisons",
    arguments: [
      Example("#\"12/31/1899 06:00\" + 0", "1.25"), Example("#\"12/29/1899 06:00\" + 0", "-1.25"),
      Example("dateadd(-1.25, 0)", "12/29/1899 06:00:00"),
      Example("dateadd(-0.25, 0)", "12/30/1899 06:00:00"),
      Example("#\"02/09/2023\" + 1", "44967"), Example("asdate(#\"02/09/2023\" + 1)", "02/10/2023"),
      Example("#\"02/09/2023\" < #\"02/09/2023 00:00:00.001\"", "1"),
      Example("#\"12/29/1899 06:00\" < #\"12/29/1899 18:00\"", "1"),
      Example("#\"02/09/2023\" = 44966", "1"), Example("#\"02/09/2023\" = \"2023-02-09\"", "1"),
      Example("dateadd(#\"02/09/2023 10:00\", 1 / 24) = #\"02/09/2023 11:00\"", "1"),
      Example("asdatetime(\"2/9/2023 12:05 am\")", "02/09/2023 00:05:00"),
      Example("asdatetime(\"2023-02-09T18:30:05.123Z\", \"HH:mm:ss.fff zzz\")", "19:30:05.123 +01:00"),
      Example("asdatetime(\"2/9/2023 13:05 PM\")", "runtime.date"),
      Example("asdatetime(\"2/29/2023\")", "runtime.date"),
      Example("dateadd(#\"12/31/9999\", 1)", "runtime.dateRange"),
      Example("dateadd(#\"01/01/0001\", -1)", "runtime.dateRange"),
      Example("asutc(#\"01/01/0001\")", "runtime.dateRange"),
      Example("dateadd(#\"02/09/2023\", \"soon\")", "runtime.argument"),
      Example("dateadd(#\"02/09/2023\", nothing)", "02/09/2023"),
      Example("datepart(#\"02/09/2023\", \"dayx\")", "runtime.argument"),
      Example("datebuild(2023, 13, 1)", "runtime.date"), Example("datebuild(10000, 1, 1)", "runtime.date"),
      Example("datebuild(2023, 1.5, 1)", "runtime.argument"),
      Example("datebuild(9223372036854775807, 1, 1)", "runtime.date"),
    ])
  func values(_ example: Example) { #expect(example.outcome() == example.expected) }

  @Test("Messages name the function, the argument and what would be right")
  func messages() throws {
    var session = Session()
    func told(_ code: String) -> String {
      let diagnostic = session.run(code).diagnostic
      return "\(diagnostic?.message ?? "") / \(diagnostic?.suggestion ?? "")"
    }
    #expect(
      told("datebuild(2023, 2, 30)")
        == "datebuild: month 2 of 2023 has 28 days, not 30 / for the last day take the first of the next month and dateadd(d, -1)"
    )
    #expect(told("datebuild(2023, 13, 1)").hasPrefix("datebuild: the month must be from 1 to 12, not 13 /"))
    #expect(told("left(\"ab\", \"x\")").hasPrefix("left: the number of characters must be a number, not 'x'"))
    #expect(told("asdate(nothing)") == "asdate: a date is needed here, not null / write #\"MM/DD/YYYY\"")
    #expect(told("throw(\"mine\")") == "mine / ")
  }
}

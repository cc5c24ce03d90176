extension BuiltinFunctions {
  static let dateTexts: [BuiltinInfo] = [
    .init(
      "datefmt", "date, format", .stated,
      "The date as text by a format of .NET; :help dates lists its letters.",
      [
        (##"#"02/09/2023".datefmt("yyyy-MM-dd")"##, "2023-02-09"),
        (
          ##"datefmt(#"02/09/2023 21:05:07", "dddd, d MMMM yyyy h:mm tt")"##,
          "Thursday, 9 February 2023 9:05 PM"
        ),
        (##"datefmt(#"02/09/2023 21:05", "HH'h'mm")"##, "21h05"), (##"datefmt(#"02/09/2023", "%d")"##, "9"),
        (##"datefmt(#"02/09/2023", "D")"##, "Thursday, 09 February 2023"),
      ], count: 2...2
    ) { (machine, arguments) throws(RuntimeFault) in try formatted(machine, arguments) },
    .init(
      "asdatetime", "date [, format]", .stated,
      "The date and time as text, MM/dd/yyyy HH:mm:ss or by a format as for datefmt.",
      [
        (##"asdatetime(#"02/09/2023 6:30 PM")"##, "02/09/2023 18:30:00"),
        (##"#"02/09/2023".asdatetime()"##, "02/09/2023 00:00:00"),
        (##"asdatetime(#"02/09/2023 18:30", "h:mm tt")"##, "6:30 PM"),
      ], count: 1...2
    ) { (machine, arguments) throws(RuntimeFault) in try formatted(machine, arguments) },
    .init(
      "asdate", "date", .stated, "The date alone as text, MM/dd/yyyy.",
      [(##"asdate(#"02/09/2023 6:30 PM")"##, "02/09/2023"), ("asdate(44966)", "02/09/2023")], count: 1...1
    ) { (machine, arguments) throws(RuntimeFault) in
      Value(DateFormat.date(DateParts(days: try machine.days(arguments[0]))))
    },
    .init(
      "astime", "date", .stated, "The time alone as text, HH:mm:ss.",
      [(##"astime(#"02/09/2023 6:30 PM")"##, "18:30:00"), ("astime(0.25)", "06:00:00")], count: 1...1
    ) { (machine, arguments) throws(RuntimeFault) in
      Value(DateFormat.time(DateParts(days: try machine.days(arguments[0]))))
    },
    universal("asgmt"), universal("asutc"),
    .init(
      "asisodatetime", "date", .stated,
      "The date and time as ISO 8601 with the zone: yyyy-MM-ddTHH:mm:ss.SSSXXX.",
      [
        (##"asisodatetime(#"02/09/2023 18:30")"##, nil),
        (##"asisodatetime(#"02/09/2023 18:30").left(23)"##, "2023-02-09T18:30:00.000"),
      ], count: 1...1
    ) { (machine, arguments) throws(RuntimeFault) in
      // By way of UTC: a time that the clocks skip becomes one that they show.
      let utc = try machine.utcDays(arguments[0])
      let zone = Clock.offset(ofUTC: utc, host: machine.host)
      let local = DateParts(days: try machine.inRange(utc + Double(zone) / 86_400))
      return Value(DateFormat.isoMilliseconds(local) + (zone == 0 ? "Z" : DateFormat.zone(zone, letters: 3)))
    },
  ]

  private static func universal(_ name: String) -> BuiltinInfo {
    .init(
      name, "date", .stated, "The date and time in UTC as text, MM/dd/yyyy HH:mm:ss.",
      [("\(name)(now())", nil), (##"\##(name)("2023-02-09T18:30:00+05:30")"##, "02/09/2023 13:00:00")],
      count: 1...1
    ) { (machine, arguments) throws(RuntimeFault) in
      Value(DateFormat.dateAndTime(DateParts(days: try machine.utcDays(arguments[0]))))
    }
  }

  /// The first argument as a date, written by the format of the second.
  static func formatted(_ machine: Interpreter, _ arguments: Arguments) throws(RuntimeFault) -> Value {
    let format = arguments.text(1)
    let pattern = format.isEmpty ? nil : try DatePattern(format)
    if let pattern, pattern.isUniversal {
      return Value(pattern.text(DateParts(days: try machine.utcDays(arguments[0]))))
    }
    let days = try machine.days(arguments[0])
    guard let pattern else { return Value(DateFormat.dateAndTime(DateParts(days: days))) }
    let zone = pattern.usesZone ? Clock.offset(ofLocal: days, host: machine.host) : 0
    return Value(pattern.text(DateParts(days: days), zoneSeconds: zone))
  }
}

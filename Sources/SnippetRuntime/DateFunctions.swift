extension BuiltinFunctions {
  static let dates: [BuiltinInfo] = [
    .init(
      "now", "", .stated, "The current date and time of the time zone in use.",
      [("now()", nil), ("datediff(\"day\", now(), now() + 7)", "7")], count: 0...0
    ) { (machine, _) throws(RuntimeFault) in .date(Clock.days(machine.host.now())) },
    .init(
      "datebuild", "year, month, day", .stated, "The date of a year, a month and a day.",
      [("datebuild(2023, 2, 9)", "02/09/2023"), ("datebuild(2024, 2, 29) + 0", "45351")], count: 3...3
    ) { (_, arguments) throws(RuntimeFault) in try built(arguments) },
    .init(
      "datetimebuild", "year, month, day, hour, minute, second", .stated,
      "The date and time of its parts, in 24 hours.",
      [
        ("datetimebuild(2023, 2, 9, 18, 30, 0)", "02/09/2023 18:30:00"),
        ("datetimebuild(2023, 2, 9, 0, 0, 0)", "02/09/2023"),
      ], count: 6...6
    ) { (_, arguments) throws(RuntimeFault) in try built(arguments) },
    .init(
      "dateadd", "date, days", .stated, "The date plus a number of days, which may have a fraction.",
      [
        (##"dateadd(#"02/09/2023", 1)"##, "02/10/2023"),
        (##"#"02/28/2024".dateadd(1.5)"##, "02/29/2024 12:00:00"),
        (##"dateadd("02/09/2023 18:30", 0 - 2 / 24)"##, "02/09/2023 16:30:00"),
      ], count: 2...2
    ) { (machine, arguments) throws(RuntimeFault) in
      let days = try arguments.numeric(1, "the number of days").asDouble
      return .date(try machine.inRange(try machine.days(arguments[0]) + days))
    },
    .init(
      "datediff", "unit, from, to", .stated,
      "The whole units from one date to another, negative backward; units: \(DateUnit.list).",
      [
        (##"datediff("day", #"02/09/2023", #"02/10/2023")"##, "1"),
        (##"datediff("hour", #"02/09/2023 10:00", #"02/09/2023 12:59")"##, "2"),
        (##"datediff("month", #"01/31/2023", #"02/28/2023")"##, "0"),
        (##"datediff("years", #"03/01/2023", #"02/28/2020")"##, "-3"),
      ], count: 3...3
    ) { (machine, arguments) throws(RuntimeFault) in
      let unit = try DateUnit.named(arguments.text(0))
      let from = DateParts(days: try machine.days(arguments[1]))
      return Value(unit.difference(from, DateParts(days: try machine.days(arguments[2]))))
    },
    .init(
      "datepart", "date, unit", .stated,
      "One part of a date; units: \(DateUnit.list), dow (0 is Sunday), doy (day of the year).",
      [
        (##"datepart(#"02/09/2023", "month")"##, "2"),
        (##"#"02/09/2023 1:02:03 PM".datepart("hour")"##, "13"),
        (##"datepart(#"02/09/2023", "dow")"##, "4"), (##"datepart(#"12/31/2024", "doy")"##, "366"),
        (##"datepart(#"01/08/2023", "week")"##, "2"),
      ], count: 2...2
    ) { (machine, arguments) throws(RuntimeFault) in
      let parts = DateParts(days: try machine.days(arguments[0]))
      switch arguments.text(1).lowercased() {
      case "dow": return Value(parts.dayOfWeek)
      case "doy": return Value(parts.dayOfYear)
      default: return Value(try DateUnit.named(arguments.text(1), alsoKnown: ["dow", "doy"]).part(of: parts))
      }
    },
    dayOfWeek("dow"), dayOfWeek("asdatedow"),
  ]

  private static func dayOfWeek(_ name: String) -> BuiltinInfo {
    .init(
      name, "date", .stated, "The day of the week, 0 for Sunday to 6 for Saturday.",
      [(##"\##(name)(#"02/09/2023")"##, "4"), (##"#"02/12/2023".\##(name)()"##, "0")], count: 1...1
    ) { (machine, arguments) throws(RuntimeFault) in
      Value(DateParts(days: try machine.days(arguments[0])).dayOfWeek)
    }
  }

  private static func built(_ arguments: Arguments) throws(RuntimeFault) -> Value {
    let limits = [("year", 1...9999), ("month", 1...12), ("day", 1...31), ("hour", 0...23)]
    let names = limits + [("minute", 0...59), ("second", 0...59)]
    var numbers = [0, 0, 0, 0, 0, 0]
    for (index, (name, range)) in names.enumerated() where index < arguments.count {
      numbers[index] = try arguments.integer(index, "the \(name)")
      guard range.contains(numbers[index]) else {
        throw RuntimeFault(
          .date, "the \(name) must be from \(range.lowerBound) to \(range.upperBound), not \(numbers[index])",
          suggestion: "the order is year, month, day" + (arguments.count > 3 ? ", hour, minute, second" : ""))
      }
    }
    var parts = DateParts(year: numbers[0], month: numbers[1], day: numbers[2])
    (parts.hour, parts.minute, parts.second) = (numbers[3], numbers[4], numbers[5])
    guard parts.isValid else {
      let last = DateParts.daysIn(month: parts.month, year: parts.year)
      throw RuntimeFault(
        .date, "month \(parts.month) of \(parts.year) has \(last) days, not \(parts.day)",
        suggestion: "for the last day take the first of the next month and dateadd(d, -1)")
    }
    return .date(parts.days)
  }
}

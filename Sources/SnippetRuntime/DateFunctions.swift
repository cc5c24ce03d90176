extension BuiltinFunctions {
  static let dates: [BuiltinInfo] = [
    .init("now", "", .stated, "The current date and time.", "now()", nil, count: 0...0) {
      (machine, _) throws(RuntimeFault) in .date(Clock.days(machine.host.now()))
    },
    .init(
      "datebuild", "year, month, day", .stated, "The date of a year, a month and a day.",
      "datebuild(2023, 2, 9)", "02/09/2023", count: 3...3
    ) { (_, arguments) throws(RuntimeFault) in
      try built(arguments)
    },
    .init(
      "datetimebuild", "year, month, day, hour, minute, second", .stated,
      "The date and time of its parts, in 24 hours.", "datetimebuild(2023, 2, 9, 18, 30, 0)",
      "02/09/2023 18:30:00", count: 6...6
    ) { (_, arguments) throws(RuntimeFault) in
      try built(arguments)
    },
    .init(
      "dateadd", "date, days", .stated, "The date plus a number of days, fractions allowed.",
      "dateadd(#\"02/09/2023\", 1)", "02/10/2023", count: 2...2
    ) { (machine, arguments) throws(RuntimeFault) in
      .date(try machine.inRange(try machine.days(arguments[0]) + arguments.number(1).asDouble))
    },
    .init(
      "datediff", "unit, from, to", .stated,
      "The whole units from one date to another: year, month, week, day, hour, minute, second, millisecond.",
      "datediff(\"day\", #\"02/09/2023\", #\"02/10/2023\")", "1", count: 3...3
    ) { (machine, arguments) throws(RuntimeFault) in
      let unit = try DateUnit.named(arguments.text(0))
      let from = DateParts(days: try machine.days(arguments[1]))
      return Value(unit.difference(from, DateParts(days: try machine.days(arguments[2]))))
    },
    .init(
      "datepart", "date, unit", .stated,
      "One part of a date; also dow (0 is Sunday) and doy (day of the year).",
      "datepart(#\"02/09/2023\", \"month\")", "2", count: 2...2
    ) { (machine, arguments) throws(RuntimeFault) in
      let parts = DateParts(days: try machine.days(arguments[0]))
      switch arguments.text(1).lowercased() {
      case "dow": return Value(parts.dayOfWeek)
      case "doy": return Value(parts.dayOfYear)
      default: return Value(try DateUnit.named(arguments.text(1)).part(of: parts))
      }
    },
    .init(
      "datefmt", "date, format", .stated, "The date as text, by letters such as yyyy MM dd HH mm ss tt.",
      "#\"02/09/2023\".datefmt(\"yyyy-MM-dd\")", "2023-02-09", count: 2...2
    ) { (machine, arguments) throws(RuntimeFault) in
      try formatted(machine, arguments)
    },
    .init(
      "asdatetime", "date [, format]", .stated, "The date and time as text.",
      "asdatetime(#\"02/09/2023 6:30 PM\")", "02/09/2023 18:30:00", count: 1...2
    ) { (machine, arguments) throws(RuntimeFault) in
      try formatted(machine, arguments)
    },
    .init(
      "asdate", "date", .stated, "The date alone as text.", "asdate(#\"02/09/2023 6:30 PM\")", "02/09/2023",
      count: 1...1
    ) { (machine, arguments) throws(RuntimeFault) in
      Value(DateFormat.text(DateParts(days: try machine.days(arguments[0])), format: "MM/dd/yyyy"))
    },
    .init(
      "astime", "date", .stated, "The time alone as text.", "astime(#\"02/09/2023 6:30 PM\")", "18:30:00",
      count: 1...1
    ) { (machine, arguments) throws(RuntimeFault) in
      Value(DateFormat.text(DateParts(days: try machine.days(arguments[0])), format: "HH:mm:ss"))
    },
    .init("asgmt", "date", .stated, "The date and time in UTC, as text.", "asgmt(now())", nil, count: 1...1) {
      (machine, arguments) throws(RuntimeFault) in try universal(machine, arguments)
    },
    .init("asutc", "date", .stated, "The date and time in UTC, as text.", "asutc(now())", nil, count: 1...1) {
      (machine, arguments) throws(RuntimeFault) in try universal(machine, arguments)
    },
    .init(
      "asisodatetime", "date", .stated, "The date and time as ISO 8601 with the zone.",
      "asisodatetime(#\"02/09/2023 18:30\")", nil, count: 1...1
    ) { (machine, arguments) throws(RuntimeFault) in
      let days = try machine.days(arguments[0])
      let zone = Clock.offset(ofLocal: days, host: machine.host)
      let text = DateFormat.text(DateParts(days: days), format: "yyyy-MM-ddTHH:mm:ss.fff")
      return Value(text + (zone == 0 ? "Z" : DateFormat.zoneText(zone, letters: 3)))
    },
    .init(
      "dow", "date", .stated, "The day of the week, 0 for Sunday to 6.", "dow(#\"02/09/2023\")", "4",
      count: 1...1
    ) { (machine, arguments) throws(RuntimeFault) in
      Value(DateParts(days: try machine.days(arguments[0])).dayOfWeek)
    },
    .init(
      "asdatedow", "date", .stated, "The day of the week, 0 for Sunday to 6.", "asdatedow(#\"02/09/2023\")",
      "4",
      count: 1...1
    ) { (machine, arguments) throws(RuntimeFault) in
      Value(DateParts(days: try machine.days(arguments[0])).dayOfWeek)
    },
  ]

  private static func built(_ arguments: Arguments) throws(RuntimeFault) -> Value {
    var parts = DateParts(
      year: try arguments.integer(0, "the year"), month: try arguments.integer(1, "the month"),
      day: try arguments.integer(2, "the day"))
    if arguments.count > 3 {
      parts.hour = try arguments.integer(3, "the hour")
      parts.minute = try arguments.integer(4, "the minute")
      parts.second = try arguments.integer(5, "the second")
    }
    guard parts.isValid else {
      let numbers = (0..<arguments.count).map(arguments.text).joined(separator: ", ")
      throw RuntimeFault(
        .date, "there is no date \(numbers)", suggestion: "give year, month, day and so on in this order")
    }
    return .date(parts.days)
  }

  private static func formatted(_ machine: Interpreter, _ arguments: Arguments) throws(RuntimeFault) -> Value
  {
    let days = try machine.days(arguments[0])
    let format = arguments[1].isNull ? DateFormat.standard : arguments.text(1)
    let zone =
      format.contains("z") || format.contains("K") ? Clock.offset(ofLocal: days, host: machine.host) : 0
    return Value(DateFormat.text(DateParts(days: days), format: format, zoneSeconds: zone))
  }

  private static func universal(_ machine: Interpreter, _ arguments: Arguments) throws(RuntimeFault) -> Value
  {
    let days = Clock.utc(fromLocal: try machine.days(arguments[0]), host: machine.host)
    return Value(DateFormat.text(DateParts(days: days), format: DateFormat.standard))
  }
}

/// A unit of `datediff` and `datepart`.
enum DateUnit: String, CaseIterable {
  case year, month, week, day, hour, minute, second, millisecond

  static func named(_ name: String) throws(RuntimeFault) -> DateUnit {
    let folded = name.lowercased()
    if let unit = DateUnit(rawValue: folded) ?? DateUnit(rawValue: String(folded.dropLast())) { return unit }
    throw RuntimeFault(
      .argument, "'\(name.prefix(40))' is no unit of time",
      suggestion: allCases.map(\.rawValue).joined(separator: ", "))
  }

  /// The whole units from one moment to another, negative when the second is earlier.
  func difference(_ from: DateParts, _ to: DateParts) -> Int {
    let milliseconds = to.milliseconds - from.milliseconds
    switch self {
    case .year: return DateUnit.months(from, to) / 12
    case .month: return DateUnit.months(from, to)
    case .week: return milliseconds / (7 * DateParts.millisecondsADay)
    case .day: return milliseconds / DateParts.millisecondsADay
    case .hour: return milliseconds / 3_600_000
    case .minute: return milliseconds / 60_000
    case .second: return milliseconds / 1000
    case .millisecond: return milliseconds
    }
  }

  private static func months(_ from: DateParts, _ to: DateParts) -> Int {
    if to.milliseconds < from.milliseconds { return -months(to, from) }
    let count = (to.year - from.year) * 12 + to.month - from.month
    let fromRest = from.milliseconds - DateParts(year: from.year, month: from.month, day: 1).milliseconds
    let toRest = to.milliseconds - DateParts(year: to.year, month: to.month, day: 1).milliseconds
    return toRest < fromRest ? count - 1 : count
  }

  func part(of parts: DateParts) -> Int {
    switch self {
    case .year: return parts.year
    case .month: return parts.month
    case .week:
      let newYear = DateParts(year: parts.year, month: 1, day: 1)
      return (parts.dayOfYear - 1 + newYear.dayOfWeek) / 7 + 1
    case .day: return parts.day
    case .hour: return parts.hour
    case .minute: return parts.minute
    case .second: return parts.second
    case .millisecond: return parts.millisecond
    }
  }
}

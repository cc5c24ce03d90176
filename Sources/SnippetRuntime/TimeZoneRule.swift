/// The rule of a zone for all years, as POSIX writes it in the variable TZ.
struct TimeZoneRule {
  /// A day of each year, with a time in seconds from its midnight.
  struct Change: Equatable {
    enum Day: Equatable {
      /// 1 to 365; the 29th of February is never counted.
      case withoutLeapDay(Int)
      /// 0 to 365.
      case ofYear(Int)
      /// Week 5 is the last; weekday 0 is Sunday.
      case weekday(month: Int, week: Int, day: Int)
    }

    var day: Day
    var seconds: Int

    /// Seconds from 1970 to the change, by the clock that is still in force.
    func localSeconds(in year: Int) -> Int64 {
      let number: Int
      switch day {
      case .withoutLeapDay(let day):
        let isShifted = day >= 60 && DateParts.isLeap(year)
        number = DateParts.dayNumber(year: year, month: 1, day: 1) + day - (isShifted ? 0 : 1)
      case .ofYear(let day): number = DateParts.dayNumber(year: year, month: 1, day: 1) + day
      case .weekday(let month, let week, let weekday):
        let first = DateParts(year: year, month: month, day: 1)
        let day = 1 + (weekday - first.dayOfWeek + 7) % 7 + (week - 1) * 7
        let isPastTheEnd = day > DateParts.daysIn(month: month, year: year)
        number = first.dayNumber + day - 1 - (isPastTheEnd ? 7 : 0)
      }
      return Int64(number - DateParts.unixEpoch) * 86_400 + Int64(seconds)
    }
  }

  /// Summer time: its distance from UTC, and when it begins and ends.
  struct Daylight {
    var offset: Int
    var start: Change
    var end: Change
  }

  /// Seconds ahead of UTC in winter, or all the year.
  var standard: Int
  var daylight: Daylight?

  init(standard: Int) { self.standard = standard }

  func stretch(at seconds: Int64) -> TimeZone.Stretch {
    guard let daylight else { return .init(start: nil, end: nil, offset: standard) }
    // Far moments are taken as the ends of the calendar.
    let day = min(max(seconds / 86_400, -800_000), 3_000_000) + Int64(DateParts.unixEpoch)
    let year = DateParts(milliseconds: Int(day) * DateParts.millisecondsADay).year
    var changes: [(moment: Int64, offset: Int)] = []
    for year in year - 1...year + 1 {
      changes.append((daylight.start.localSeconds(in: year) - Int64(standard), daylight.offset))
      changes.append((daylight.end.localSeconds(in: year) - Int64(daylight.offset), standard))
    }
    // Where one summer time ends as the next begins, it never ends.
    changes.sort { ($0.moment, $0.offset == standard ? 0 : 1) < ($1.moment, $1.offset == standard ? 0 : 1) }
    let next = changes.firstIndex { $0.moment > seconds } ?? changes.count
    return .init(
      start: next > 0 ? changes[next - 1].moment : nil,
      end: next < changes.count ? changes[next].moment : nil,
      offset: next > 0 ? changes[next - 1].offset : standard)
  }
}

// MARK: - Reading

extension TimeZoneRule {
  /// Reads `std offset [dst [offset] [,start[/time],end[/time]]]`; nil when the text is no rule.
  init?(_ text: String) {
    guard text.utf8.count <= 128 else { return nil }
    var scanner = Scanner(bytes: Array(text.utf8))
    guard scanner.name(), let west = scanner.time(upTo: 24) else { return nil }
    standard = -west
    if scanner.isAtEnd { return }
    guard scanner.name() else { return nil }
    var offset = standard + 3600
    if !scanner.isAtEnd, scanner.next != UInt8(ascii: ",") {
      guard let west = scanner.time(upTo: 24) else { return nil }
      offset = -west
    }
    // Without days the rule of the United States holds, as other programs have it.
    if scanner.isAtEnd { scanner = Scanner(bytes: Array(",M3.2.0,M11.1.0".utf8)) }
    guard scanner.take(","), let start = scanner.change(), scanner.take(","), let end = scanner.change(),
      scanner.isAtEnd
    else { return nil }
    daylight = Daylight(offset: offset, start: start, end: end)
  }

  private struct Scanner {
    let bytes: [UInt8]
    var position = 0

    var isAtEnd: Bool { position == bytes.count }
    var next: UInt8? { isAtEnd ? nil : bytes[position] }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard next == UInt8(ascii: character) else { return false }
      position += 1
      return true
    }

    /// Three letters or more, or anything such as `+03` between `<` and `>`.
    mutating func name() -> Bool {
      let isQuoted = take("<")
      let start = position
      while let byte = next, isLetter(byte) || isQuoted && isNumeric(byte) { position += 1 }
      return position - start >= 3 && (!isQuoted || take(">"))
    }

    private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
    private func isNumeric(_ byte: UInt8) -> Bool {
      byte &- 0x30 < 10 || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int? {
      let start = position
      var value = 0
      while let byte = next, byte &- 0x30 < 10, position - start < 3 {
        value = value * 10 + Int(byte - 0x30)
        position += 1
      }
      return position > start && range.contains(value) ? value : nil
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func time(upTo hours: Int) -> Int? {
      let isNegative = take("-")
      if !isNegative { _ = take("+") }
      guard var seconds = number(0...hours).map({ $0 * 3600 }) else { return nil }
      for unit in [60, 1] where take(":") {
        guard let part = number(0...59) else { return nil }
        seconds += part * unit
      }
      return isNegative ? -seconds : seconds
    }

    mutating func change() -> Change? {
      guard let day = day() else { return nil }
      guard take("/") else { return Change(day: day, seconds: 7200) }
      return time(upTo: 167).map { Change(day: day, seconds: $0) }
    }

    private mutating func day() -> Change.Day? {
      if take("J") { return number(1...365).map { .withoutLeapDay($0) } }
      guard take("M") else { return number(0...365).map { .ofYear($0) } }
      guard let month = number(1...12), take("."), let week = number(1...5), take("."),
        let day = number(0...6)
      else { return nil }
      return .weekday(month: month, week: week, day: day)
    }
  }
}

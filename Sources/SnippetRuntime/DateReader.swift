/// Reads the ways to write a date that the language takes.
enum DateReader {
  /// A date, and the minutes ahead of UTC if the text names a zone.
  struct Reading {
    var days: Double
    var zoneMinutes: Int?

    /// The same moment in UTC, if the text names a zone.
    var utcDays: Double? { zoneMinutes.map { days - Double($0) / 1440 } }
  }

  /// The days from 1899-12-30 of a text without a zone; nil when it is no date.
  static func days(_ text: String) -> Double? {
    guard let reading = read(text), reading.zoneMinutes == nil else { return nil }
    return reading.days
  }

  /// `MM/DD/YYYY` or `YYYY-MM-DD`, each with a time of 12 or 24 hours or without.
  static func read(_ text: String) -> Reading? {
    guard text.utf8.count <= 64 else { return nil }
    var scanner = Scanner(Array(text.utf8))
    scanner.skipBlanks()
    guard let first = scanner.digits(upTo: 4) else { return nil }
    var parts: DateParts
    if scanner.take("/") {
      guard let day = scanner.digits(upTo: 2), scanner.take("/"),
        let year = scanner.digits(upTo: 4), year.count == 4
      else { return nil }
      parts = DateParts(year: year.value, month: first.value, day: day.value)
    } else if first.count == 4, scanner.take("-") {
      guard let month = scanner.digits(upTo: 2), scanner.take("-"), let day = scanner.digits(upTo: 2)
      else { return nil }
      parts = DateParts(year: first.value, month: month.value, day: day.value)
    } else {
      return nil
    }
    var zone: Int?
    let hadBlank = scanner.skipBlanks()
    if !scanner.isAtEnd {
      guard scanner.take("T") || hadBlank else { return nil }
      guard readTime(&scanner, into: &parts) else { return nil }
      scanner.skipBlanks()
      zone = readZone(&scanner)
      scanner.skipBlanks()
    }
    guard scanner.isAtEnd, parts.isValid else { return nil }
    return Reading(days: parts.days, zoneMinutes: zone)
  }

  private static func readTime(_ scanner: inout Scanner, into parts: inout DateParts) -> Bool {
    guard let hour = scanner.digits(upTo: 2) else { return false }
    parts.hour = hour.value
    if scanner.take(":") {
      guard let minute = scanner.digits(upTo: 2), minute.count == 2 else { return false }
      parts.minute = minute.value
      if scanner.take(":") {
        guard let second = scanner.digits(upTo: 2), second.count == 2 else { return false }
        parts.second = second.value
        if scanner.take(".") {
          guard let fraction = scanner.digits(upTo: 9) else { return false }
          var value = fraction.value
          for _ in 0..<max(0, 3 - fraction.count) { value *= 10 }
          for _ in 0..<max(0, fraction.count - 3) { value /= 10 }
          parts.millisecond = value
        }
      }
    } else {
      // A bare hour is a time only with AM or PM behind it.
      var ahead = scanner
      ahead.skipBlanks()
      guard ahead.take("A") || ahead.take("P") else { return false }
    }
    return readHalf(&scanner, into: &parts)
  }

  private static func readHalf(_ scanner: inout Scanner, into parts: inout DateParts) -> Bool {
    var ahead = scanner
    ahead.skipBlanks()
    let isAfternoon = ahead.take("P")
    guard isAfternoon || ahead.take("A") else { return true }
    guard ahead.take("M"), (1...12).contains(parts.hour) else { return false }
    parts.hour = parts.hour % 12 + (isAfternoon ? 12 : 0)
    scanner = ahead
    return true
  }

  private static func readZone(_ scanner: inout Scanner) -> Int? {
    if scanner.take("Z") { return 0 }
    var ahead = scanner
    let isBehind = ahead.take("-")
    guard isBehind || ahead.take("+"), let hours = ahead.digits(upTo: 2), hours.count == 2 else { return nil }
    _ = ahead.take(":")
    let minutes = ahead.digits(upTo: 2)?.value ?? 0
    guard hours.value <= 14, minutes < 60 else { return nil }
    scanner = ahead
    let total = hours.value * 60 + minutes
    return isBehind ? -total : total
  }

  private struct Scanner {
    let bytes: [UInt8]
    var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    @discardableResult
    mutating func skipBlanks() -> Bool {
      let start = position
      while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
      return position > start
    }

    /// Takes one character, a letter in either case.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard position < bytes.count else { return false }
      let wanted = UInt8(truncatingIfNeeded: character.value)
      let isLetter = wanted >= 0x41
      guard bytes[position] == wanted || (isLetter && bytes[position] == wanted | 0x20) else { return false }
      position += 1
      return true
    }

    mutating func digits(upTo limit: Int) -> (value: Int, count: Int)? {
      let start = position
      var value = 0
      while position < bytes.count, position - start < limit, bytes[position] &- 0x30 < 10 {
        value = value * 10 + Int(bytes[position] - 0x30)
        position += 1
      }
      return position > start ? (value, position - start) : nil
    }
  }
}

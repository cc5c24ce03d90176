/// Dates and times of RFC 3339.
enum DateFormats {
  static func isDateTime(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count > 11, isDate(text.prefix(10)) else { return false }
    return text[text.startIndex + 10] | 0x20 == UInt8(ascii: "t") && isTime(text.dropFirst(11))
  }

  static func isDate(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 3, let year = number(parts[0], digits: 4), let month = number(parts[1], digits: 2),
      let day = number(parts[2], digits: 2), (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }

  /// A time with its distance from UTC; second 60 is one only at the end of a day in UTC.
  static func isTime(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count >= 9, let (hour, minute) = clock(text.prefix(5)),
      text[text.startIndex + 5] == UInt8(ascii: ":"),
      let second = number(text.dropFirst(6).prefix(2), digits: 2), second <= 60
    else { return false }
    var rest = text.dropFirst(8)
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix { isDigit($0) }.count
      guard digits > 0 else { return false }
      rest = rest.dropFirst(1 + digits)
    }
    guard let distance = distance(rest) else { return false }
    return second < 60 || (hour * 60 + minute - distance + 1440 * 2) % 1440 == 1439
  }

  /// Minutes from UTC, of `Z` or `+01:30`.
  private static func distance(_ text: ArraySlice<UInt8>) -> Int? {
    switch text.first {
    case UInt8(ascii: "Z"), UInt8(ascii: "z"): return text.count == 1 ? 0 : nil
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      guard let (hour, minute) = clock(text.dropFirst()) else { return nil }
      return (text.first == UInt8(ascii: "-") ? -1 : 1) * (hour * 60 + minute)
    default: return nil
    }
  }

  private static func clock(_ text: ArraySlice<UInt8>) -> (hour: Int, minute: Int)? {
    guard text.count == 5, text[text.startIndex + 2] == UInt8(ascii: ":"),
      let hour = number(text.prefix(2), digits: 2), hour < 24,
      let minute = number(text.suffix(2), digits: 2), minute < 60
    else { return nil }
    return (hour, minute)
  }

  private static func number(_ text: ArraySlice<UInt8>, digits: Int) -> Int? {
    guard text.count == digits, text.allSatisfy(isDigit) else { return nil }
    return text.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}

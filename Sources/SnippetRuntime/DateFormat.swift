/// Writes dates in the ways the language has by itself; `DatePattern` writes them as a script asks.
enum DateFormat {
  /// How a date stands in text: without the time when it is midnight.
  static func display(_ days: Double) -> String {
    let parts = DateParts(days: days)
    let isMidnight = parts.milliseconds % DateParts.millisecondsADay == 0
    return isMidnight ? date(parts) : dateAndTime(parts)
  }

  /// `MM/dd/yyyy`.
  static func date(_ parts: DateParts) -> String {
    "\(padded(parts.month, 2))/\(padded(parts.day, 2))/\(padded(parts.year, 4))"
  }

  /// `HH:mm:ss`.
  static func time(_ parts: DateParts) -> String {
    "\(padded(parts.hour, 2)):\(padded(parts.minute, 2)):\(padded(parts.second, 2))"
  }

  /// `MM/dd/yyyy HH:mm:ss`.
  static func dateAndTime(_ parts: DateParts) -> String { "\(date(parts)) \(time(parts))" }

  /// The date as ISO 8601 without a zone, as it stands in JSON.
  static func iso(_ days: Double) -> String {
    let parts = DateParts(days: days)
    return parts.millisecond == 0 ? isoSeconds(parts) : isoMilliseconds(parts)
  }

  /// `yyyy-MM-ddTHH:mm:ss.fff`.
  static func isoMilliseconds(_ parts: DateParts) -> String {
    "\(isoSeconds(parts)).\(padded(parts.millisecond, 3))"
  }

  private static func isoSeconds(_ parts: DateParts) -> String {
    "\(padded(parts.year, 4))-\(padded(parts.month, 2))-\(padded(parts.day, 2))T\(time(parts))"
  }

  /// `+1`, `+01` or `+01:00` for 1, 2 or more letters.
  static func zone(_ seconds: Int, letters: Int) -> String {
    let minutes = abs(seconds) / 60
    let sign = seconds <= -60 ? "-" : "+"
    let hours = padded(minutes / 60, letters == 1 ? 1 : 2)
    return sign + hours + (letters >= 3 ? ":" + padded(minutes % 60, 2) : "")
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}

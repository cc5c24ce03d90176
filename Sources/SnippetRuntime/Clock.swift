/// Turns the host's clock into the language's dates.
///
/// A local time that the clocks show twice means the first of the two moments. One that they skip is read with the
/// distance from UTC before the change, so that it comes to lie as far behind the change as it was put.
enum Clock {
  private static let millisecondsADay = Double(DateParts.millisecondsADay)

  /// The local date and time of a reading.
  static func days(_ reading: ClockReading) -> Double {
    let local = Double(reading.unixMilliseconds) + Double(reading.zoneOffsetSeconds) * 1000
    return local / millisecondsADay + Double(DateParts.unixEpoch)
  }

  /// The zone's distance from UTC, in seconds, at a local date.
  static func offset(ofLocal days: Double, host: any Host) -> Int {
    let local = unixSeconds(days)
    // The clocks change at most once in two days, so these are the candidates.
    let before = host.zoneOffset(atUnixSeconds: local - 86_400)
    let after = host.zoneOffset(atUnixSeconds: local + 86_400)
    if before == after { return before }
    // The larger distance is the earlier moment.
    for offset in [max(before, after), min(before, after)]
    where host.zoneOffset(atUnixSeconds: local - Int64(offset)) == offset {
      return offset
    }
    return before
  }

  static func utc(fromLocal days: Double, host: any Host) -> Double {
    days - Double(offset(ofLocal: days, host: host)) / 86_400
  }

  static func local(fromUTC days: Double, host: any Host) -> Double {
    days + Double(offset(ofUTC: days, host: host)) / 86_400
  }

  static func offset(ofUTC days: Double, host: any Host) -> Int {
    host.zoneOffset(atUnixSeconds: unixSeconds(days))
  }

  private static func unixSeconds(_ days: Double) -> Int64 {
    // Whole milliseconds first: a date at a change must not fall before it by a rounding.
    Int64((((days - Double(DateParts.unixEpoch)) * millisecondsADay).rounded() / 1000).rounded(.down))
  }
}

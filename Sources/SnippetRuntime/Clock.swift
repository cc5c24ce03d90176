/// Turns the host's clock into the language's dates.
enum Clock {
  private static let millisecondsADay = Double(DateParts.millisecondsADay)

  /// The local date and time of a reading.
  static func days(_ reading: ClockReading) -> Double {
    let local = reading.unixMilliseconds + Int64(reading.zoneOffsetSeconds) * 1000
    return Double(local) / millisecondsADay + Double(DateParts.unixEpoch)
  }

  /// The zone's distance from UTC, in seconds, at a local date.
  static func offset(ofLocal days: Double, host: any Host) -> Int {
    let local = Int64(((days - Double(DateParts.unixEpoch)) * 86_400).rounded(.down))
    // The offset belongs to the UTC moment, which takes the offset to find.
    let guess = host.zoneOffset(atUnixSeconds: local - Int64(host.zoneOffset(atUnixSeconds: local)))
    return host.zoneOffset(atUnixSeconds: local - Int64(guess))
  }

  static func utc(fromLocal days: Double, host: any Host) -> Double {
    days - Double(offset(ofLocal: days, host: host)) / 86_400
  }

  static func local(fromUTC days: Double, host: any Host) -> Double {
    let seconds = Int64(((days - Double(DateParts.unixEpoch)) * 86_400).rounded(.down))
    return days + Double(host.zoneOffset(atUnixSeconds: seconds)) / 86_400
  }
}

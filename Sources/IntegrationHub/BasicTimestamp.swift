/// A moment in the basic format of ISO 8601.
package enum BasicTimestamp {
  /// `20150830T123600Z`, by the civil calendar.
  package static func text(_ unixMilliseconds: Int64) -> String {
    let seconds = unixMilliseconds / 1000 - (unixMilliseconds % 1000 < 0 ? 1 : 0)
    let second = ((seconds % 86_400) + 86_400) % 86_400
    // Days since 0000-03-01, so that the leap day comes last in a year.
    let days = (seconds - second) / 86_400 + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let day = days - era * 146_097
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
    let dayOfYear = day - (365 * year + year / 4 - year / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let values = [
      year + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1, second / 3600,
      second / 60 % 60, second % 60,
    ]
    let texts = values.enumerated().map { index, value in
      let digits = String(value)
      return String(repeating: "0", count: max(0, (index == 0 ? 4 : 2) - digits.count)) + digits
    }
    return texts[..<3].joined() + "T" + texts[3...].joined() + "Z"
  }
}

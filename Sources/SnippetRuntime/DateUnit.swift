import SnippetSyntax

/// A unit of `datediff` and `datepart`.
enum DateUnit: String, CaseIterable {
  case year, month, week, day, hour, minute, second, millisecond

  static let list = allCases.map(\.rawValue).joined(separator: ", ")

  /// The unit of a name in any case, also in the plural.
  static func named(_ name: String, alsoKnown: [String] = []) throws(RuntimeFault) -> DateUnit {
    let folded = name.lowercased()
    let singular = folded.hasSuffix("s") ? String(folded.dropLast()) : folded
    if let unit = DateUnit(rawValue: singular) { return unit }
    throw RuntimeFault(
      .argument, "\(QuotedText.value(name)) is no unit of time",
      suggestion: ([list] + alsoKnown).joined(separator: ", "))
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

  /// A week begins on Sunday; the first one holds the 1st of January.
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

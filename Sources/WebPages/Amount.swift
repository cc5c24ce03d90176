/// Sizes and times as a reader likes them.
enum Amount {
  private static let units = ["B", "KB", "MB", "GB", "TB"]

  /// Such as `312 B` or `4.7 KB`.
  static func bytes(_ count: Int) -> String {
    var amount = max(0, count)
    var rest = 0
    var unit = 0
    while amount >= 1000, unit < units.count - 1 {
      (amount, rest) = (amount / 1000, amount % 1000 / 100)
      unit += 1
    }
    return unit == 0 || amount >= 10 ? "\(amount) \(units[unit])" : "\(amount).\(rest) \(units[unit])"
  }

  /// Microseconds, such as `12.3 ms` or `2.1 s`.
  static func milliseconds(_ microseconds: Int) -> String {
    microseconds < 1_000_000
      ? "\(microseconds / 1000).\(microseconds % 1000 / 100) ms"
      : "\(microseconds / 1_000_000).\(microseconds % 1_000_000 / 100_000) s"
  }
}

/// Sizes and times as a reader likes them.
enum Amount {
  private static let units = ["B", "KB", "MB", "GB", "TB"]

  /// Such as `312 B` or `4.7 KB`.
  static func bytes(_ count: Int) -> String {
    var amount = Double(max(0, count))
    var unit = 0
    while amount >= 999.5, unit < units.count - 1 {
      amount /= 1000
      unit += 1
    }
    let tenths = Int((amount * 10).rounded())
    return unit == 0 || tenths >= 100
      ? "\(Int(amount.rounded())) \(units[unit])" : "\(tenths / 10).\(tenths % 10) \(units[unit])"
  }

  /// Microseconds, such as `12.3 ms` or `2.1 s`.
  static func milliseconds(_ microseconds: Int) -> String {
    microseconds < 1_000_000
      ? "\(microseconds / 1000).\(microseconds % 1000 / 100) ms"
      : "\(microseconds / 1_000_000).\(microseconds % 1_000_000 / 100_000) s"
  }
}

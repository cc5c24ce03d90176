/// How sizes and times are written for a person.
package enum Amount {
  private static let units = ["B", "KB", "MB", "GB", "TB"]

  /// Such as `312 B`, `4.7 KB`, `12 MB`; a KB is 1000 B.
  package static func bytes(_ count: Int) -> String {
    var amount = Double(max(0, count))
    var unit = 0
    while amount >= 999.5, unit < units.count - 1 {
      amount /= 1000
      unit += 1
    }
    return "\(decimal(amount, unit == 0 || amount >= 9.95 ? 0 : 1)) \(units[unit])"
  }

  /// Microseconds with one decimal, such as `12.3 ms` or `2.1 s`.
  package static func time(_ microseconds: Int) -> String {
    microseconds < 1_000_000
      ? "\(decimal(Double(microseconds) / 1000, 1)) ms" : "\(decimal(Double(microseconds) / 1_000_000, 1)) s"
  }

  /// A number with so many digits behind the point, at most 3.
  package static func decimal(_ number: Double, _ digits: Int) -> String {
    let scale = [1, 10, 100, 1000][digits]
    let scaled = Int((number * Double(scale)).rounded())
    guard digits > 0 else { return String(scaled) }
    let fraction = String(scaled % scale)
    return "\(scaled / scale)." + String(repeating: "0", count: digits - fraction.count) + fraction
  }
}

/// Seconds in decimal, with a point in every locale.
enum Seconds {
  /// With six decimals.
  static func microseconds(_ count: Int) -> String { text(count, unit: 1_000_000, decimals: 6) }

  /// With three decimals.
  static func milliseconds(_ microseconds: Int) -> String {
    text((microseconds + 500) / 1000, unit: 1000, decimals: 3)
  }

  private static func text(_ count: Int, unit: Int, decimals: Int) -> String {
    let fraction = String(count % unit)
    return "\(count / unit)." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }
}

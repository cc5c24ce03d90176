import JSON

/// An amount of money in whole cents, so that sums are exact.
struct Amount {
  var cents: Int

  init(cents: Int) {
    self.cents = cents
  }

  /// nil when the value is not a number from 0 to a million with at most two decimals.
  init?(_ value: JSONValue) {
    guard case .number(let text) = value else { return nil }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = Int(parts[0]), (0...1_000_000).contains(whole) else {
      return nil
    }
    let decimals = parts.count > 1 ? parts[1] : "00"
    guard decimals.count <= 2, let part = UInt8(decimals.count == 1 ? decimals + "0" : decimals) else {
      return nil
    }
    cents = whole * 100 + Int(part)
  }

  /// Always with two decimals, as money is written.
  var json: JSONValue {
    .number("\(cents / 100).\(cents % 100 / 10)\(cents % 10)")
  }
}

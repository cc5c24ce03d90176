extension JSONNumber {
  /// Whether it has no fraction, however it is written.
  package var isWhole: Bool { exponent >= 0 }

  /// Whether it is more than zero.
  package var isPositive: Bool { sign > 0 }

  /// How many digits it has between the zeros at its two ends.
  package var significantDigits: Int { digits.count }

  /// The most digits that a divisor may have.
  package static let longestDivisor = 37

  /// Whether it is a whole number of times another one; false when that is zero or has too many digits.
  package func isMultiple(of divisor: JSONNumber) -> Bool {
    guard !digits.isEmpty else { return true }
    guard !divisor.digits.isEmpty, divisor.digits.count <= JSONNumber.longestDivisor,
      exponent >= divisor.exponent
    else { return false }
    let modulus = divisor.digits.reduce(UInt128(0)) { $0 * 10 + UInt128($1) }
    var remainder = digits.reduce(UInt128(0)) { ($0 * 10 + UInt128($1)) % modulus }
    // The divisor has fewer than 128 factors of 2 and of 5, so zeros beyond that change nothing.
    for _ in 0..<min(exponent - divisor.exponent, 128) { remainder = remainder * 10 % modulus }
    return remainder == 0
  }
}

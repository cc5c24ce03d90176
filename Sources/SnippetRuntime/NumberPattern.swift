import SnippetSyntax

/// A custom number format: `0` and `#` for digits, `,` for groups, `.` for the fraction, `%` for hundredths.
struct NumberPattern {
  private var prefix = ""
  private var suffix = ""
  private var wholeZeros = 0
  private var hasGroups = false
  private var fractionZeros = 0
  private var fractionDigits = 0
  private var isPercent = false

  init(_ format: String) throws(RuntimeFault) {
    if let standard = NumberPattern.standard(format) {
      self = try NumberPattern(standard)
      return
    }
    var isInFraction = false
    var hasDigits = false
    for character in format {
      switch character {
      case "0":
        hasDigits = true
        if isInFraction {
          fractionDigits += 1
          fractionZeros = fractionDigits
        } else {
          wholeZeros += 1
        }
      case "#":
        hasDigits = true
        if isInFraction { fractionDigits += 1 }
      case "," where hasDigits && suffix.isEmpty: hasGroups = true
      case "." where !isInFraction && suffix.isEmpty: isInFraction = true
      default:
        if character == "%" { isPercent = true }
        if hasDigits { suffix.append(character) } else { prefix.append(character) }
      }
    }
    guard hasDigits, wholeZeros <= 30, fractionDigits <= 30 else {
      throw RuntimeFault(
        .argument, "\(QuotedText.value(format)) is no format for a number",
        suggestion: "write a format such as 0.00, #,##0 or N2")
    }
  }

  /// `F2`, `N0`, `P1` and `D5` written out.
  private static func standard(_ format: String) -> String? {
    guard let letter = format.first, let digits = format.count == 1 ? 2 : Int(format.dropFirst()),
      (0...15).contains(digits)
    else { return nil }
    let fraction = digits > 0 ? "." + String(repeating: "0", count: digits) : ""
    switch letter {
    case "F", "f": return "0" + fraction
    case "N", "n": return "#,##0" + fraction
    case "P", "p": return "#,##0\(fraction) %"
    case "D", "d": return String(repeating: "0", count: max(1, format.count == 1 ? 1 : digits))
    default: return nil
    }
  }

  func text(_ number: Number) -> String {
    let value = isPercent ? number.asDouble * 100 : number.asDouble
    var (whole, fraction) = digits(of: number, value)
    var isZero = !whole.contains { $0 != "0" } && !fraction.contains { $0 != "0" }
    isZero = isZero || value >= 0
    while whole.count < wholeZeros { whole.insert("0", at: whole.startIndex) }
    if wholeZeros == 0, whole == "0" { whole = "" }
    while fraction.count > fractionZeros, fraction.last == "0" { fraction.removeLast() }
    if hasGroups { whole = grouped(whole) }
    return (isZero ? "" : "-") + prefix + whole + (fraction.isEmpty ? "" : "." + fraction) + suffix
  }

  private func digits(of number: Number, _ value: Double) -> (String, String) {
    if !isPercent, case .integer(let integer) = number {
      return (String(integer.magnitude), String(repeating: "0", count: fractionDigits))
    }
    let decimal = NumberFormat.decimal(abs(value), fractionDigits: fractionDigits)
    let parts = decimal.split(separator: ".")
    return (parts.first.map(String.init) ?? "0", parts.count > 1 ? String(parts[1]) : "")
  }

  private func grouped(_ digits: String) -> String {
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return result
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Prints numbers as the platform does: up to 15 significant digits.
enum NumberFormat {
  static func text(_ number: Double) -> String {
    if let whole = Int64(exactly: number) { return String(whole) }
    guard number.isFinite else { return number.isNaN ? "NaN" : number > 0 ? "Infinity" : "-Infinity" }
    let (digits, exponent) = significantDigits(abs(number))
    let sign = number < 0 ? "-" : ""
    return sign + laidOut(digits, exponent: exponent)
  }

  /// At most 15 digits without trailing zeros, and the power of ten of the first.
  private static func significantDigits(_ number: Double) -> (digits: [UInt8], exponent: Int) {
    let shortest = parts("\(number)")
    if shortest.digits.count <= 15 { return shortest }
    // Rounded from the exact binary value, not from the shortest text.
    var buffer = [CChar](repeating: 0, count: 40)
    let written = withVaList([number]) { vsnprintf(&buffer, buffer.count, "%.14e", $0) }
    let bytes = buffer.prefix(max(0, Int(written))).map { UInt8(bitPattern: $0) }
    return parts(String(decoding: bytes, as: UTF8.self))
  }

  /// Takes `12.5`, `1.25e-07` and the like apart; any decimal mark will do.
  private static func parts(_ text: String) -> (digits: [UInt8], exponent: Int) {
    var digits: [UInt8] = []
    var exponent = 0
    var wholeDigits: Int?
    var bytes = text.utf8[...]
    while let byte = bytes.first {
      if byte &- 0x30 < 10 {
        digits.append(byte)
      } else if byte | 0x20 == UInt8(ascii: "e") {
        exponent = Int(String(bytes.dropFirst().drop { $0 == UInt8(ascii: "+") }) ?? "") ?? 0
        break
      } else if wholeDigits == nil {
        wholeDigits = digits.count
      }
      bytes = bytes.dropFirst()
    }
    exponent += (wholeDigits ?? digits.count) - 1
    let leadingZeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
    digits.removeFirst(leadingZeros)
    exponent -= leadingZeros
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    return digits.isEmpty ? ([UInt8(ascii: "0")], 0) : (digits, exponent)
  }

  private static func laidOut(_ digits: [UInt8], exponent: Int) -> String {
    let text = String(decoding: digits, as: UTF8.self)
    if exponent < -4 || exponent >= 15 {
      let fraction = text.count > 1 ? "." + text.dropFirst() : ""
      let power = abs(exponent) < 10 ? "0\(abs(exponent))" : "\(abs(exponent))"
      return "\(text.prefix(1))\(fraction)E\(exponent < 0 ? "-" : "+")\(power)"
    }
    if exponent < 0 {
      return "0." + String(repeating: "0", count: -exponent - 1) + text
    }
    if digits.count <= exponent + 1 {
      return text + String(repeating: "0", count: exponent + 1 - digits.count)
    }
    return "\(text.prefix(exponent + 1)).\(text.dropFirst(exponent + 1))"
  }

  /// The number with exactly so many digits after the point, rounded half away from zero as it is printed.
  static func decimal(_ number: Double, fractionDigits: Int) -> String {
    var (digits, exponent) = significantDigits(abs(number))
    // The first digit that is cut away.
    let cut = exponent + 1 + fractionDigits
    if cut < digits.count {
      let roundsUp = cut >= 0 && digits[cut] >= UInt8(ascii: "5")
      digits = Array(digits.prefix(max(0, cut)))
      if roundsUp { carry(into: &digits, &exponent) }
    }
    if digits.isEmpty { (digits, exponent) = ([UInt8(ascii: "0")], 0) }
    func digit(_ place: Int) -> Character {
      let index = exponent - place
      return digits.indices.contains(index) ? Character(Unicode.Scalar(digits[index])) : "0"
    }
    var result = ""
    for place in stride(from: max(0, exponent), through: 0, by: -1) { result.append(digit(place)) }
    if fractionDigits > 0 {
      result.append(".")
      for place in 1...fractionDigits { result.append(digit(-place)) }
    }
    return result
  }

  private static func carry(into digits: inout [UInt8], _ exponent: inout Int) {
    var index = digits.count - 1
    while index >= 0 {
      if digits[index] < UInt8(ascii: "9") {
        digits[index] += 1
        return
      }
      digits[index] = UInt8(ascii: "0")
      index -= 1
    }
    digits.insert(UInt8(ascii: "1"), at: 0)
    exponent += 1
  }
}

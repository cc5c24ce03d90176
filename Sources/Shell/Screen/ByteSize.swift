/// Sizes as a person types them: `500`, `64K`, `8M`, `1G`; a K is 1024 bytes.
enum ByteSize {
  private static let units: [(letter: Character, shift: Int)] = [("G", 30), ("M", 20), ("K", 10)]

  /// The number of bytes; nil for what is no size.
  static func read(_ text: String) -> Int? {
    guard let last = text.uppercased().last, text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    let unit = units.first { $0.letter == last }
    guard let number = Int(unit == nil ? text : String(text.dropLast())), number >= 0,
      number.leadingZeroBitCount > (unit?.shift ?? 0)
    else { return nil }
    return number << (unit?.shift ?? 0)
  }

  /// The shortest way to write it.
  static func text(_ size: Int) -> String {
    let unit = units.first { size > 0 && size % (1 << $0.shift) == 0 }
    return unit.map { "\(size >> $0.shift)\($0.letter)" } ?? String(size)
  }
}

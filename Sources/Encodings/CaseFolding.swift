extension String {
  /// Whether two texts are the same but for the case of their letters; names are mostly ASCII, and compared in place.
  package func isEqual(ignoringCase other: String) -> Bool {
    var (these, those) = (utf8.makeIterator(), other.utf8.makeIterator())
    while true {
      let (this, that) = (these.next(), those.next())
      guard let this, let that else { return this == nil && that == nil }
      if this | that >= 0x80 { return lowercased() == other.lowercased() }
      if this != that, Self.folded(this) != Self.folded(that) { return false }
    }
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }
}

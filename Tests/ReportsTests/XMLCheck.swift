/// What XML 1.0 asks of a document with elements, attributes and text alone.
enum XMLCheck {
  /// What is not well-formed; none for a sound document.
  static func faults(in text: String) -> [String] {
    var faults: [String] = []
    var open: [String] = []
    var rest = Array(text.unicodeScalars)[...]
    for scalar in rest where !isCharacter(scalar) { faults.append("U+\(String(scalar.value, radix: 16))") }
    while let start = rest.firstIndex(of: "<") {
      faults += self.faults(inText: rest[..<start])
      guard let end = end(of: rest[start...]) else { return faults + ["an open <"] }
      let tag = string(rest[(start + 1)..<end])
      rest = rest[(end + 1)...]
      if tag.hasPrefix("?") { continue }
      if tag.hasPrefix("/") {
        if open.popLast() != String(tag.dropFirst()) { faults.append("</\(tag.dropFirst())> closes another") }
        continue
      }
      let whole = /([a-z]+)((?: [a-z]+="[^"<]*")*)(\/?)/
      guard let match = tag.wholeMatch(of: whole.matchingSemantics(.unicodeScalar)) else {
        faults.append("<\(tag)>")
        continue
      }
      faults += self.faults(inText: Array(match.2.unicodeScalars)[...])
      if match.3.isEmpty { open.append(String(match.1)) }
    }
    return faults + self.faults(inText: rest) + open.map { "\($0) is open" }
  }

  /// The values of an attribute, in order.
  static func attributes(_ name: String, in text: String) -> [String] {
    let pattern = /([a-z]+)="([^"<]*)"/
    return text.matches(of: pattern.matchingSemantics(.unicodeScalar)).filter { $0.1 == name }.map { match in
      var value = String.UnicodeScalarView(match.2.unicodeScalars)
      for (reference, sign) in [
        ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#9;", "\t"), ("&amp;", "&"),
      ] {
        value.replace(reference.unicodeScalars, with: sign.unicodeScalars)
      }
      return String(value)
    }
  }

  private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF || scalar == "\n"
      || scalar == "\t"
  }

  private static func faults(inText text: ArraySlice<Unicode.Scalar>) -> [String] {
    var faults: [String] = []
    for index in text.indices where text[index] == "&" {
      let name = string(text[(index + 1)...].prefix { $0 != ";" })
      if !["amp", "lt", "gt", "quot", "#9", "#10"].contains(name) { faults.append("&\(name.prefix(20))") }
    }
    if text.indices.contains(where: { string(text[$0...].prefix(3)) == "]]>" }) { faults.append("]]>") }
    return faults
  }

  private static func end(of tag: ArraySlice<Unicode.Scalar>) -> Int? {
    var isQuoted = false
    for index in tag.indices {
      if tag[index] == "\"" { isQuoted.toggle() }
      if tag[index] == ">", !isQuoted { return index }
    }
    return nil
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }
}

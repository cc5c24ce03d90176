/// A set of characters: single ones, ranges and general categories, or all but these.
struct CharacterClass: Sendable {
  private(set) var isNegated = false
  private var ranges: [ClosedRange<Unicode.Scalar>] = []
  /// One bit for each general category.
  private var categories: UInt32 = 0

  init(isNegated: Bool = false) {
    self.isNegated = isNegated
  }

  mutating func insert(_ range: ClosedRange<Unicode.Scalar>) {
    ranges.append(range)
  }

  /// Adds the characters of these categories, or all others.
  mutating func insert(_ set: UInt32, isNegated: Bool) {
    categories |= isNegated ? ~set : set
  }

  /// The same class, its ranges in order and apart from one another, as `contains` needs them.
  var sorted: CharacterClass {
    var result = self
    result.ranges = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = result.ranges.last, range.lowerBound <= last.upperBound {
        result.ranges[result.ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        result.ranges.append(range)
      }
    }
    return result
  }

  /// Whether a character is in a sorted class.
  func contains(_ scalar: Unicode.Scalar) -> Bool {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
    }
    var isIn = low < ranges.count && ranges[low].contains(scalar)
    if !isIn, categories != 0 {
      isIn = categories & CharacterClass.bit(scalar.properties.generalCategory) != 0
    }
    return isIn != isNegated
  }

  /// The categories that a name such as `L` or `Lu` stands for; nil when RFC 9485 has no such name.
  static func categories(_ name: String) -> UInt32? {
    let found = names.filter { $0.name == name || name.utf8.count == 1 && $0.name.hasPrefix(name) }
    return found.isEmpty ? nil : found.reduce(0) { $0 | bit($1.category) }
  }

  private static func bit(_ category: Unicode.GeneralCategory) -> UInt32 {
    for (index, entry) in names.enumerated() where entry.category == category {
      return 1 << UInt32(index)
    }
    // Surrogates are no characters of their own.
    return 1 << 31
  }

  private static let names: [(name: String, category: Unicode.GeneralCategory)] = [
    ("Ll", .lowercaseLetter), ("Lu", .uppercaseLetter), ("Lo", .otherLetter),
    ("Nd", .decimalNumber),
    ("Lm", .modifierLetter), ("Lt", .titlecaseLetter), ("Mc", .spacingMark), ("Me", .enclosingMark),
    ("Mn", .nonspacingMark), ("Nl", .letterNumber), ("No", .otherNumber),
    ("Pc", .connectorPunctuation),
    ("Pd", .dashPunctuation), ("Pe", .closePunctuation), ("Pf", .finalPunctuation),
    ("Pi", .initialPunctuation), ("Po", .otherPunctuation), ("Ps", .openPunctuation),
    ("Zl", .lineSeparator), ("Zp", .paragraphSeparator), ("Zs", .spaceSeparator),
    ("Sc", .currencySymbol),
    ("Sk", .modifierSymbol), ("Sm", .mathSymbol), ("So", .otherSymbol), ("Cc", .control),
    ("Cf", .format),
    ("Cn", .unassigned), ("Co", .privateUse),
  ]
}

extension Value {
  /// What the value counts as in arithmetic; nothing counts as 0.
  var number: Number {
    numberIfNumeric ?? .zero
  }

  /// The number of a value that is one or looks like one, nil for other text and objects.
  var numberIfNumeric: Number? {
    switch self {
    case .integer(let number): .integer(number)
    case .double(let number): .double(number)
    case .absent, .null: .zero
    case .boolean(let flag): .integer(flag ? 1 : 0)
    case .date(let days): .double(OLEDate.number(fromDays: days))
    case .numberText(let number): number.number
    case .text(let text): text.number
    case .object, .proxy: nil
    }
  }

  /// Whether a condition holds: the number is not 0; the words true and false count as 1 and 0.
  package var isTrue: Bool {
    switch self {
    case .integer(let number): number != 0
    case .boolean(let flag): flag
    case .text(let text): text.number.map { !$0.isZero } ?? (Value.word(text) ?? false)
    default: !number.isZero
    }
  }

  /// The boolean that a text spells out.
  static func word(_ text: Text) -> Bool? {
    guard text.byteCount == 4 || text.byteCount == 5 else { return nil }
    return switch text.string.lowercased() {
    case "true": true
    case "false": false
    default: nil
    }
  }
}

// MARK: - Comparison

enum Ordering {
  case less, equal, greater
  /// No order, and not equal: two objects, or numbers that are none.
  case unordered
}

extension Value {
  /// Compares as `=` and `<` do when no `$` variable takes part.
  static func compare(_ left: Value, _ right: Value) -> Ordering {
    switch (left, right) {
    case (.object(let one), .object(let other)): return one === other ? .equal : .unordered
    case (.proxy(let one), .proxy(let other)): return one === other ? .equal : .unordered
    case (.object, _), (_, .object), (.proxy, _), (_, .proxy): return .unordered
    // As numbers, dates before 1899-12-30 do not stand in the order of time.
    case (.date(let one), .date(let other)): return order(.double(one), .double(other))
    case (.text(let one), .text(let other)):
      if let first = one.number, let second = other.number { return order(first, second) }
      return order(one.string, other.string)
    case (.text(let text), _): return mirrored(compare(right, text))
    case (_, .text(let text)): return compare(left, text)
    default: return order(left.number, right.number)
    }
  }

  /// Compares a value that is no text with a text.
  private static func compare(_ value: Value, _ text: Text) -> Ordering {
    if let number = text.number { return order(value.number, number) }
    switch value {
    case .boolean(let flag):
      if let word = word(text) { return order(.integer(flag ? 1 : 0), .integer(word ? 1 : 0)) }
    case .date(let days):
      if let other = DateReader.days(text.string) { return order(.double(days), .double(other)) }
    default: break
    }
    return order(value.displayText, text.string)
  }

  /// Compares the texts of two values, as a `$` variable demands.
  static func compareAsText(_ left: Value, _ right: Value) -> Ordering {
    order(left.displayText, right.displayText)
  }

  static func order(_ left: Number, _ right: Number) -> Ordering {
    if case .integer(let one) = left, case .integer(let other) = right {
      return one < other ? .less : one == other ? .equal : .greater
    }
    let one = left.asDouble
    let other = right.asDouble
    return one < other ? .less : one == other ? .equal : one > other ? .greater : .unordered
  }

  /// By UTF-8 code unit.
  static func order(_ left: String, _ right: String) -> Ordering {
    var (left, right) = (left, right)
    return left.withUTF8 { one in
      right.withUTF8 { other in
        let shared = min(one.count, other.count)
        var position = 0
        while position < shared, one[position] == other[position] { position += 1 }
        if position < shared { return one[position] < other[position] ? .less : .greater }
        return one.count < other.count ? .less : one.count == other.count ? .equal : .greater
      }
    }
  }

  private static func mirrored(_ ordering: Ordering) -> Ordering {
    switch ordering {
    case .less: .greater
    case .greater: .less
    case .equal, .unordered: ordering
    }
  }
}

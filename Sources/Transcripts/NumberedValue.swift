import JSON

/// A JSON value with a number that it shares with all values that say the same.
struct NumberedValue {
  var value: JSONValue
  var number: Int
  /// A text with wildcards, which fits more than what says the same.
  var pattern: WildcardPattern?
  /// Whether it is or holds such a text.
  var holdsWildcards = false
  /// The elements, or the values of the members.
  var children: [NumberedValue] = []
}

/// Gives out the numbers, each value looked at once.
struct ValueNumbering {
  private var scalars: [[UInt8]: Int] = [:]
  private var containers: [[Int]: Int] = [:]
  private var count = 0
  private let wildcards: Wildcards?

  /// Without `wildcards` texts are literal.
  init(wildcards: Wildcards?) {
    self.wildcards = wildcards
  }

  /// As deep as a text may be, so recursion is safe here.
  ///
  /// With `isLiteral` it is no expected value, and holds no wildcards.
  mutating func numbered(_ value: JSONValue, isLiteral: Bool = false) -> NumberedValue {
    switch value {
    case .null, .bool:
      return NumberedValue(value: value, number: number(value.text(.compact).utf8, mark: "l"))
    case .number(let text):
      return NumberedValue(value: value, number: number((JSONNumber(text)?.text ?? text).utf8, mark: "n"))
    case .string(let text):
      let pattern = isLiteral ? nil : wildcards.flatMap { WildcardPattern(Array(text.utf8)[...], $0) }
      return NumberedValue(
        value: value, number: number(text.utf8, mark: "s"), pattern: pattern, holdsWildcards: pattern != nil)
    case .array(let elements):
      let children = elements.map { numbered($0, isLiteral: isLiteral) }
      return container(value, children, [0] + children.map(\.number))
    case .object(let object):
      let children = object.members.map { numbered($0.value, isLiteral: isLiteral) }
      let names = object.members.map { number($0.name.utf8, mark: "s") }
      // The order of members does not count; duplicates stay in theirs.
      let order = names.indices.sorted { (names[$0], $0) < (names[$1], $1) }
      return container(value, children, [1] + order.flatMap { [names[$0], children[$0].number] })
    }
  }

  private mutating func container(
    _ value: JSONValue, _ children: [NumberedValue], _ key: [Int]
  ) -> NumberedValue {
    let number = containers[key] ?? count
    if number == count {
      containers[key] = number
      count += 1
    }
    return NumberedValue(
      value: value, number: number, holdsWildcards: children.contains(where: \.holdsWildcards),
      children: children)
  }

  private mutating func number(_ bytes: String.UTF8View, mark: Unicode.Scalar) -> Int {
    let key = [UInt8(ascii: mark)] + bytes
    if let known = scalars[key] { return known }
    scalars[key] = count
    count += 1
    return count - 1
  }
}

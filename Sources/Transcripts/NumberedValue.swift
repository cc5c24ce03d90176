import JSON

/// A JSON value with a number that it shares with all values that say the same.
struct NumberedValue {
  var value: JSONValue
  var number: Int
  /// Whether a text in it holds the wildcard `[..]`, so that it fits more than what says the same.
  var holdsWildcards = false
  /// The elements, or the values of the members.
  var children: [NumberedValue] = []
}

/// Gives out the numbers, each value looked at once.
struct ValueNumbering {
  private var scalars: [[UInt8]: Int] = [:]
  private var containers: [[Int]: Int] = [:]
  private var count = 0
  private let findsWildcards: Bool

  init(findsWildcards: Bool) {
    self.findsWildcards = findsWildcards
  }

  /// As deep as a text may be, so recursion is safe here.
  mutating func numbered(_ value: JSONValue) -> NumberedValue {
    switch value {
    case .null, .bool:
      return NumberedValue(value: value, number: number(value.text(.compact).utf8, mark: "l"))
    case .number(let text):
      return NumberedValue(value: value, number: number((JSONNumber(text)?.text ?? text).utf8, mark: "n"))
    case .string(let text):
      return NumberedValue(
        value: value, number: number(text.utf8, mark: "s"),
        holdsWildcards: findsWildcards && Wildcards.areIn(Array(text.utf8)[...]))
    case .array(let elements):
      let children = elements.map { numbered($0) }
      return container(value, children, [0] + children.map(\.number))
    case .object(let object):
      let children = object.members.map { numbered($0.value) }
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

import SnippetSyntax

/// The arguments of one call of a built-in function.
///
/// Nothing counts as 0 where a number is wanted and as empty where a text is.
struct Arguments {
  let base: UnsafeMutablePointer<Value>
  let count: Int

  /// An argument; one that was left out is absent.
  subscript(index: Int) -> Value { index < count ? base[index] : .absent }

  /// The text of an argument.
  func text(_ index: Int) -> String { self[index].displayText }

  /// What an argument counts as in arithmetic.
  func number(_ index: Int) -> Number { self[index].number }

  /// An argument that must be a number.
  func numeric(_ index: Int, _ what: String) throws(RuntimeFault) -> Number {
    guard let number = self[index].numberIfNumeric else {
      throw RuntimeFault(.argument, "\(what) must be a number, not \(described(index))")
    }
    return number
  }

  /// An argument that must be a whole number.
  func integer(_ index: Int, _ what: String) throws(RuntimeFault) -> Int {
    guard let whole = self[index].numberIfNumeric?.exactInteger else {
      throw RuntimeFault(.argument, "\(what) must be a whole number, not \(described(index))")
    }
    return Int(whole)
  }

  /// An argument that counts characters: 0 or more, a fraction is cut off.
  func length(_ index: Int) throws(RuntimeFault) -> Int {
    let length = try numeric(index, "the number of characters").truncated
    guard length >= 0 else {
      throw RuntimeFault(.argument, "the number of characters must be 0 or more, not \(length)")
    }
    return Int(length)
  }

  /// An argument as a message quotes it.
  func described(_ index: Int) -> String {
    switch self[index] {
    case .object, .proxy, .absent, .null: self[index].typeName
    case let value: QuotedText.value(value.displayText)
    }
  }
}

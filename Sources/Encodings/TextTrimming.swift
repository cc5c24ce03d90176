extension String {
  /// The text without the white space at its two ends.
  package func trimmingBlanks() -> String {
    // Nearly every text has no blanks at its ends, and its scalars say so at once.
    if let first = unicodeScalars.first, let last = unicodeScalars.last, first.isInk, last.isInk {
      return self
    }
    return self[...].trimmingBlanks()
  }
}

extension Substring {
  /// The text without the white space at its two ends.
  package func trimmingBlanks() -> String {
    var rest = self
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}

extension Unicode.Scalar {
  /// Whether it is a visible character of ASCII.
  fileprivate var isInk: Bool { self > " " && self < "\u{7F}" }
}

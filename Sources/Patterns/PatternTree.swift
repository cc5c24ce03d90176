/// A pattern in the form of a tree.
indirect enum PatternTree {
  case scalar(Unicode.Scalar)
  /// Any character but a line end.
  case any
  case textStart
  case textEnd
  /// Between a character of a word and another one, or anywhere else when negated.
  case wordBoundary(isNegated: Bool)
  case set(CharacterClass)
  case sequence([PatternTree])
  case choice([PatternTree])
  /// Without an upper limit when `maximum` is nil.
  case repetition(PatternTree, minimum: Int, maximum: Int?)
}

/// A pattern in the form of a tree.
indirect enum PatternTree {
  case scalar(Unicode.Scalar)
  /// Any character but a line end.
  case any
  case textStart
  case textEnd
  case set(CharacterClass)
  case sequence([PatternTree])
  case choice([PatternTree])
  /// Without an upper limit when `maximum` is nil.
  case repetition(PatternTree, minimum: Int, maximum: Int?)
}

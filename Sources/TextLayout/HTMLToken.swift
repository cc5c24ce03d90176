/// A piece of an HTML page.
enum HTMLToken {
  struct Attribute {
    /// In small letters.
    let name: String
    /// The bytes of its value, still with references.
    let value: Range<Int>
  }

  case text(Range<Int>)
  /// A start tag, its name in small letters.
  case start(String, [Attribute])
  case end(String)
}

/// A piece of an XML text.
struct XMLToken {
  enum Kind {
    case startTag, emptyTag, endTag, text, blank
    /// A comment, an instruction, a document type or a CDATA section.
    case other
  }

  let kind: Kind
  /// Its bytes.
  let range: Range<Int>
  /// Where the attributes of a tag stand.
  var attributes: [Range<Int>] = []
  /// Of a start tag, the index of its end tag.
  var end = 0
  /// Of a start tag, whether what is inside must stay as it is: text, with or without elements in it, or nothing.
  var isKept = true
}

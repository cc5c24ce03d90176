import SnippetSyntax

/// What stands behind `:path`, `:table` and `:copy`: `[QUERY] [in NAME]`, or a variable's name alone.
struct QueryArgument {
  /// A JSONPath; empty for all of the value.
  var query = ""
  var querySpan: SourceSpan
  /// The variable that is looked at; nil for the last answer.
  var variable: String?
  var variableSpan: SourceSpan

  /// Reads an argument that stands at `span`.
  init(_ argument: String, at span: SourceSpan) {
    (querySpan, variableSpan) = (span, span)
    let words = argument.split(whereSeparator: \.isWhitespace)
    guard let last = words.last else { return }
    func place(_ word: Substring) -> SourceSpan {
      let start = argument.utf8.distance(from: argument.startIndex, to: word.startIndex)
      return SourceSpan(span.start + start, span.start + start + word.utf8.count)
    }
    // No query ends in a bare word behind another one.
    if words.count > 1, words[words.count - 2] == "in", Self.isName(last) {
      let before = argument[..<words[words.count - 2].startIndex]
      variable = String(last)
      variableSpan = place(last)
      query = String(
        before[..<(before.lastIndex { !$0.isWhitespace }.map(before.index(after:)) ?? before.startIndex)])
      querySpan = SourceSpan(span.start, span.start + query.utf8.count)
    } else if words.count == 1, Self.isName(last) {
      variable = String(last)
    } else {
      query = argument
    }
  }

  private static func isName(_ word: Substring) -> Bool {
    word.first?.isNumber == false && word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
  }
}

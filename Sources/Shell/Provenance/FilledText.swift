import SnippetSyntax

/// A text of a verb after its `{}` were filled in; not redacted.
struct FilledText: Sendable {
  /// The property, with the path where it is JSON: `url`, `requestPayload.headers.Accept`.
  var name: String
  /// As it stands in the code.
  var written: String
  /// Its parts, each with the variables that it was read from.
  var pieces: [(text: String, variables: [String])]

  var text: String { pieces.map(\.text).joined() }

  /// The text without what comes from hidden variables.
  func text(_ hidden: HiddenVariables) -> String {
    pieces.map { piece in hidden.first(of: piece.variables).map { hidden.mark($0) } ?? piece.text }.joined()
  }
}

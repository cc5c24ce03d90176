import Redaction
import SnippetSyntax

/// A cell's source as a transcript stores it: masked, and still the same program.
struct StoredSource {
  let text: String

  /// `names` are those of variables, connections and requests, in lower case.
  init(_ source: CellSource, redactor: Redactor, names: @autoclosure () -> Set<String>) {
    let masked = redactor.redactKeepingForms(source.text)
    guard masked != source.text else {
      text = masked
      return
    }
    let code = source.kind == .snippet ? Self.quotingNumbers(in: source.text, redactor) : source.text
    text = Self.keepingWords(of: code, redactor, names()) ?? redactor.redactKeepingForms(code)
  }

  /// Puts numbers that are secrets in quotation marks, so that a reference can take their place.
  private static func quotingNumbers(in text: String, _ redactor: Redactor) -> String {
    let source = SourceText(name: "", text: text)
    let tokens = Lexer.tokens(in: source)
    var result: [UInt8] = []
    var copied = 0
    for index in tokens.indices where tokens[index].kind == .number {
      let span = tokens[index].span
      guard !isJSON(tokens, index), redactor.isMasked(source[span]) else { continue }
      let mark = [UInt8(ascii: "\"")]
      result += source.utf8[copied..<span.start] + mark + source.utf8[span.start..<span.end] + mark
      copied = span.end
    }
    return String(decoding: result + source.utf8[copied...], as: UTF8.self)
  }

  /// In JSON the redactor itself sees to the marks.
  private static func isJSON(_ tokens: [Token], _ index: Int) -> Bool {
    let before = tokens[..<index].last { $0.kind != .newline }?.kind
    let after = tokens[(index + 1)...].first { $0.kind != .newline }?.kind
    return (before == .colon || before == .comma || before == .leftBracket)
      && (after == .comma || after == .rightBracket || after == .rightBrace)
  }

  // MARK: Words

  /// Private characters, in which no secret is found.
  private static let (open, close): (Character, Character) = ("\u{E010}", "\u{E011}")

  /// The source with the program's own words in it, though a secret is equal to one; nil where none is.
  private static func keepingWords(
    of source: String, _ redactor: Redactor, _ names: Set<String>
  ) -> String? {
    guard !source.contains(open) else { return nil }
    var kept: [Substring] = []
    var isKept: [Substring: Bool] = [:]
    var hidden = ""
    var rest = source[...]
    while !rest.isEmpty {
      let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      let between = rest[word.endIndex...].prefix { !($0.isLetter || $0.isNumber || $0 == "_") }
      let isWord = isKept[word] ?? (isOfTheProgram(word, names) && redactor.isMasked(String(word)))
      isKept[word] = isWord
      if isWord {
        hidden += "\(open)\(kept.count)\(close)"
        kept.append(word)
      } else {
        hidden += word
      }
      hidden += between
      rest = rest[between.endIndex...]
    }
    guard !kept.isEmpty else { return nil }
    let pieces = redactor.redactKeepingForms(hidden).split(
      separator: open, omittingEmptySubsequences: false)
    var result = String(pieces[0])
    for piece in pieces.dropFirst() {
      guard let end = piece.firstIndex(of: close), let place = Int(piece[..<end]),
        kept.indices.contains(place)
      else { return nil }
      result += kept[place] + piece[piece.index(after: end)...]
    }
    // A longer secret of which such a word is a part must not come to light with it.
    let words = references(in: kept.map { redactor.redact(String($0)) }.joined(), redactor)
    let others = references(in: redactor.mask(result), redactor).filter { !words.contains($0) }
    return others.count == references(in: result, redactor).count { !words.contains($0) } ? result : nil
  }

  /// A number spoils no program when a reference takes its place.
  private static func isOfTheProgram(_ word: Substring, _ names: Set<String>) -> Bool {
    guard word.contains(where: { !$0.isNumber }) else { return false }
    if ProgramWords.contains(word) { return true }
    switch Redactor.masking(of: String(word)) {
    case .wholeValuesAsCommon: return true
    case .wholeValuesAsShort: return names.contains(word.lowercased())
    case .everywhere, .nowhere: return false
    }
  }

  private static func references(in text: String, _ redactor: Redactor) -> [SecretReference] {
    var found: [SecretReference] = []
    _ = redactor.restore(text) { reference in
      found.append(reference)
      return nil
    }
    return found
  }
}

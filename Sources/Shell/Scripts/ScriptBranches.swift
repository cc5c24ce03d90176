import SnippetSyntax

/// Reads the list of branches at the end of an action: `OnSuccess -> build, Default -> fail`.
struct ScriptBranches {
  private(set) var found: [ScriptBranch] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// The labels that were found, in lower case.
  private var connected: Set<String> = []
  private let words: [VerbScan.Argument]
  private let kind: ActionKind
  private let source: SourceText

  init(_ words: [VerbScan.Argument], _ kind: ActionKind, in source: SourceText) {
    self.words = words
    self.kind = kind
    self.source = source
  }

  /// Cuts the words of an action into those of its properties and those of its branches.
  static func split(
    _ words: [VerbScan.Argument], _ kind: ActionKind, in source: SourceText
  ) -> (properties: [VerbScan.Argument], branches: [VerbScan.Argument]) {
    // A text in a condition may hold an arrow, too: the list is what can be read as one.
    let arrows = words.indices.filter { isArrow(words[$0], source) }
    guard var start = startOfList(words, arrows, source) ?? arrows.first else { return (words, []) }
    if start > 0, isLabel(words[start - 1], position: start - 1, kind, source) { start -= 1 }
    return (Array(words[..<start]), Array(words[start...]))
  }

  private static func isArrow(_ word: VerbScan.Argument, _ source: SourceText) -> Bool {
    word.shape == .word && source[SourceSpan(word.start, word.end)] == "->"
  }

  /// The first arrow behind which no more than a target with a comma and a label stand before the next.
  private static func startOfList(
    _ words: [VerbScan.Argument], _ arrows: [Int], _ source: SourceText
  ) -> Int? {
    var first: Int?
    for arrow in arrows.reversed() {
      let behind = words[(arrow + 1)..<(first ?? words.count)]
      guard (1...2).contains(behind.count { source[SourceSpan($0.start, $0.end)] != "," }) else { break }
      first = arrow
    }
    return first
  }

  /// The labels of all kinds.
  private static let labels = Set(ActionKind.allCases.flatMap(\.branches).map { $0.lowercased() })

  /// Whether the word before the first arrow is its label, and not the last of the properties.
  private static func isLabel(
    _ word: VerbScan.Argument, position: Int, _ kind: ActionKind, _ source: SourceText
  ) -> Bool {
    guard word.property == nil, word.shape != .json else { return false }
    if kind == .choice { return position > 0 }
    guard word.shape == .word else { return false }
    let text = source[SourceSpan(word.start, word.end)]
    // That of another kind, or a misspelt one, is none of the properties.
    if Self.labels.contains(text.lowercased()) { return true }
    return NearestName.of(text, in: kind.branches) != nil || kind == .snippet || kind == .end
  }

  /// Reads the list; what is wrong becomes diagnostics.
  mutating func read() {
    var index = 0
    while index < words.count {
      var label: (text: String, span: SourceSpan)?
      if !Self.isArrow(words[index], source) {
        label = (labelText(words[index]), span(words[index]))
        index += 1
      }
      guard index < words.count, Self.isArrow(words[index], source) else {
        report("an arrow is missing", at: label?.span ?? span(words[words.count - 1]), "LABEL -> NAME")
        return
      }
      let arrow = span(words[index])
      index += 1
      guard index < words.count, !Self.isArrow(words[index], source) else {
        report("the arrow leads nowhere", at: arrow, "-> NAME")
        return
      }
      var target = span(words[index])
      index += 1
      var comma: SourceSpan?
      if source[target].hasSuffix(",") {
        target.end -= 1
        comma = SourceSpan(target.end, target.end + 1)
      } else if index < words.count, source[span(words[index])] == "," {
        comma = span(words[index])
        index += 1
      }
      guard target.length > 0 else {
        report("the arrow leads nowhere", at: arrow, "-> NAME")
        return
      }
      add(label, leadingTo: Name(source[target], span: target), arrow)
      if index < words.count, comma == nil {
        report("a comma is missing", at: span(words[index]), "LABEL -> NAME, LABEL -> NAME")
        return
      }
      if index == words.count, let comma {
        report("no branch stands behind the comma", at: comma, "take it out, or go on with LABEL -> NAME")
      }
    }
  }

  private mutating func add(
    _ label: (text: String, span: SourceSpan)?, leadingTo target: Name, _ arrow: SourceSpan
  ) {
    let written = label?.text ?? ActionKind.defaultBranch
    let place = label?.span ?? arrow
    let known = kind.branches.first { $0.lowercased() == written.lowercased() }
    guard known != nil || kind == .choice else {
      guard !kind.branches.isEmpty else {
        return report("\(kind.rawValue) has no branches", at: place, "the script ends here")
      }
      return report(
        "\(kind.rawValue) has no branch '\(written)'", at: place,
        NearestName.of(written, in: kind.branches).map { "did you mean \($0)?" }
          ?? "it has \(kind.branches.joined(separator: ", "))")
    }
    let branch = ScriptBranch(label: known ?? written, target: target)
    guard connected.insert(branch.label.lowercased()).inserted else {
      return report("the branch '\(branch.label)' is connected already", at: place, "take one away")
    }
    found.append(branch)
  }

  /// A label of CASE may stand in quotes.
  private func labelText(_ word: VerbScan.Argument) -> String {
    let text = source[span(word)]
    return word.shape == .quoted ? String(text.dropFirst().dropLast()) : text
  }

  private func span(_ word: VerbScan.Argument) -> SourceSpan { SourceSpan(word.start, word.end) }

  private mutating func report(_ message: String, at span: SourceSpan, _ suggestion: String) {
    diagnostics.append(Diagnostic(.scriptBranch, message, at: span, suggestion: suggestion))
  }
}

package import JSON

extension Wildcards {
  /// The placeholder that fits all these values, or `[..]`.
  package func placeholder(fitting values: [JSONValue]) -> String {
    let literal = values.filter { $0.stringValue.map { !Self.areIn($0) } ?? true }
    if literal.allSatisfy({ $0.stringValue != nil }) {
      return placeholder(fitting: literal.compactMap(\.stringValue)) ?? "[..]"
    }
    let numbers = literal.compactMap { if case .number(let text) = $0 { text } else { nil } }
    guard numbers.count == literal.count else { return "[..]" }
    return placeholder(fitting: numbers) ?? "[..]"
  }

  /// The placeholder that fits all these texts; nil when only `[..]` does.
  private func placeholder(fitting texts: [String]) -> String? {
    guard !texts.isEmpty else { return nil }
    let work = MatchWork()
    for pattern in declared + NamedPattern.builtIn where isTelling(pattern.name, of: texts) {
      let text = "[..\(pattern.name)]"
      guard let wildcard = WildcardPattern(Array(text.utf8)[...], self) else { continue }
      if texts.allSatisfy({ wildcard.fits(Array($0.utf8), work) }) { return text }
    }
    return nil
  }

  /// Ordinary words may happen to be hexadecimal, or as long as a token.
  private func isTelling(_ name: String, of texts: [String]) -> Bool {
    guard name == "hex" || name == "token", !declared.contains(where: { $0.name == name }) else {
      return true
    }
    return texts.allSatisfy { $0.utf8.count >= 8 && $0.utf8.contains { $0 >= 0x30 && $0 <= 0x39 } }
  }

  /// Lines that fit each of these stretches of lines: wildcards where they differ, or `...`.
  package func lines(fitting stretches: [[String]]) -> [String] {
    guard let first = stretches.first, !first.isEmpty, stretches.allSatisfy({ $0.count == first.count })
    else {
      return ["..."]
    }
    return first.indices.map { index in line(fitting: stretches.map { $0[index] }) }
  }

  private func line(fitting lines: [String]) -> String {
    if Set(lines.map { Array($0.utf8) }).count == 1, !Self.areIn(lines[0]) { return lines[0] }
    let rows = lines.map { Array($0) }
    let shortest = rows.map(\.count).min() ?? 0
    let start = (0..<shortest).first { at in !Self.areSame(rows.map { $0[at] }) } ?? shortest
    let end =
      (0..<(shortest - start)).first { at in !Self.areSame(rows.map { $0[$0.count - 1 - at] }) } ?? shortest
      - start
    func pattern(_ head: Int, _ tail: Int, _ wildcard: String) -> String? {
      let text = String(rows[0].prefix(head)) + wildcard + String(rows[0].suffix(tail))
      guard let pattern = WildcardPattern(Array(text.utf8)[...], self) else { return nil }
      let work = MatchWork()
      return lines.allSatisfy { Self.areIn($0) || pattern.fits(Array($0.utf8), work) } ? text : nil
    }
    // An id whose digits agree in part is told by the whole of it, and a time by more than its seconds.
    func widened(_ isPart: (Character) -> Bool) -> (head: Int, tail: Int) {
      let head = rows[0][..<start].reversed().prefix(while: isPart).count
      return (start - head, end - rows[0].suffix(end).prefix(while: isPart).count)
    }
    let (head, tail) = widened { Self.isWord($0) || ".:+".contains($0) }
    let words = rows.map { String($0[head..<($0.count - tail)]) }
    if words.allSatisfy({ !Self.areIn($0) }), let known = placeholder(fitting: words), known != "[..word]",
      let text = pattern(head, tail, known)
    {
      return text
    }
    let word = widened(Self.isWord)
    return pattern(word.head, word.tail, "[..]") ?? "[..]"
  }

  private static func areSame(_ characters: [Character]) -> Bool {
    characters.dropFirst().allSatisfy { $0.utf8.elementsEqual(characters[0].utf8) }
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "_-".contains(character)
  }
}

extension OutputDrift.Hunk {
  /// What fits both what was expected and what came out; nil where no wildcard can, as for a member that is new.
  package func proposal(_ wildcards: Wildcards) -> [String]? {
    switch content {
    case .lines(let old, let new): return wildcards.lines(fitting: [old, new])
    case .value(let change):
      guard let old = change.difference.old, let new = change.difference.new else { return nil }
      return [wildcards.placeholder(fitting: [old, new])]
    }
  }
}

/// `docs/reference/language.md`, made from the rules.
struct LanguageReference {
  static let path = "docs/reference/language.md"

  let book: RuleBook

  /// The whole page.
  var text: String {
    var lines = introduction + contents
    for section in book.sections { lines += self.section(section) }
    lines += unknownBehaviour
    return lines.joined(separator: "\n") + "\n"
  }

  private var introduction: [String] {
    let marks = Mark.allCases.map { mark in
      "* **\(mark.meaning)**: \(book.rules.count { $0.mark == mark }) rules\(Self.explanation(mark))"
    }
    return [
      "<!-- Made from Tests/Conformance/rules; edit there. Tests/Conformance/README.md tells how. -->", "",
      "# The Snippet language", "",
      """
      This is the Snippet language as Patchbay runs it, in \(book.rules.count) rules. Each has examples, and all of them are
      run as tests.

      ## How to read it

      The behaviour of the vendor's platform is public only in part. So below each rule stands where it comes from:

      """,
    ] + marks + [
      """

      Below each script stands what it comes to: the values of variables afterwards, what `TRACE` prints, or the error with
      its place. **Error** marks a script that is wrong; the part of the message that helps is quoted. **Beware** marks one
      that runs but does not do what might be expected. A line `---` separates cells that are entered one after the other; a
      line that begins with `:set` changes a setting of the session.

      """
    ]
  }

  private static func explanation(_ mark: Mark) -> String {
    switch mark {
    case .stated: "; the page of the vendor's public help follows where it can be named"
    case .inferred: ", or from working scripts of others"
    case .ours: ", because nothing is public; the platform may do otherwise"
    }
  }

  private var contents: [String] {
    ["## Contents", ""] + book.sections.map { "* [\($0.title)](#\(Self.anchor($0.title)))" }
      + ["* [\(Self.unknownTitle)](#\(Self.anchor(Self.unknownTitle)))"]
  }

  private func section(_ section: Section) -> [String] {
    var lines = ["", "## \(section.title)"]
    if !section.prose.isEmpty { lines += [""] + section.prose }
    for rule in section.rules { lines += self.rule(rule) }
    return lines
  }

  private func rule(_ rule: Rule) -> [String] {
    var lines = ["", "### \(Self.heading(rule.name))", ""] + rule.text
    lines += ["", "*\(Self.capitalized(rule.mark.meaning))\(rule.page.map { ": \($0)" } ?? "")*"]
    for example in rule.examples { lines += ExampleText(example).lines }
    return lines
  }

  private static let unknownTitle = "Where the vendor's behaviour is not public"

  private var unknownBehaviour: [String] {
    var lines = [
      "", "## \(Self.unknownTitle)", "",
      "The vendor does not state these rules. A script that must run on the platform had better be tried there first.",
      "",
      "| rule | section | where it comes from |", "|---|---|---|",
    ]
    for section in book.sections {
      for rule in section.rules where rule.mark != .stated {
        lines.append(
          "| [\(Self.heading(rule.name))](#\(rule.name)) | \(section.title) | \(rule.mark.meaning) |")
      }
    }
    return lines
  }

  private static let capitals: Set<Substring> = ["err", "json", "rfc", "test", "trace", "uses", "xml"]

  /// The name of a rule in words; its anchor is the name itself.
  private static func heading(_ name: String) -> String {
    let words = name.split(separator: "-").map { capitals.contains($0) ? $0.uppercased() : String($0) }
    return capitalized(words.joined(separator: " "))
  }

  private static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  /// The anchor that forges give a heading.
  private static func anchor(_ heading: String) -> String {
    String(
      heading.lowercased().compactMap { character -> Character? in
        if character == " " { return "-" }
        return character.isLetter || character.isNumber || "-_".contains(character) ? character : nil
      })
  }
}

/// `docs/language.md`, made from the rules.
struct LanguageReference {
  static let path = "docs/language.md"

  let book: RuleBook

  var text: String {
    var lines = introduction + contents
    for section in book.sections { lines += self.section(section) }
    lines += unknownBehaviour
    return lines.joined(separator: "\n") + "\n"
  }

  private var introduction: [String] {
    let count = book.rules.count
    let marks = Mark.allCases.map { mark in
      "* *\(mark.meaning)*: \(book.rules.count { $0.mark == mark }) rules"
    }
    return [
      "<!-- Made from Tests/Conformance/rules; edit there. Tests/Conformance/README.md tells how. -->", "",
      "# The Snippet language", "",
      "This is the language as Patchbay runs it: \(count) rules, each with examples that are run as tests.",
      "",
      "The vendor of the original describes it in public, but only in part. So each rule says where it comes from:",
      "",
    ] + marks + [
      "",
      "What the platform does where a rule is not stated by the vendor may differ; the last section lists those rules.",
      "",
      "An example shows a script and, below it, what it comes to: the values of variables, the lines that TRACE prints,"
        + " or the error with its line and column. *Not so* marks what the rule forbids, or what it does not do."
        + " A line `---` separates cells that are entered one after the other; a line that begins with `:set` changes a"
        + " setting of the session.", "",
    ]
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
    var lines = ["", "### \(rule.name)", ""] + rule.text
    lines += ["", "*\(Self.origin(rule))*"]
    for example in rule.examples { lines += self.example(example) }
    return lines
  }

  private func example(_ example: Example) -> [String] {
    var lines = [""]
    if !example.remarks.isEmpty { lines += example.remarks + [""] }
    if example.kind == .fails { lines += ["Not so:", ""] }
    lines += ["```text"] + example.input + ["```", ""]
    return lines + example.expectations.map { "* " + Self.sentence($0) }
  }

  private static let unknownTitle = "Where the vendor's behaviour is not public"

  private var unknownBehaviour: [String] {
    let rows = book.rules.filter { $0.mark != .stated }.map { rule in
      "| [\(rule.name)](#\(rule.name)) | \(rule.mark.meaning) |"
    }
    return [
      "", "## \(Self.unknownTitle)", "",
      "These rules are not stated by the vendor. What is inferred was seen in the vendor's samples; the rest is Patchbay's"
        + " own. A script that must run on the platform had better not lean on them untried.", "",
      "| rule | where it comes from |", "|---|---|",
    ] + rows
  }

  /// Where a rule comes from, in words.
  private static func origin(_ rule: Rule) -> String {
    let meaning = rule.mark.meaning.prefix(1).uppercased() + rule.mark.meaning.dropFirst()
    return meaning + (rule.page.map { " (\($0))" } ?? "")
  }

  /// A line of a result as a person would say it.
  private static func sentence(_ expectation: Expectation) -> String {
    switch expectation {
    case .value(let name, let json): "`\(name)` is \(code(json))"
    case .never(let name, let json): "`\(name)` is not \(code(json))"
    case .nothing(let name): "`\(name)` is nothing"
    case .shows(let text): "shows \(code(text))"
    case .trace(let text): "TRACE prints \(code(text))"
    case .error(let id, let place):
      "error `\(id)`" + (place.map { " at line \($0.line), column \($0.column)" } ?? "")
    case .warning(let id, let place):
      "warning `\(id)`" + (place.map { " at line \($0.line), column \($0.column)" } ?? "")
    case .help(let part): "it says \(code(part))"
    }
  }

  /// Text as a code span; the fence is longer than any in it.
  private static func code(_ text: String) -> String {
    if text.isEmpty { return "an empty line" }
    return text.contains("`") ? "`` \(text) ``" : "`\(text)`"
  }

  /// The anchor that forges give a heading.
  private static func anchor(_ heading: String) -> String {
    String(
      heading.lowercased().compactMap { character in
        if character == " " { return "-" }
        return character.isLetter || character.isNumber || character == "-" || character == "_"
          ? character : nil
      })
  }
}

/// Reads a file of rules, line by line.
struct RuleReader {
  private(set) var section: Section
  /// What is wrong with the file, each with its place.
  private(set) var problems: [String] = []

  private let lines: [Substring]
  private var place = 0
  /// Lines since the last fence, which tell of the next example.
  private var remarks: [String] = []

  init(file: String, text: String) {
    section = Section(file: file)
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    readTitle()
    while place < lines.count { readBlock() }
    refuseRemarks(at: lines.count)
    section.prose = Self.trimmed(section.prose)
    for index in section.rules.indices {
      section.rules[index].text = Self.trimmed(section.rules[index].text)
      check(section.rules[index])
    }
  }

  private mutating func complain(_ message: String, at line: Int? = nil) {
    problems.append("\(section.file):\(line ?? place): \(message)")
  }

  private mutating func next() -> Substring {
    place += 1
    return lines[place - 1]
  }

  private mutating func readTitle() {
    let line = next()
    guard line.hasPrefix("# "), line.dropFirst(2).first?.isNumber == true else {
      complain("a file begins with '# NUMBER. TITLE'")
      return
    }
    section.title = String(line.dropFirst(2))
  }

  private mutating func readBlock() {
    let line = next()
    if line.hasPrefix("## ") {
      readHeading(line.dropFirst(3))
    } else if line.hasPrefix("#") {
      complain("only rules have headings here")
    } else if line.hasPrefix("```") {
      readFence(line.dropFirst(3))
    } else if section.rules.isEmpty {
      section.prose.append(String(line))
    } else if section.rules[section.rules.count - 1].examples.isEmpty {
      section.rules[section.rules.count - 1].text.append(String(line))
    } else {
      remarks.append(String(line))
    }
  }

  /// Hands over the remarks on the example that begins here.
  private mutating func takeRemarks() -> [String] {
    defer { remarks = [] }
    return Self.trimmed(remarks)
  }

  private mutating func refuseRemarks(at line: Int) {
    if !takeRemarks().isEmpty { complain("text stands before the example it tells of", at: line) }
  }

  /// Reads `name (mark)` or `name (mark; page)`.
  private mutating func readHeading(_ heading: Substring) {
    refuseRemarks(at: place)
    let name = heading.prefix { $0.isLowercase || $0.isNumber || $0 == "-" }
    let rest = heading.dropFirst(name.count)
    var parts: [Substring] = []
    if rest.hasPrefix(" ("), rest.hasSuffix(")") {
      parts = rest.dropFirst(2).dropLast().split(separator: ";", omittingEmptySubsequences: false)
    }
    let mark = parts.first.flatMap { Mark(rawValue: String($0)) }
    if name.isEmpty || mark == nil || parts.count > 2 {
      complain("a rule's heading is '## rule-name (S)', '(I)' or '(ours)', with '; page' after the mark")
    }
    let page = parts.count == 2 ? String(parts[1].drop { $0 == " " }) : nil
    section.rules.append(
      Rule(name: String(name), mark: mark ?? .ours, page: page, file: section.file, line: place))
  }

  private mutating func readFence(_ word: Substring) {
    let start = place
    var body: [String] = []
    var isClosed = false
    while place < lines.count {
      let line = next()
      isClosed = line == "```"
      if isClosed { break }
      body.append(String(line))
    }
    if !isClosed { complain("this fence is not closed", at: start) }
    guard let last = section.rules.indices.last else {
      if word == "text" {
        section.prose += ["```text"] + body + ["```"]
        return
      }
      complain("a fence stands under the heading of its rule", at: start)
      return
    }
    if word == "result" {
      refuseRemarks(at: start)
      readResult(body, start, of: last)
    } else if let kind = Example.Kind(rawValue: String(word)) {
      section.rules[last].examples.append(
        Example(kind: kind, line: start, remarks: takeRemarks(), input: body))
    } else {
      complain("a fence is 'holds', 'fails' or 'result', not '\(word)'", at: start)
    }
  }

  private mutating func readResult(_ body: [String], _ start: Int, of rule: Int) {
    guard let last = section.rules[rule].examples.indices.last,
      section.rules[rule].examples[last].result.isEmpty
    else {
      complain("a result follows the input it belongs to", at: start)
      return
    }
    section.rules[rule].examples[last].result = body
    for (index, line) in body.enumerated() {
      if let expectation = Expectation(line) {
        section.rules[rule].examples[last].expectations.append(expectation)
      } else {
        complain("'\(line)' is no line of a result", at: start + index + 1)
      }
    }
  }

  private mutating func check(_ rule: Rule) {
    if rule.text.isEmpty { complain("\(rule.name) says nothing", at: rule.line) }
    for kind in [Example.Kind.holds, .fails] where !rule.examples.contains(where: { $0.kind == kind }) {
      complain("\(rule.name) has no '\(kind.rawValue)'", at: rule.line)
    }
    for example in rule.examples {
      if example.expectations.isEmpty { complain("this input has no result", at: example.line) }
      if example.kind == .fails, !example.expectations.contains(where: \.isRefusal) {
        complain("what fails has an error, a warning or a 'never'", at: example.line)
      }
    }
  }

  private static func trimmed(_ lines: [String]) -> [String] {
    Array(Array(lines.drop { $0.isEmpty }.reversed()).drop { $0.isEmpty }.reversed())
  }
}

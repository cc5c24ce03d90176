import TestSupport

/// All rules of the language, as the files under `rules` give them.
struct RuleBook: Sendable {
  static let folder = "Tests/Conformance/rules"
  static let standard = RuleBook()

  let sections: [Section]
  /// What is wrong with the files.
  let problems: [String]

  var rules: [Rule] { sections.flatMap(\.rules) }

  private init() {
    var sections: [Section] = []
    var problems: [String] = []
    for name in ProjectFiles.names(in: Self.folder) {
      let file = "\(Self.folder)/\(name)"
      guard name.hasSuffix(".md"), let text = ProjectFiles.text(file) else {
        problems.append("\(file): not a readable file of rules")
        continue
      }
      let reader = RuleReader(file: file, text: text)
      sections.append(reader.section)
      problems += reader.problems
    }
    var places: [String: String] = [:]
    for rule in sections.flatMap(\.rules) {
      let place = "\(rule.file):\(rule.line)"
      if let other = places.updateValue(place, forKey: rule.name) {
        problems.append("\(place): the name \(rule.name) stands also at \(other)")
      }
    }
    self.sections = sections
    self.problems = problems
  }
}

import TestSupport
import Testing

/// What the language reference says is what the interpreter does.
@Suite struct ConformanceTests {
  @Test func theFilesOfRulesAreWellFormed() {
    #expect(RuleBook.standard.problems.isEmpty, "\(RuleBook.standard.problems.joined(separator: "\n"))")
    let numbers = RuleBook.standard.sections.map { $0.title.prefix { $0 != "." } }
    #expect(numbers == (1...15).map { "\($0)" })
  }

  @Test(arguments: RuleBook.standard.rules)
  func rule(_ rule: Rule) {
    for example in rule.examples {
      for mismatch in ExampleRun(example.input).mismatches(with: example.expectations) {
        Issue.record("\(rule.file):\(example.line): \(rule.name): \(mismatch)")
      }
    }
  }

  /// Scripts of some length, each with the variables and traces it must leave.
  @Test(arguments: Sample.all)
  func sample(_ sample: Sample) throws {
    let input = try #require(ProjectFiles.text(sample.path + ".snippet"))
    let result = try #require(
      ProjectFiles.text(sample.path + ".expected"), "a sample has its result beside it")
    var expectations: [Expectation] = []
    for line in result.split(separator: "\n") {
      let expectation = Expectation(String(line))
      expectations += [try #require(expectation, "'\(line)' is no line of a result")]
    }
    #expect(!expectations.isEmpty)
    let lines = input.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for mismatch in ExampleRun(lines).mismatches(with: expectations) {
      Issue.record("\(sample.path).snippet: \(mismatch)")
    }
  }
}

/// A script under `samples`.
struct Sample: Sendable, CustomTestStringConvertible {
  static let folder = "Tests/Conformance/samples"
  static let all = ProjectFiles.names(in: folder).filter { $0.hasSuffix(".snippet") }
    .map { Sample(path: "\(folder)/\($0.dropLast(".snippet".count))") }

  /// The path without suffix.
  let path: String

  var testDescription: String { path.split(separator: "/").last.map(String.init) ?? path }
}

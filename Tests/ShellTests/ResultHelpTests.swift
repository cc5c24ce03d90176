import TestSupport
import Testing

@testable import Shell

/// What help tells of looking at results.
@Suite struct ResultHelpTests {
  private static let commands: [ShellCommand] = [.path, .table, .diff, .copy]

  @Test(arguments: commands) func itsExampleRuns(command: ShellCommand) throws {
    let text = try #require(HelpText.topic(command.rawValue))
    #expect(text.hasPrefix(command.usage + "\n  " + command.summary + "\n\n"))
    #expect(HelpText.topic(":" + command.rawValue) == text)
    let lines = text.split(separator: "\n")
    let start = try #require(lines.firstIndex { $0.hasSuffix("for example") })
    let bench = SessionBench()
    for _ in 1...3 { bench.transport.answer(200, #"{"items":[{"id":1}]}"#) }
    for line in lines[(start + 1)...] {
      let cell = try bench.run(String(line.drop { $0 == " " }))
      #expect(cell.status == .done, "\(line): \(bench.session.storedOutput(of: cell))")
      #expect(bench.session.storedOutput(of: cell) != "(nothing found)")
    }
  }

  @Test func theOverviewAndItsPageNameThem() throws {
    let page = try #require(HelpText.topic("results"))
    for command in Self.commands {
      #expect(HelpText.overview.contains(command.usage))
      #expect(page.contains(":\(command.rawValue)"))
    }
    #expect(HelpText.overview.contains(":help results"))
    #expect(page.split(separator: "\n").allSatisfy { $0.count <= 112 })
  }
}

import TestSupport
import Testing

/// Every block of code in the documentation is run, and gives what stands there.
@Suite struct PageBlockTests {
  /// Pages whose blocks another test runs.
  private static let others: [(page: String, test: String)] =
    ReferencePages.names.map { (ReferencePages.path($0), "ReferencePageTests") } + [
      ("docs/reference/language.md", "LanguageReferenceTests"),
      // A debugger waits at each stop where there is a terminal, and a pipe is none.
      ("docs/how-to/debugger.md", "DebuggerPageTests"),
      ("docs/how-to/connections/", "ConnectionPageTests"),
    ]

  private static let pages = ProjectFiles.pages(under: ["docs"]).filter { page in
    !others.contains { page.hasPrefix($0.page) }
  }

  private static let transcripts = pages.filter { page in
    PageBlock.all(in: page).contains { $0.kind == "patchbay" }
  }

  /// Grammars and drawings, which nothing runs.
  private static let figures: Set<String> = ["text", "ebnf", "abnf", "mermaid"]

  @Test func thereAreEnough() {
    #expect(Self.pages.count > 30)
    #expect(Self.transcripts.count > 5)
    for other in Self.others {
      #expect(ProjectFiles.pages(under: ["docs"]).contains { $0.hasPrefix(other.page) }, "\(other)")
    }
  }

  @Test(arguments: pages) func everyBlockGivesWhatIsShown(page: String) throws {
    let folder = try ReadersFolder()
    for block in PageBlock.all(in: page) {
      let place = "\(page):\(block.line)"
      switch block.kind {
      case "console": try run(ConsoleBlock(block.text), in: folder, place)
      case "sh": try run(block.text, in: folder, place)
      case "yaml": for command in commands(of: block.text) { try run(command, in: folder, place) }
      case "markdown", "json", "snippet", "script":
        // What a later block uses, or what a test of this page's own replays.
        if let name = block.words.last, name.hasPrefix("file=") {
          folder.write(block.text, to: String(name.dropFirst(5)))
        } else {
          #expect(["replays", "fault"].contains(block.words.last), "\(place): nothing runs this block")
        }
      case "patchbay", "output",
        _ where Self.figures.contains(block.kind):
        break
      default: Issue.record("\(place): nothing runs a block of the kind '\(block.kind)'")
      }
    }
  }

  /// A page with cells is a transcript: it replays from its recording, and on the practice service.
  @Test(arguments: transcripts) func aPageWithCellsReplays(page: String) throws {
    let path = "\(TestBinary.root)/\(page)"
    let offline = try Patchbay(secret: nil).run(["replay", path])
    #expect(offline.status == 0, "\(offline.stdout)\(offline.stderr)")
    let live = try Patchbay().run(["replay", "--live", "--trust", path])
    #expect(live.status == 0, "\(live.stdout)\(live.stderr)")
  }

  private func run(_ session: ConsoleBlock, in folder: ReadersFolder, _ place: String) throws {
    #expect(!session.steps.isEmpty, "\(place)")
    for step in session.steps {
      let outcome = try folder.shell(step.command, input: step.input)
      #expect(
        ConsoleBlock.matches(outcome.stdout, step.output), "\(place): \(step.command)\n\(outcome.stdout)")
    }
  }

  private func run(_ commands: String, in folder: ReadersFolder, _ place: String) throws {
    let outcome = try folder.shell("set -e\n" + commands)
    #expect(outcome.status == 0, "\(place): \(outcome.stdout)")
  }

  /// What the steps of a CI run of patchbay.
  private func commands(of recipe: String) -> [String] {
    let commands = recipe.split(separator: "\n").compactMap { line in
      line.firstRange(of: "patchbay ").map { String(line[$0.lowerBound...]) }
    }
    #expect(!commands.isEmpty)
    return commands.map {
      $0.replacing("${{ matrix.shard }}", with: "1").replacing("${{ strategy.job-total }}", with: "3")
    }
  }
}

import TestSupport
import Testing

/// What `docs/how-to/connections` offers to copy is what the sessions beside it ran.
@Suite struct ConnectionPageTests {
  static let services = ["cxone", "epic", "hubspot", "salesforce", "servicenow", "zendesk"]

  private struct Fence: Equatable {
    var word: String
    var cells: [String]
  }

  private func fences(_ file: String) throws -> [Fence] {
    let text = try #require(ProjectFiles.text(file))
    var fences: [Fence] = []
    var isOpen = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("```patchbay") {
        fences.append(Fence(word: line, cells: []))
        isOpen = true
      } else if line == "```" {
        isOpen = false
      } else if isOpen {
        fences[fences.count - 1].cells.append(line)
      }
    }
    return fences
  }

  /// A variable's or secret's line without its value.
  private func place(_ line: String) -> String {
    line.split(separator: " ").prefix(line.hasPrefix("host =") ? 1 : 3).joined(separator: " ")
  }

  /// The second fence holds the values that a reader fills in; all others are run as they stand.
  @Test(arguments: services) func everyCellIsRunInTheSession(service: String) throws {
    let page = try fences("docs/how-to/connections/\(service).md")
    let session = try fences("sessions/connections/\(service).md")
    #expect(page.count >= 6)
    for (index, fence) in page.enumerated() where index != 1 {
      #expect(session.contains(fence), "the session does not run \(fence.cells)")
    }
    #expect(session.count > 1 && page.count > 1)
    #expect(page[1].cells.map(place) == session[1].cells.map(place))
  }

  @Test(arguments: services) func thePageParsesAndCanBeDefined(service: String) throws {
    let patchbay = Patchbay()
    let file = TestBinary.root + "/docs/how-to/connections/\(service).md"
    let check = try patchbay.run(["check", file])
    #expect(check.status == 0, "\(check.stderr)")
    let definitions = try fences("docs/how-to/connections/\(service).md").prefix(2).flatMap(\.cells)
    patchbay.folder.write(definitions.joined(separator: "\n") + "\n", to: "definitions.patchbay")
    let run = try patchbay.run(["run", "definitions.patchbay"])
    #expect(run.status == 0, "\(run.stdout)\(run.stderr)")
  }

  @Test(arguments: services) func thePageSaysWhatItWasTriedAgainst(service: String) throws {
    let page = try #require(ProjectFiles.text("docs/how-to/connections/\(service).md"))
    let beginning = page.split(separator: "\n", omittingEmptySubsequences: false).prefix(6).joined(
      separator: " ")
    #expect(beginning.contains("Tried against a stand-in"))
    #expect(beginning.contains("not against"))
    let table = try #require(ProjectFiles.text("docs/how-to/connections/README.md"))
    #expect(table.contains("(\(service).md)"))
  }
}

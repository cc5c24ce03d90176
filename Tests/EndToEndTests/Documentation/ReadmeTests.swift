import TestSupport
import Testing

/// What the README shows and claims is so.
@Suite struct ReadmeTests {
  private func text(_ name: String) throws -> String {
    try #require(ProjectFiles.text(name))
  }

  /// The lines typed in the README's session, and what it says comes out.
  @Test func theSessionInTheReadmeIsReal() throws {
    let readme = try text("README.md")
    let block = try #require(readme.components(between: "```console\n", and: "\n```").first)
    var input = ""
    var expected: [Substring] = []
    for line in block.split(separator: "\n") {
      if line.hasPrefix("patchbay> ") {
        input += line.dropFirst(10) + "\n"
      } else if line.hasPrefix("     ... ") {
        input += line.dropFirst(9) + "\n"
      } else if !line.hasPrefix("$ ") {
        expected.append(line)
      }
    }
    let patchbay = Patchbay()
    let session = try patchbay.pipe(input)
    #expect(session.status == 0, "\(session.stderr)")
    let replay = try patchbay.run(["replay", "customer.md"])
    #expect(session.stdout + replay.stdout == expected.joined(separator: "\n") + "\n")
  }

  @Test func theMapOfSourcesIsComplete() throws {
    let readme = try text("README.md")
    let manifest = try text("Package.swift")
    let rooms =
      manifest.components(between: "room(\"", and: "\"")
      + manifest.components(between: "    room(\n      \"", and: "\"")
    #expect(rooms.count >= 10)
    for room in rooms + ["CLibedit", "CCurl", "patchbay"] {
      #expect(readme.contains("`Sources/\(room)`"), "\(room) is missing from the README")
    }
  }

  @Test func theCommandsInTheReadmeExist() throws {
    let readme = try text("README.md")
    let makefile = try text("Makefile")
    for target in ["run", "test", "install"] {
      #expect(readme.contains("make \(target)"))
      #expect(makefile.contains("\n\(target):"))
    }
  }
}

extension String {
  /// The texts between each pair of marks.
  fileprivate func components(between open: String, and close: String) -> [String] {
    var result: [String] = []
    var rest = self[...]
    while let start = rest.firstRange(of: open), let end = rest[start.upperBound...].firstRange(of: close) {
      result.append(String(rest[start.upperBound..<end.lowerBound]))
      rest = rest[end.upperBound...]
    }
    return result
  }
}

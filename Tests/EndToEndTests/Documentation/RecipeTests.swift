import TestSupport
import Testing

/// The recipes for CI that docs/how-to/ci.md names.
@Suite struct RecipeTests {
  private static let recipes = ["docs/how-to/ci/github-actions.yml", "docs/how-to/ci/gitlab-ci.yml"]

  /// What a recipe runs of patchbay.
  private static func commands(_ recipe: String) -> [String] {
    (ProjectFiles.text(recipe) ?? "").split(separator: "\n").compactMap { line in
      guard let start = line.firstRange(of: "patchbay replay "), !line.contains("#") else { return nil }
      return String(line[start.lowerBound...])
    }
  }

  @Test(arguments: recipes)
  func everyCommandOfARecipeWorks(recipe: String) throws {
    let commands = Self.commands(recipe)
    #expect(commands.count == 2)
    for command in commands {
      let patchbay = Patchbay()
      let saved = try patchbay.pipe(
        crm + "connectrequest crm getCustomer\nrequestBody.name\n:save one.md\n")
      #expect(saved.status == 0, "\(saved.stderr)")
      var environment = patchbay.environment
      environment["GITHUB_STEP_SUMMARY"] = patchbay.folder.file("summary")
      // On the machine of the CI nothing was saved, and offline there is no secret.
      environment["XDG_DATA_HOME"] = patchbay.folder.file("nothing")
      if !command.contains("--live") { environment["CRM_SECRET"] = "" }
      let script = """
        set -e
        mkdir sessions reports
        mv one.md one.har sessions
        patchbay() { '\(TestBinary.path)' "$@"; }
        \(command)
        """
      let outcome = try ProcessRunner.run(
        "/bin/sh", ["-c", script], environment: environment, directory: patchbay.folder.path)
      #expect(outcome.status == 0, "\(command): \(outcome.stderr)\(outcome.stdout)")
      let written = patchbay.folder.names(in: "reports")
      for ending in [".xml", ".jsonl"] {
        #expect(written.contains { $0.hasSuffix(ending) }, "\(command): \(written)")
      }
      #expect(command.contains("GITHUB_STEP_SUMMARY") == (patchbay.folder.read("summary") != nil))
    }
  }

  /// As far as can be seen without a parser: mappings and lists, indented by two, no name twice in a mapping.
  @Test(arguments: recipes)
  func aRecipeHasTheShapeOfYAML(recipe: String) throws {
    let text = try #require(ProjectFiles.text(recipe))
    #expect(!text.contains("\t"))
    var blockIndent: Int?
    var names: [(indent: Int, names: Set<String>)] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      var indent = line.prefix { $0 == " " }.count
      var rest = line.dropFirst(indent)
      if rest.isEmpty || rest.hasPrefix("#") { continue }
      if let block = blockIndent {
        if indent > block { continue }
        blockIndent = nil
      }
      #expect(indent % 2 == 0, "\(recipe):\(index + 1)")
      names.removeAll { $0.indent > indent }
      while rest.hasPrefix("- ") {
        names.removeAll { $0.indent > indent }
        (indent, rest) = (indent + 2, rest.dropFirst(2))
      }
      if rest.hasSuffix(": |") || rest == "|" { blockIndent = indent - (rest == "|" ? 2 : 0) }
      guard let member = rest.firstMatch(of: /^[A-Za-z_.-]+:(?: |$)/) else {
        #expect(line.contains("- ") || rest == "|", "\(recipe):\(index + 1) is neither a member nor an item")
        continue
      }
      if names.last?.indent != indent { names.append((indent, [])) }
      let isNew = names[names.count - 1].names.insert(String(member.0)).inserted
      #expect(isNew, "\(recipe):\(index + 1) names \(member.0) again")
    }
  }

  @Test func theGuideNamesTheRecipesTheFormatsAndTheSchema() throws {
    let guide = try #require(ProjectFiles.text("docs/how-to/ci.md"))
    for link in ["ci/github-actions.yml", "ci/gitlab-ci.yml", "../reference/replay-report.schema.json"] {
      #expect(guide.contains("](\(link))") && ProjectFiles.text("docs/how-to/\(link)") != nil)
    }
    for format in ["text", "junit", "jsonl", "markdown", "tap", "github"] {
      #expect(guide.contains("| `\(format)` |"))
    }
  }
}

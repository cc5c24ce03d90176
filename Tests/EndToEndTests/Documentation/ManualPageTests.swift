import TestSupport
import Testing

/// The man page names the subcommands, options and exit statuses that the program has, and no others.
@Suite struct ManualPageTests {
  private let patchbay = Patchbay()

  private func page() throws -> [Substring] {
    try #require(ProjectFiles.text("docs/patchbay.1")).split(separator: "\n")
  }

  /// The lines behind a heading, up to the next one of a kind.
  private func section(_ heading: String, until marks: [String]) throws -> [Substring] {
    let behind = try page().drop { $0 != heading }.dropFirst()
    return Array(behind.prefix { line in !marks.contains { line.hasPrefix($0) } })
  }

  /// The options that a subcommand's help lists, but those that all have.
  private func options(of subcommand: [String]) throws -> Set<String> {
    let help = try patchbay.run(subcommand + ["--help"]).stdout
    let lines = help.split(separator: "\n").drop { $0 != "OPTIONS:" }.filter { $0.hasPrefix("  -") }
    let names = lines.compactMap { line in
      line.split { " ,".contains($0) }.last { $0.hasPrefix("-") && $0.count > 1 }.map(String.init)
    }
    return Set(names).subtracting(["--help", "--version"])
  }

  /// `.It Fl Fl vars Ar json` is `--vars`.
  private func option(_ line: Substring) -> String? {
    let words = line.split(separator: " ")
    guard words.starts(with: [".It", "Fl"]) else { return nil }
    return words.dropFirst(2).first == "Fl" ? "--\(words[3])" : "-\(words[2])"
  }

  @Test(arguments: [
    "run", "check", "fmt", "replay", "export", "import", "learn", "json", "secret", "sandbox",
  ])
  func theOptionsOfASubcommandAreThoseItHas(name: String) throws {
    var real = try options(of: [name])
    if name == "secret" {
      for inner in ["set", "list", "remove", "rotate"] { real.formUnion(try options(of: [name, inner])) }
    }
    let told = Set(try section(".Ss patchbay \(name)", until: [".Ss", ".Sh"]).compactMap(option))
    #expect(told == real)
    let synopsis = try section(".Sh SYNOPSIS", until: [".Sh"]).joined(separator: "\n")
    for option in real {
      let words = option.hasPrefix("--") ? "Fl Fl \(option.dropFirst(2))" : "Fl \(option.dropFirst())"
      #expect(synopsis.contains(words), "\(option)")
    }
  }

  @Test func everySubcommandHasASection() throws {
    let help = try patchbay.run(["help"]).stdout
    let lines = help.split(separator: "\n").drop { $0 != "SUBCOMMANDS:" }.dropFirst()
    let real = lines.prefix { $0.hasPrefix("  ") }.filter { !$0.hasPrefix("   ") && !$0.hasPrefix("  See") }
      .compactMap {
        $0.split(separator: " ").first.map(String.init)
      }
    let told = try page().filter { $0.hasPrefix(".Ss patchbay ") }.map { String($0.dropFirst(13)) }
    #expect(told.sorted() == real.sorted())
  }

  @Test func theExitStatusesAreThoseOfTheProgram() throws {
    let table = try patchbay.run(["help", "exit-status"]).stdout
    let real = table.split(separator: "\n").compactMap { line in
      line.hasPrefix(" ") ? line.split(separator: " ").first.flatMap { Int($0) } : nil
    }
    let told = try section(".Sh EXIT STATUS", until: [".Sh"]).compactMap { line in
      line.hasPrefix(".It ") ? Int(line.dropFirst(4)) : nil
    }
    #expect(told == real)
    #expect(real.count > 10)
  }

  /// What the sources ask the environment for, but what every program reads.
  @Test func theVariablesAreThoseThatAreRead() throws {
    let told = Set(
      try section(".Sh ENVIRONMENT", until: [".Sh"]).filter { $0.hasPrefix(".It Ev ") }.flatMap {
        $0.dropFirst(7).split { " ,".contains($0) }.map(String.init)
      })
    var read: Set = ["VISUAL", "EDITOR"]
    let usual: Set = ["HOME", "PATH", "PWD", "TERM", "TMUX", "CRM_SECRET"]
    for file in ProjectFiles.sources {
      let text = try #require(ProjectFiles.text(file))
      for piece in text.split(separator: "environment(\"", omittingEmptySubsequences: false).dropFirst() {
        read.insert(String(piece.prefix { $0 != "\"" }))
      }
    }
    #expect(read.subtracting(usual).subtracting(told).isEmpty)
    #expect(read.contains("PAGER"))
  }

  @Test func theFilesOfAPersonAreNamed() throws {
    let files = try section(".Sh FILES", until: [".Sh"]).joined(separator: "\n")
    for name in [
      "~/.local/share/patchbay", "~/.config/patchbay/settings.json", "recovery", "projects", "progress.json",
    ] {
      #expect(files.contains(name), "\(name)")
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func aCompletionScriptNamesTheSubcommands(shell: String) throws {
    let script = try patchbay.run(["--generate-completion-script", shell])
    #expect(script.status == 0)
    for name in ["run", "check", "fmt", "replay", "export", "import", "learn", "json", "secret", "sandbox"] {
      #expect(script.stdout.contains(name), "\(name)")
    }
  }
}

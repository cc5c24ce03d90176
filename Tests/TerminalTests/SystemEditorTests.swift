import Shell
import TestSupport
import Testing

@testable import Terminal

@Suite struct SystemEditorTests {
  private func editor(_ variables: [String: String]) -> SystemEditor {
    SystemEditor(environment: { variables[$0] }, files: SystemFileStore())
  }

  @Test func theProgramOfTheEnvironmentEditsTheText() throws {
    let folder = TemporaryFolder()
    let script = folder.write(
      "#!/bin/sh\nstat -c %a \"$1\" > \"\(folder.path)/mode\"\nsed -i s/one/two/ \"$1\"\n", to: "edit")
    let editor = editor(["VISUAL": "sh \(script)", "EDITOR": "false", "TMPDIR": folder.path])
    #expect(try editor.edit("one\n  one", isHidden: { _, _ in false }) == "two\n  two")
    #expect(folder.read("mode") == "600\n")
    // Nothing of it is left.
    #expect(folder.names.allSatisfy { !$0.hasPrefix("patchbay-") })
  }

  @Test func aProgramThatFailsChangesNothing() {
    let editor = editor(["EDITOR": "false"])
    #expect(throws: FileError.self) { try editor.edit("one", isHidden: { _, _ in false }) }
  }

  @Test func hiddenVariablesAreKeptBack() throws {
    let editor = editor(["EDITOR": "sh -c 'echo \"[$HOME]\" > \"$1\"' sh"])
    #expect(try editor.edit("", isHidden: { name, _ in name == "HOME" }) == "[]")
  }

  /// While cells run the terminal shows no keys; a line editor needs them.
  @Test func theTerminalShowsKeysToTheProgram() throws {
    let terminal = PseudoTerminal()
    let echo = TerminalEcho(of: terminal.device)
    echo.turnOff()
    let folder = TemporaryFolder()
    let editor = SystemEditor(
      environment: { $0 == "EDITOR" ? "stty -a >\(folder.file("mode")); true" : nil },
      files: SystemFileStore(), terminal: terminal.device)
    #expect(try editor.edit("one", isHidden: { _, _ in false }) == "one")
    let words = try #require(folder.read("mode")).split { $0.isWhitespace || $0 == ";" }
    #expect(words.contains("echo"))
    #expect(!terminal.echoes)
    echo.turnOn()
    #expect(terminal.echoes)
  }
}

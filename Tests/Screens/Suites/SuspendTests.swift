import TestSupport
import Testing

/// Ctrl-Z and `fg` under a shell with job control.
@Suite(.needsScreens) struct SuspendTests {
  private func underShell() throws -> Screen {
    let home = Home(environment: ["PS1": "$ ", "INPUTRC": "/dev/null", "PATH": "\(bin):/usr/bin:/bin"])
    let screen = try Screen(home: home, program: ["/bin/bash", "--norc", "--noprofile", "-i"])
    try screen.waitsForPrompt("$ ", after: -1)
    try screen.enter("patchbay")
    return screen
  }

  /// The folder of the program that was built, so that its name alone is typed and shown.
  private var bin: String { String(TestBinary.path.dropLast("/patchbay".count)) }

  @Test func aStoppedLineComesBack() throws {
    let screen = try underShell()
    try screen.enter("x = 1")
    try screen.type("half a line\u{2}")
    try screen.shows("$ patchbay\npatchbay> x = 1\npatchbay> half a lin‸e")
    try screen.type("\u{1A}")
    try screen.waitsForPrompt("$ ", after: 2)
    #expect(try screen.rows.contains { $0.hasPrefix("[1]+  Stopped") })
    try screen.enter("echo in the shell", prompt: "$ ")
    try screen.type("fg\r")
    try screen.waits(forPattern: #"^\$ fg\npatchbay\npatchbay> half a line$"#)
    try screen.type("Z")
    try screen.waits(for: "patchbay> half a linZe")
    try screen.type("\u{3}")
    try screen.waits(for: "patchbay> half a linZe^C\npatchbay>")
    try screen.enter("x")
    try screen.waits(for: "patchbay> x\n1\npatchbay>")
    try screen.type("\u{4}")
    try screen.waits(forPattern: #"^\$$"#)
  }

  @Test func aStoppedEntryOfSeveralLinesComesBackWhole() throws {
    let screen = try underShell()
    try screen.paste("FOR i = 1 TO 2 {\n  TRACE \"a {i}\"\n}")
    try screen.type("\u{1B}[A\u{1B}[A")
    let entry = "FOR i = 1 TO 2 {\n  TRACE \"a {i}\"\n}"
    try screen.shows("$ patchbay\n" + Screen.shown("‸" + entry))
    try screen.type("\u{1A}")
    try screen.waitsForPrompt("$ ", after: 3)
    #expect(try screen.shown.hasPrefix("$ patchbay\n\(Screen.shown(entry))\n"))
    try screen.type("fg\r")
    try screen.waits(for: "\npatchbay\n" + Screen.shown(entry))
    try screen.type("\u{1B}[B\u{1B}[B\r")
    try screen.waits(for: "\n     ... }\na 1\na 2\npatchbay>")
  }
}

import TestSupport
import Testing

/// What is left of a session whose process is killed, which no handler can foresee.
@Suite(.serialized) struct KillTests {
  private let patchbay = Patchbay()

  private var kept: [String] { patchbay.folder.names(in: "data/patchbay/recovery") }

  private func terminal(_ cells: [String] = []) throws -> PseudoTerminal {
    let terminal = try patchbay.terminal()
    try #require(terminal.waitFor("patchbay> "))
    for cell in cells {
      terminal.send(cell + "\r")
      try #require(terminal.waitFor("patchbay> "), "\(cell)")
    }
    return terminal
  }

  private static let connection =
    #"connection s { "baseUrl": "http://sandbox.test/awkward", "requests": { "quick": { "url": "/slow?ms=1" }, "nap": { "url": "/slow?ms=60000", "timeoutMs": 90000 } } }"#

  @Test func onlyTheRunningCellIsLost() throws {
    defer { withExtendedLifetime(patchbay) {} }
    let cells = [
      "x = 41", Self.connection, "test s quick", "\"{now()} {random(1000000)}\"", "x = 0", ":undo", ":vars",
    ]
    let first = try terminal(cells)
    first.send("test s nap\r")
    #expect(!first.waitFor("patchbay> ", timeout: 1.5))
    first.signal(9)
    #expect(first.waitForExit() == 137)
    #expect(kept.count == 1)

    let second = try patchbay.terminal()
    #expect(second.waitFor("an unsaved session of 20"))
    #expect(second.waitFor("patchbay> "))
    second.send(":recover\r")
    #expect(second.waitFor("5 cells"))
    #expect(second.waitFor("patchbay> "))
    // Killed again before anything new was entered, nothing is lost either.
    second.signal(9)
    #expect(second.waitForExit() == 137)

    let third = try terminal([":recover", "x + 1"])
    #expect(third.text.contains("\r\n42\r\n"))
    third.send(":save done.md\r")
    #expect(third.waitFor("saved 6 cells to done.md, 1 exchange"))
    third.send(":quit\r")
    #expect(third.waitForExit() == 0)
    #expect(kept.isEmpty)
    let text = try #require(patchbay.folder.read("done.md"))
    #expect(text.contains("test s quick") && !text.contains("test s nap\n") && !text.contains("x = 0"))
    let replay = try patchbay.run(["replay", "done.md"])
    #expect(replay.status == 0, "\(replay.stdout)")
  }

  @Test func aLoopThatRunsIsLostAlone() throws {
    defer { withExtendedLifetime(patchbay) {} }
    let first = try terminal(["x = 1"])
    first.send("FOR i = 1 TO 2000000000 { x = x + 1 }\r")
    #expect(!first.waitFor("patchbay> ", timeout: 1))
    first.signal(9)
    #expect(first.waitForExit() == 137)
    let second = try terminal([":recover", "\"x is {x}\""])
    #expect(second.text.contains("1 cell") && second.text.contains("\r\nx is 1\r\n"))
  }

  @Test func aLivingShellKeepsItsOwn() throws {
    defer { withExtendedLifetime(patchbay) {} }
    let first = try terminal(["a = 1"])
    let second = try terminal(["b = 2"])
    #expect(!second.text.contains("unsaved session"))
    #expect(kept.count == 2)
    second.send(":recover\r")
    #expect(second.waitFor("no unsaved session was kept"))
    first.signal(9)
    #expect(first.waitForExit() == 137)
    second.send(":recover\r")
    #expect(second.waitFor("1 cell"))
    #expect(second.waitFor("patchbay> "))
    second.send("a + 40\r")
    #expect(second.waitFor("41"))
    #expect(second.waitFor("patchbay> "))
    // Its own cells were given up with :recover; the file of the other is now its own.
    #expect(kept.count == 1)
    #expect(!(try terminal()).text.contains("unsaved session"))
    second.send(":recover drop\r")
    #expect(second.waitFor("is removed"))
    #expect(second.waitFor("patchbay> "))
    second.send(":quit\r")
    #expect(second.waitForExit() == 0)
    #expect(kept.isEmpty)
  }

  @Test func whereNothingCanBeWrittenTheSessionGoesOn() throws {
    defer { withExtendedLifetime(patchbay) {} }
    // Makes the folder.
    try terminal(["x = 1"]).send("\u{4}")
    let folder = patchbay.folder.path
    let blocked = try ProcessRunner.run(
      "/bin/sh", ["-c", "rm -rf data/patchbay/recovery && : > data/patchbay/recovery"], directory: folder)
    try #require(blocked.status == 0)
    let shell = try terminal(["x = 1", "x = x + 1", "\"x is {x}\""])
    #expect(shell.text.contains("\r\nx is 2\r\n"))
    let warnings = shell.text.components(of: "warning: the session is not kept for :recover:")
    #expect(warnings == 1, "\(shell.text)")
  }
}

extension String {
  /// How often a text stands in this one.
  fileprivate func components(of text: String) -> Int {
    indices.count { self[$0...].hasPrefix(text) }
  }
}

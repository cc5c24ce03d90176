import Encodings
import HTTPExchange
import TestSupport
import Testing

@testable import Shell

/// `:copy`, to a terminal and without one.
@Suite struct CopyCommandTests {
  private let bench = SessionBench()

  init() throws {
    bench.environment["KEY"] = "Kanari-4711"
    bench.environment["TERM"] = "xterm-256color"
    bench.isInteractive = true
    try bench.run(
      #"""
      connection c { "baseUrl": "https://h.test", "requests": { "r": { "url": "/r?k=[[key]]" } } }
      secret c key from env KEY
      """#)
    bench.transport.answer(200, #"{"id":7,"key":"Kanari-4711","tags":["a","b"]}"#)
    try bench.run("connectrequest c r")
  }

  /// What the terminal was given, and what was said of it.
  private func copy(_ text: String) throws -> (sequence: String, said: String) {
    bench.output = ""
    let said = try bench.output(of: text)
    return (bench.output, said)
  }

  private func sequence(_ text: String) -> String { "\u{1B}]52;c;\(Base64.encode(text.utf8))\u{07}" }

  @Test func theBodyIsCopiedMasked() throws {
    let text = #"{"id":7,"key":"‹secret:c/key›","tags":["a","b"]}"#
    let (given, said) = try copy(":copy")
    #expect(given == sequence(text))
    #expect(said == "gave 52 B to the terminal's clipboard, with references in place of the secrets in it")
  }

  @Test func aPartOfItIsCopied() throws {
    #expect(try copy(":copy $.id").sequence == sequence("7"))
    #expect(try copy(":copy $.id").said == "gave 1 B to the terminal's clipboard")
    #expect(try copy(":copy $.tags").sequence == sequence("[\n  \"a\",\n  \"b\"\n]"))
    #expect(try copy(":copy $.tags[*]").sequence == sequence("a\nb"))
    #expect(try copy(":copy $.key").sequence == sequence("‹secret:c/key›"))
    #expect(try copy(":copy $.key").said.hasSuffix("with references in place of the secrets in it"))
    #expect(try copy(":copy $.none").said.contains("nothing found, so nothing is copied"))
    try bench.run(#"DYNAMIC o = { "a": "Kanari-4711 ö" }"#)
    #expect(try copy(":copy $.a in o").sequence == sequence("‹secret:c/key› ö"))
  }

  @Test func tmuxHandsItOn() throws {
    bench.environment["TMUX"] = "/tmp/tmux-0/default,1,0"
    #expect(
      try copy(":copy $.id").sequence == "\u{1B}Ptmux;\u{1B}\u{1B}]52;c;Nw==\u{07}\u{1B}\\")
  }

  @Test func aLongTextIsRefused() throws {
    bench.transport.answer(200, "\"\(String(repeating: "x", count: 100_000))\"")
    try bench.run("connectrequest c r")
    let (given, said) = try copy(":copy")
    #expect(
      given == "" && said.contains("100 KB are too long for a clipboard") && said.contains(":body > FILE"))
    #expect(try copy(":copy $").sequence.utf8.count > 130_000)
  }

  @Test(arguments: ["dumb", ""]) func withoutAClipboardItIsAFile(terminal: String) throws {
    bench.environment["TERM"] = terminal
    bench.environment["TMPDIR"] = "/private/tmp"
    let (given, said) = try copy(":copy $.key")
    let path = try #require(bench.files.texts.keys.first { $0.hasPrefix("/private/tmp/patchbay-copy-") })
    #expect(given == "" && bench.files.texts[path] == "‹secret:c/key›")
    #expect(said.hasPrefix("this terminal has no clipboard, so 18 B are in \(path), with references"))
  }

  @Test func itIsNoPartOfATranscript() throws {
    let count = bench.session.cells.count
    try bench.run(":copy $.id")
    #expect(bench.session.cells.count == count)
    bench.files.texts["a.md"] = "```patchbay\n:copy\n```\n"
    #expect(bench.replay("a.md") == .differs)
    #expect(bench.output.contains("the cell fails with status 3"))
  }
}

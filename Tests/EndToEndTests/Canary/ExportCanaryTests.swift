import TestSupport
import Testing

/// A page and a notebook hold what the session's files hold, and so no secret in any form.
@Suite struct ExportCanaryTests {
  @Test func noFormReachesAPageOrANotebook() throws {
    let bench = CanaryBench()
    let start = bench.definitions + CanaryBench.secrets(" from env CANARY").map { $0 + "\n" }.joined()
    let cells = CanaryBench.answered + CanaryBench.listings + [":save answered.md"]
    let session = try bench.run([], input: start + cells.map { $0 + "\n" }.joined())
    #expect(session.status == 0, "\(session.stdout.suffix(2000))\(session.stderr)")

    var table = CanaryTable()
    func export(_ name: String, _ arguments: [String]) throws {
      // The program could read the secret, and has no reason to.
      let outcome = try bench.run(arguments)
      #expect(outcome.status == 0, "\(outcome.stderr)")
      table.look(at: "stdout", outcome.stdout)
      table.look(at: "stderr", outcome.stderr)
      let text = try #require(bench.folder.read(name))
      #expect(text.contains("‹secret:e/canary"), "\(name) shows nothing of the secret")
      table.look(at: name, text)
      table.look(
        at: name,
        text.replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&amp;", with: "&"))
    }
    try export("answered.html", ["export", "answered.md", "--to", "html"])
    try export("answered.ipynb", ["export", "answered.md", "--to", "ipynb"])
    try export("back.md", ["import", "answered.ipynb", "-o", "back.md"])
    #expect(bench.folder.read("back.md") == bench.folder.read("answered.md"))
    #expect(table.findings.isEmpty, "\(table.findings.prefix(20))")
  }

  @Test func notesAndErrorsDriveNoTerminal() throws {
    let bench = CanaryBench()
    bench.folder.write(
      #"{"nbformat": 4, "cells": [{"cell_type": "markdown", "source": "a", "attachments": {"\u001b]0;x\u0007": {}}}]}"#,
      to: "a.ipynb")
    let outcome = try bench.run(["import", "a.ipynb"])
    #expect(outcome.status == 0)
    #expect(outcome.stderr == "note: cell 1: the attachment \\u001B]0;x\\u0007 is left out\n")
  }
}

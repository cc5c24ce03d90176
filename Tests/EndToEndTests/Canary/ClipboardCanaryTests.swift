import TestSupport
import Testing

/// What goes into a clipboard leaves the program like anything else: without the secret in any form.
@Suite struct ClipboardCanaryTests {
  @Test func noFormReachesTheClipboardOrItsFile() throws {
    let bench = CanaryBench()
    let copies = [":copy", ":copy $", ":copy in requestBody", ":copy in requestHeadersList"]
    let cells = CanaryBench.answered.filter { $0.hasPrefix("connectrequest") }.flatMap { [$0] + copies }
    let script = bench.definitions + "secret e canary from env CANARY\nconnectauth e\n"
    // What cannot be copied ends a pipe, so each answer has one of its own.
    var table = CanaryTable()
    for start in stride(from: 0, to: cells.count, by: copies.count + 1) {
      for copy in 1...copies.count {
        let outcome = try bench.run([], input: script + cells[start] + "\n" + cells[start + copy] + "\n")
        table.look(at: "stdout", outcome.stdout)
        table.look(at: "stderr", outcome.stderr)
      }
    }
    let written = bench.files().filter { $0.name.hasPrefix("patchbay-copy-") }
    #expect(written.count > 10, "\(bench.files().map(\.name))")
    #expect(written.contains { $0.text.contains("‹secret:e/canary") })
    for (name, text) in written { table.look(at: name, text) }
    #expect(table.findings.isEmpty, "\(table.findings.prefix(20))")
  }
}

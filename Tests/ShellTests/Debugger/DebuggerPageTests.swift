import Shell
import TestSupport
import Testing

/// What `docs/how-to/debugger.md` shows is what a person sees.
@Suite struct DebuggerPageTests {
  /// Enters lines one after the other, and shows them as a terminal would.
  private final class TypedLines: LineReader {
    var lines: ArraySlice<String>
    let write: (String) -> Void
    let history: [String] = []

    init(_ lines: [String], write: @escaping (String) -> Void) {
      (self.lines, self.write) = (lines[...], write)
    }

    func next(prompt: String) -> InputEvent {
      guard let line = lines.popFirst() else { return .endOfInput }
      write(prompt + line + "\n")
      return .text(line)
    }
    func remember(_ entry: String) {}
    func maskHistory(with mask: (String) -> String) -> Bool { true }
  }

  /// The sessions on the page.
  private static var sessions: [String] {
    let parts = (ProjectFiles.text("docs/how-to/debugger.md") ?? "").replacing("\n```", with: "\u{0}")
      .split(separator: "\u{0}console\n").dropFirst()
    return parts.map { String($0.prefix { $0 != "\u{0}" }) + "\n" }
  }

  @Test func thereAreSessions() { #expect(Self.sessions.count == 2) }

  @Test(arguments: sessions) func theSessionIsReal(expected: String) throws {
    let prompts = [InteractiveShell.prompt, InteractiveShell.continuationPrompt, "debug> "]
    let typed = expected.split(separator: "\n").compactMap { line in
      prompts.first { line.hasPrefix($0) }.map { String(line.dropFirst($0.count)) }
    }
    #expect(typed.count > 5)
    let bench = SessionBench()
    bench.isInteractive = true
    bench.transport.answer(200, #"{"state":"new"}"#)
    bench.transport.answer(200, #"{"state":"paid"}"#)
    let reader = TypedLines(typed) { [unowned bench] in bench.output += $0 }
    _ = InteractiveShell(session: bench.session, reader: reader).run()
    #expect(bench.output == expected + "\n")
  }
}

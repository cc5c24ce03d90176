import Dispatch
import TestSupport
import Testing

@testable import Terminal

extension TerminalDeviceTests {
  @Suite struct SecretPromptTests {
    /// Asks on a terminal of its own, types, and returns the answer and what was to be seen.
    private func answer(typing keys: String) throws -> (secret: String?, shown: String) {
      let terminal = PseudoTerminal()
      let device = terminal.device
      let done = DispatchSemaphore(value: 0)
      nonisolated(unsafe) var secret: String?
      DispatchQueue(label: "secret").async {
        secret = SecretPrompt.read(prompt: "token: ", device: device)
        done.signal()
      }
      try #require(terminal.waitFor("token: "))
      terminal.send(keys)
      while done.wait(timeout: .now() + 0.01) == .timedOut { _ = terminal.text }
      #expect(terminal.echoes)
      return (secret, terminal.text)
    }

    @Test func theAnswerIsNotShown() throws {
      let (secret, shown) = try answer(typing: "s3cret wörd\r")
      #expect(secret == "s3cret wörd")
      #expect(shown == "token: \r\n")
    }

    @Test func theAnswerCanBeCorrected() throws {
      #expect(try answer(typing: "wrong\u{15}rightä\u{7F}\u{1B}[D!\r").secret == "right!")
    }

    @Test func controlCAndControlDGiveNothing() throws {
      #expect(try answer(typing: "abc\u{3}").secret == nil)
      #expect(try answer(typing: "\u{4}").secret == nil)
      #expect(try answer(typing: "a\u{4}b\r").secret == "ab")
    }

    @Test func aLongTokenArrivesWhole() throws {
      let token = String(repeating: "0123456789", count: 1_000)
      #expect(try answer(typing: token + "\r").secret == token)
    }
  }
}

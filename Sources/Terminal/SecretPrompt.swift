#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Asks the person for a secret on the terminal device, without showing it.
package enum SecretPrompt {
  /// The longest secret that is read; a token rarely has more than a few thousand bytes.
  static let limit = 1_048_576

  /// The secret, or nil when there is no terminal, or Ctrl-C, or Ctrl-D on an empty line.
  ///
  /// It reads from the terminal device alone, so piped input can never become a secret.
  package static func read(prompt: String) -> String? {
    let device = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard device >= 0 else { return nil }
    defer { close(device) }
    return read(prompt: prompt, device: device)
  }

  static func read(prompt: String, device: Int32) -> String? {
    guard TerminalRestorer.arm(device) else { return nil }
    defer { TerminalRestorer.restore() }
    var mode = termios()
    guard tcgetattr(device, &mode) == 0 else { return nil }
    // Read key by key: the terminal's own line mode cuts lines at 4,096 bytes, and its Ctrl-C would be a signal.
    mode.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | ISIG | IEXTEN)
    mode.c_iflag &= ~tcflag_t(IXON)
    withUnsafeMutableBytes(of: &mode.c_cc) { characters in
      characters[Int(VMIN)] = 1
      characters[Int(VTIME)] = 0
    }
    // What was typed before the question is thrown away: it was not meant as the answer.
    guard tcsetattr(device, TCSAFLUSH, &mode) == 0 else { return nil }
    let output = StandardOutput(descriptor: device)
    output.write(prompt)
    defer { output.write("\n") }
    return readAnswer(device)
  }

  private static func readAnswer(_ device: Int32) -> String? {
    var answer: [UInt8] = []
    var byte: UInt8 = 0
    while EndingSignals.received == nil {
      // A read would go on after a signal; this ends, so that one that ends the program is seen.
      var waiting = pollfd(fd: device, events: Int16(POLLIN), revents: 0)
      if poll(&waiting, 1, -1) < 0, errno == EINTR { continue }
      let count = rawRead(device, &byte)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return nil }
      switch byte {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        return String(validating: answer, as: UTF8.self)
      case 0x03: return nil
      case 0x04: if answer.isEmpty { return nil }
      case 0x08, 0x7F: removeLastCharacter(&answer)
      case 0x15: answer.removeAll()
      case 0x1B: skipEscapeSequence(device)
      case 0..<0x20: break
      default:
        // A part of a secret is of no use.
        guard answer.count < limit else { return nil }
        answer.append(byte)
      }
    }
    return nil
  }

  private static func removeLastCharacter(_ bytes: inout [UInt8]) {
    while let last = bytes.popLast(), last & 0xC0 == 0x80 {}
  }

  /// An arrow key or the like is no part of the secret.
  private static func skipEscapeSequence(_ device: Int32) {
    var byte: UInt8 = 0
    var inside = false
    var waiting = pollfd(fd: device, events: Int16(POLLIN), revents: 0)
    while poll(&waiting, 1, 30) == 1, rawRead(device, &byte) == 1 {
      if !inside, byte == UInt8(ascii: "[") || byte == UInt8(ascii: "O") {
        inside = true
      } else if !inside || (0x40...0x7E).contains(byte) {
        return
      }
    }
  }
}

/// `read(2)` of one byte, which inside `SecretPrompt` is hidden by its own `read`.
private func rawRead(_ device: Int32, _ byte: inout UInt8) -> Int {
  read(device, &byte, 1)
}

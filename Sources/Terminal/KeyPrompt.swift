#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Asks the person a question that one key answers.
package enum KeyPrompt {
  /// The first key that is among `keys`; nil when there is no terminal, or Ctrl-C or Ctrl-D.
  ///
  /// It reads from the terminal device alone, so piped input answers nothing.
  package static func read(prompt: String, keys: String) -> Character? {
    let device = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard device >= 0 else { return nil }
    defer { close(device) }
    guard TerminalRestorer.arm(device) else { return nil }
    defer { TerminalRestorer.restore() }
    var mode = termios()
    guard tcgetattr(device, &mode) == 0 else { return nil }
    mode.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    withUnsafeMutableBytes(of: &mode.c_cc) { characters in
      characters[Int(VMIN)] = 1
      characters[Int(VTIME)] = 0
    }
    // Keys from before the question were not meant as its answer.
    guard tcsetattr(device, TCSAFLUSH, &mode) == 0 else { return nil }
    let output = StandardOutput(descriptor: device)
    output.write(prompt)
    let key = answer(device, keys)
    output.write(key.map { "\($0)\n" } ?? "\n")
    return key
  }

  private static func answer(_ device: Int32, _ keys: String) -> Character? {
    while EndingSignals.received == nil {
      var byte: UInt8 = 0
      // A read would go on after a signal; this ends.
      var waiting = pollfd(fd: device, events: Int16(POLLIN), revents: 0)
      if poll(&waiting, 1, -1) < 0, errno == EINTR { continue }
      let count = readByte(device, &byte)
      if count < 0, errno == EINTR { continue }
      guard count == 1, byte != 0x03, byte != 0x04 else { return nil }
      let key = Character(Unicode.Scalar(byte))
      if keys.contains(key) { return key }
    }
    return nil
  }
}

/// `read(2)` of one byte, which inside `KeyPrompt` is hidden by its own `read`.
private func readByte(_ device: Int32, _ byte: inout UInt8) -> Int { read(device, &byte, 1) }

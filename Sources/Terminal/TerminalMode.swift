#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The mode of a terminal before a program has it.
struct TerminalMode {
  private let descriptor: Int32
  private let mode: termios

  /// nil where there is no terminal.
  init?(of descriptor: Int32) {
    var mode = termios()
    guard tcgetattr(descriptor, &mode) == 0 else { return nil }
    self.descriptor = descriptor
    self.mode = mode
  }

  /// Lets the terminal show keys, which it does not while cells run: a line editor such as `ed` relies on it.
  func showKeys() {
    var mode = mode
    mode.c_lflag |= tcflag_t(ECHO)
    tcsetattr(descriptor, TCSADRAIN, &mode)
  }

  /// Puts the mode back, since a program that was killed leaves the terminal as it had it.
  func restore() {
    var mode = mode
    tcsetattr(descriptor, TCSADRAIN, &mode)
  }
}

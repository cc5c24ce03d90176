#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Keeps the terminal from showing keys between two entries, where they would smear what is printed.
///
/// The keys wait in the terminal, and the next entry shows them.
final class TerminalEcho {
  private let descriptor: Int32
  /// The mode with echo; nil while keys are shown.
  private var mode: termios?

  init(of descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit { turnOn() }

  func turnOff() {
    var mode = termios()
    guard self.mode == nil, tcgetattr(descriptor, &mode) == 0 else { return }
    self.mode = mode
    TerminalRestorer.noteQuiet(descriptor, mode: mode)
    mode.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(descriptor, TCSANOW, &mode)
  }

  func turnOn() {
    guard var mode else { return }
    self.mode = nil
    tcsetattr(descriptor, TCSANOW, &mode)
    TerminalRestorer.forgetQuiet()
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Gives the terminal back as it was, even when the program is ended by a signal or by `exit` while a line is edited.
enum TerminalRestorer {
  /// Notes the terminal's present mode as the one to go back to; false when the descriptor is no terminal.
  @discardableResult
  static func arm(_ descriptor: Int32, bracketedPaste: Bool = false) -> Bool {
    _ = installed
    guard tcgetattr(descriptor, &armed.pointee.mode) == 0 else { return false }
    armed.pointee.bracketedPaste = bracketedPaste
    armed.pointee.descriptor = descriptor
    return true
  }

  /// From here on nothing needs to be restored.
  static func disarm() {
    armed.pointee.descriptor = -1
  }

  /// Notes the mode that the terminal has while its keys are shown; it is gone back to at the end of all.
  static func noteQuiet(_ descriptor: Int32, mode: termios) {
    _ = installed
    quiet.pointee.mode = mode
    quiet.pointee.descriptor = descriptor
  }

  /// The terminal shows keys again.
  static func forgetQuiet() {
    quiet.pointee.descriptor = -1
  }

  /// The way back for a mode that was changed by hand.
  static func restore() {
    restoreArmed()
    disarm()
  }

  private static let installed: Void = {
    atexit { restoreTerminal() }
    for signal in [SIGTERM, SIGHUP, SIGQUIT] {
      // A signal that is ignored, as under nohup, stays ignored.
      if SignalForwarding.hasDefaultAction(signal) {
        SignalForwarding.install(restoreAndEnd, for: signal)
      }
    }
  }()
}

private struct ArmedTerminal {
  var descriptor: Int32 = -1
  var bracketedPaste = false
  var mode = termios()

  static func make() -> UnsafeMutablePointer<ArmedTerminal> {
    let pointer = UnsafeMutablePointer<ArmedTerminal>.allocate(capacity: 1)
    pointer.initialize(to: ArmedTerminal())
    return pointer
  }
}

// At fixed addresses, so that a signal handler can read them.
private nonisolated(unsafe) let armed = ArmedTerminal.make()
private nonisolated(unsafe) let quiet = ArmedTerminal.make()

private func restoreTerminal() {
  restoreArmed()
  if quiet.pointee.descriptor >= 0 {
    tcsetattr(quiet.pointee.descriptor, TCSANOW, &quiet.pointee.mode)
  }
}

private func restoreArmed() {
  let descriptor = armed.pointee.descriptor
  guard descriptor >= 0 else { return }
  tcsetattr(descriptor, TCSANOW, &armed.pointee.mode)
  if armed.pointee.bracketedPaste {
    // ESC [ ? 2 0 0 4 l, as a number because a handler must not allocate.
    var off: UInt64 = 0x6c_34_30_30_32_3f_5b_1b
    _ = write(descriptor, &off, 8)
  }
}

private func restoreAndEnd(_ number: Int32) {
  restoreTerminal()
  SignalForwarding.install(SIG_DFL, for: number)
  raise(number)
}

import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Lets the shell come to its end in its own way when the terminal is closed or the program is told to end.
///
/// The first signal interrupts what runs and ends the input; a second one ends the program at once.
package struct EndingSignals {
  private let watched: [Int32]

  /// Signals that are ignored, as under nohup, stay so.
  package static func watch() -> Self {
    // Made here, since a handler must not be the first to touch them.
    _ = (received, wakeDescriptor.load(ordering: .relaxed))
    let watched = [SIGHUP, SIGTERM].filter { SignalForwarding.hasDefaultAction($0) }
    for signal in watched { SignalForwarding.install(noteEnd, for: signal) }
    return Self(watched: watched)
  }

  /// The signal that came, if one did.
  static var received: Int32? {
    let signal = receivedSignal.load(ordering: .relaxed)
    return signal == 0 ? nil : signal
  }

  /// A byte comes to this descriptor, which must not block, with the signal.
  static func wake(_ descriptor: Int32) { wakeDescriptor.store(descriptor, ordering: .relaxed) }

  /// Ends the watch; if a signal came, does what is left to do and ends the program by it.
  package func stop(_ finish: () -> Void) {
    if let signal = Self.received {
      finish()
      TerminalRestorer.restore()
      SignalForwarding.install(SIG_DFL, for: signal)
      raise(signal)
    }
    for signal in watched { SignalForwarding.install(SIG_DFL, for: signal) }
  }
}

private let receivedSignal = Atomic<Int32>(0)
private let wakeDescriptor = Atomic<Int32>(-1)

private func noteEnd(_ signal: Int32) {
  let savedError = errno
  guard receivedSignal.exchange(signal, ordering: .relaxed) == 0 else {
    TerminalRestorer.restore()
    SignalForwarding.install(SIG_DFL, for: signal)
    raise(signal)
    return
  }
  let descriptor = wakeDescriptor.load(ordering: .relaxed)
  var byte = UInt8(truncatingIfNeeded: signal)
  if descriptor >= 0 { _ = write(descriptor, &byte, 1) }
  // What runs stops as for Ctrl-C.
  raise(SIGINT)
  errno = savedError
}

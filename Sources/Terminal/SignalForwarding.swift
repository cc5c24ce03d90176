#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Turns a signal into one byte on a descriptor, which is all that a handler may safely do.
enum SignalForwarding {
  /// A byte equal to the signal's number arrives at the descriptor, which must not block, whenever the signal does.
  static func forward(_ signal: Int32, to descriptor: Int32) {
    signalTargets[Int(signal)] = descriptor
    install(forwardSignal, for: signal)
  }

  /// Nothing arrives at the descriptor any more.
  static func stop(_ signal: Int32, to descriptor: Int32) {
    guard signalTargets[Int(signal)] == descriptor else { return }
    install(SIG_DFL, for: signal)
    signalTargets[Int(signal)] = -1
  }

  /// Whether a signal does what it does in any program, and is neither handled nor ignored.
  static func hasDefaultAction(_ signal: Int32) -> Bool {
    var current = sigaction()
    sigaction(signal, nil, &current)
    #if canImport(Darwin)
      return current.__sigaction_u.__sa_handler == nil
    #else
      return current.__sigaction_handler.sa_handler == nil
    #endif
  }

  static func install(_ handler: SignalHandler?, for signal: Int32) {
    var action = sigaction()
    #if canImport(Darwin)
      action.__sigaction_u.__sa_handler = handler
    #else
      action.__sigaction_handler.sa_handler = handler
    #endif
    // Reads and writes elsewhere in the program go on as if nothing had happened.
    action.sa_flags = SA_RESTART
    sigemptyset(&action.sa_mask)
    sigaction(signal, &action, nil)
  }
}

typealias SignalHandler = @convention(c) (Int32) -> Void

/// Where each signal's byte goes.
///
/// Allocated when a handler is installed, so before the handler can look at it.
private nonisolated(unsafe) let signalTargets: UnsafeMutablePointer<Int32> = {
  let targets = UnsafeMutablePointer<Int32>.allocate(capacity: 128)
  targets.initialize(repeating: -1, count: 128)
  return targets
}()

private func forwardSignal(_ signal: Int32) {
  let savedError = errno
  let target = signalTargets[Int(signal)]
  var byte = UInt8(truncatingIfNeeded: signal)
  if target >= 0 { _ = write(target, &byte, 1) }
  errno = savedError
}

import CCurl

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A request to stop what is going on, raised from any thread or from a signal handler.
///
/// It stays raised until `reset()`. The class is safe to share because all of its state is one
/// atomic flag and one atomic pair of descriptors.
package final class Interruption: @unchecked Sendable {
  private let handle: OpaquePointer?

  /// Makes one that is not raised; its pipe is opened when the descriptor is first asked for.
  package init() {
    handle = ccurl_interruption_create()
  }

  deinit {
    ccurl_interruption_destroy(handle)
  }

  /// Ends the transfer that is under way, and refuses new ones until `reset()`.
  package func interrupt() {
    ccurl_interruption_raise(handle)
  }

  /// Whether `interrupt()` was called since the last `reset()`.
  package var isInterrupted: Bool {
    ccurl_interruption_is_raised(handle)
  }

  /// Makes it ready for the next cell.
  package func reset() {
    ccurl_interruption_reset(handle)
  }

  /// Becomes readable when interrupted, for `poll`; negative when the system has none left.
  package var descriptor: Int32 {
    ccurl_interruption_descriptor(handle)
  }

  /// Waits, and gives false when it was interrupted meanwhile.
  package func wait(milliseconds: Int) -> Bool {
    let end = ContinuousClock.now + .milliseconds(milliseconds)
    while !isInterrupted {
      let rest = (end - ContinuousClock.now).components
      let left = rest.seconds * 1000 + rest.attoseconds / 1_000_000_000_000_000
      guard left > 0 else { return true }
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      poll(&waiting, 1, Int32(clamping: left))
    }
    return false
  }

  /// Lets a signal such as SIGINT interrupt, in place of what it did before.
  ///
  /// One interruption watches one signal at a time in a process; false when that place is taken.
  /// The handler is C, so it may run at any moment.
  package func watch(signal: Int32) -> Bool {
    ccurl_interruption_watch_signal(handle, signal)
  }

  /// Gives the watched signal back what it did before `watch(signal:)`.
  package func unwatchSignal() {
    ccurl_interruption_unwatch_signal(handle)
  }
}

import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The Python environment with the terminal emulator that `.ci/screens` has made.
enum Screens {
  /// Its interpreter; nil when `PATCHBAY_SCREENS` names none.
  static let interpreter = getenv("PATCHBAY_SCREENS").map { String(cString: $0) }

  static let program = TestBinary.root + "/Tests/Screens/screen.py"
}

extension Trait where Self == ConditionTrait {
  /// For suites that need the terminal emulator of `.ci/screens`.
  static var needsScreens: ConditionTrait {
    .enabled(if: Screens.interpreter != nil, "the terminal emulator is not there; .ci/screens installs it")
  }
}

import JSON
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The readers of others in the Python environment that `.ci/readers` has made.
enum Readers {
  /// Its interpreter; nil when `PATCHBAY_READERS` names none.
  static let interpreter = getenv("PATCHBAY_READERS").map { String(cString: $0) }

  /// What they find wrong in documents; see `check.py`.
  static func faults(in documents: [JSONValue]) throws -> [String] {
    let interpreter = try #require(interpreter)
    let outcome = try ProcessRunner.run(
      interpreter, ["\(TestBinary.root)/Tests/Readers/check.py"], input: JSONValue.array(documents).text(),
      timeout: 300)
    guard outcome.status == 0, let faults = try? JSONValue(parsing: outcome.stdout) else {
      return ["check.py ends with \(outcome.status): \(outcome.stderr)"]
    }
    return faults.arrayValue?.compactMap(\.stringValue) ?? []
  }
}

extension Trait where Self == ConditionTrait {
  /// For suites that need the readers of `.ci/readers`.
  static var needsReaders: ConditionTrait {
    .enabled(if: Readers.interpreter != nil, "the readers are not there; .ci/readers installs them")
  }
}

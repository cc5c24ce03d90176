#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The program that was built together with the tests.
package enum TestBinary {
  /// The path of `patchbay`: beside the test bundle, else in `.build/debug`.
  package static var path: String {
    let besideBundle = CommandLine.arguments.compactMap { argument -> String? in
      guard let bundle = argument.split(separator: "/").firstIndex(where: { $0.hasSuffix(".xctest") }) else {
        return nil
      }
      let parts = argument.split(separator: "/")
      return (argument.hasPrefix("/") ? "/" : "") + (parts[..<bundle] + ["patchbay"]).joined(separator: "/")
    }
    let built = besideBundle + [root + "/.build/debug/patchbay"]
    return built.first { access($0, X_OK) == 0 } ?? built[built.count - 1]
  }

  /// The top folder of the project.
  package static let root = #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/\($1)" }
}

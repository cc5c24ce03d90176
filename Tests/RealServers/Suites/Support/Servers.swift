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

/// The servers that `.ci/servers` has started, by what it wrote of them.
enum Servers {
  /// nil when `PATCHBAY_SERVERS` names no file.
  static let addresses: JSONValue? = {
    guard let path = getenv("PATCHBAY_SERVERS").map({ String(cString: $0) }) else { return nil }
    guard let file = fopen(path, "r") else { return .object(JSONObject()) }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = fread(&bytes, 1, bytes.count, file)
    return (try? JSONValue(parsing: Array(bytes[..<count]))) ?? .object(JSONObject())
  }()

  /// A text of that file, by the names that lead to it; empty when it is not there, so that a test fails with a word.
  static func text(_ names: String...) -> String {
    let value = names.reduce(addresses) { value, name in value?[name] }
    if value == nil, addresses != nil {
      Issue.record("no server has an address '\(names.joined(separator: "."))'")
    }
    return value?.scalarText ?? ""
  }

  static var httpbin: String { text("httpbin") }
  static var oauth: String { text("oauth") }
  static var faults: String { text("faults") }
}

extension Trait where Self == ConditionTrait {
  /// For suites that need the servers of `.ci/servers`.
  static var needsServers: ConditionTrait {
    .enabled(if: Servers.addresses != nil, "the servers are not there; .ci/servers starts them")
  }
}

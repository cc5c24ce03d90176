import TestSupport

/// The oracle: what the curl program gets for the same request.
enum Curl {
  static let userAgent = "patchbay-tests"

  /// An answer as both tools give it.
  struct Answer {
    var status: Int
    /// Names in lower case, without the date, in the server's order.
    var headers: [String]
    var body: [UInt8]
    var address: String
  }

  static func answer(to url: String, _ arguments: [String]) throws -> Answer {
    let folder = TemporaryFolder()
    let outcome = try ProcessRunner.run(
      "/usr/bin/env",
      [
        "curl", "--silent", "--show-error", "--compressed", "--location", "--max-redirs", "10",
        "--header", "User-Agent: \(userAgent)", "--dump-header", folder.file("head"), "--output",
        folder.file("body"),
        "--write-out", "%{http_code} %{url_effective}",
      ] + arguments + [url])
    let words = outcome.stdout.split(separator: " ")
    // The heads of redirects, of a proxy and of interim answers come first.
    let heads = (folder.read("head") ?? "").replacing("\r\n", with: "\n").split(separator: "\n\n")
    let last = heads.last { $0.hasPrefix("HTTP/") } ?? ""
    return Answer(
      status: words.first.flatMap { Int($0) } ?? 0,
      headers: last.split(separator: "\n").dropFirst().compactMap { line in
        let parts = line.split(separator: ":", maxSplits: 1)
        guard parts.count > 0 else { return nil }
        return header(String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
      }.sorted(),
      body: folder.bytes("body") ?? [], address: words.count > 1 ? String(words[1]) : "")
  }

  /// A header as it is compared; nil for the date.
  static func header(_ name: String, _ value: String) -> String? {
    let folded = name.lowercased()
    if folded == "date" { return nil }
    return "\(folded): \(value.drop { $0 == " " })"
  }
}

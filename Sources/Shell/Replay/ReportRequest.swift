import Reports

/// A form of report that was asked for, and where it goes.
package struct ReportRequest: Equatable, Sendable {
  let format: ReportFormat
  /// nil is standard output.
  let path: String?

  /// Why reports cannot be written as they were asked for.
  package struct Mistake: Error, CustomStringConvertible {
    package let description: String
  }

  /// Reads `FORMAT` or `FORMAT=FILE`; the file `-` is standard output.
  package init(_ argument: String) throws(Mistake) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts.first ?? "")
    guard let format = ReportFormat(rawValue: name) else {
      throw Mistake(description: "the formats are \(Self.formats.joined(separator: ", "))")
    }
    self.format = format
    guard parts.count > 1, parts[1] != "-" else {
      path = nil
      return
    }
    guard !parts[1].isEmpty else { throw Mistake(description: "write \(name), or \(name)=FILE") }
    path = String(parts[1])
  }

  /// The names of all formats.
  package static var formats: [String] { ReportFormat.allCases.map(\.rawValue) }

  /// Checks that no report is written into another, or among printed transcripts.
  package static func check(_ requests: [ReportRequest], prints: Bool) throws(Mistake) {
    guard requests.count(where: { $0.path == nil }) < 2 else {
      throw Mistake(description: "only one report can go to standard output; name a file, as in junit=FILE")
    }
    if prints, let request = requests.first(where: { $0.path == nil }) {
      let name = request.format.rawValue
      throw Mistake(
        description: "--print writes the transcripts to standard output; name a file, as in \(name)=FILE")
    }
    var seen: Set<String> = []
    for case let path? in requests.map(\.path) {
      guard seen.insert(path).inserted else {
        throw Mistake(description: "two reports would go to \(path)")
      }
    }
  }
}

/// A secret that had no value when a cell needed it, as the cell's stored output tells.
struct RefusedSecret: Equatable {
  /// Such as `crm/clientSecret`.
  var path: String
  /// What the output says to do about it.
  var advice: String

  private static let opening = "error: Secret '"
  private static let closing = "' has no value [\(ShellDiagnosticID.secretMissing.rawValue)]"
  private static let help = "help: "

  /// All that an output tells of.
  static func all(in output: String) -> [RefusedSecret] {
    guard output.contains(opening) else { return [] }
    let lines = output.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.compactMap { index in
      let line = lines[index]
      guard line.hasPrefix(opening), line.hasSuffix(closing) else { return nil }
      let path = line.dropFirst(opening.count).dropLast(closing.count)
      return RefusedSecret(path: String(path), advice: advice(in: lines[(index + 1)...]))
    }
  }

  /// The advice stands behind the caret, or on a line of its own where it is long.
  private static func advice(in lines: ArraySlice<Substring>) -> String {
    for line in lines.prefix(8) {
      if line.hasPrefix("error: ") { break }
      if line.hasPrefix(help) { return String(line.dropFirst(help.count)) }
      let marked = line.drop { $0 == " " }
      guard marked.hasPrefix("| "), let caret = marked.firstIndex(of: "^"),
        marked[marked.index(after: marked.startIndex)..<caret].allSatisfy({ $0 == " " })
      else { continue }
      let text = marked[caret...].dropFirst().drop { $0 == "~" }.drop { $0 == " " }
      if !text.isEmpty { return String(text) }
    }
    return ""
  }
}

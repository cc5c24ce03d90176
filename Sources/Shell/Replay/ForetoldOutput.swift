/// The recorded output of a fence, of which each cell that runs again takes its part.
///
/// A recording does not say whether a token was live when `:dry` was run; what was shown then does.
struct ForetoldOutput {
  private var lines: ArraySlice<Substring>

  init(_ output: String) {
    lines = output.split(separator: "\n", omittingEmptySubsequences: false)[...]
  }

  /// Whether the next preview says this.
  func says(_ note: String) -> Bool {
    let end = lines.firstIndex { $0 == PreviewText.ending } ?? lines.endIndex
    let notes = lines[end...].dropFirst().prefix { $0.hasPrefix("note: ") }
    return (lines[..<end] + notes).contains { $0.contains(note) }
  }

  /// Takes out what a cell gave.
  mutating func drop(_ output: String) {
    guard !output.isEmpty else { return }
    lines = lines.dropFirst(output.utf8.count { $0 == UInt8(ascii: "\n") } + 1)
  }
}

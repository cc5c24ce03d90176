import Encodings

/// A link of a page whose words are still coming.
struct HTMLLink {
  private let address: String
  /// Where its words begin, if no line is set since.
  private let start: Int
  private let settings: Int

  /// Bytes of an address that is still of use to a reader.
  private static let longestAddress = 2_000

  /// A link that begins behind the words of now.
  init(to address: String, in flow: HTMLFlow) {
    self.address = address.trimmingBlanks()
    start = flow.words.utf8.count
    settings = flow.settings
  }

  /// What is said behind its words: where it leads, unless they tell that or it is no other page.
  func note(in flow: HTMLFlow) -> (text: String, isAlone: Bool)? {
    guard !address.isEmpty, !address.hasPrefix("#"), address.utf8.count <= Self.longestAddress,
      !address.lowercased().hasPrefix("javascript:")
    else { return nil }
    let before = settings == flow.settings ? min(start, flow.words.utf8.count) : 0
    let words = Substring(flow.words.utf8.dropFirst(before)).trimmingBlanks()
    guard words != address, "mailto:" + words != address else { return nil }
    return ("(\(address.replacing(" ", with: "%20")))", words.isEmpty)
  }
}

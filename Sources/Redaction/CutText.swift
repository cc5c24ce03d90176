extension Redactor {
  /// What stands where a line was cut for the screen.
  private static let cutMarks = ["…", "... "].map { Array($0.utf8) }

  /// Masks the beginning of a value that became a secret after its line was cut.
  func maskBeforeCuts(_ text: String) -> String {
    guard text.contains("…") || text.contains("... ") else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var start = 0
    for place in bytes.indices where Self.cutMarks.contains(where: { bytes[place...].starts(with: $0) }) {
      guard let (length, placeholder) = beginning(in: bytes[start..<place]) else { continue }
      result += bytes[start..<place - length] + placeholder
      start = place
    }
    return start == 0 ? text : String(decoding: result + bytes[start...], as: UTF8.self)
  }

  /// The longest beginning of any value that ends a text.
  private func beginning(in text: ArraySlice<UInt8>) -> (length: Int, placeholder: [UInt8])? {
    var best: (length: Int, placeholder: [UInt8])?
    for secret in table.secrets {
      for spelling in [secret.value, SecretForm.json.encode(secret.value, identifier: nil) ?? []] {
        var length = min(spelling.count, text.count)
        while length >= max(Self.shortestValue, (best?.length ?? 0) + 1) {
          if text[text.endIndex - length] == spelling[0], text.suffix(length) == spelling[..<length] {
            best = (length, secret.placeholder)
            break
          }
          length -= 1
        }
      }
    }
    return best
  }
}

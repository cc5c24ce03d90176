import JSON

/// Judges whether what stood beside a value in Base64 may be stored as it is.
struct NeighbourCheck {
  let table: PatternTable

  /// Stands for the value between its neighbours.
  private static let mark = Array("\u{E000}".utf8)

  /// False where a neighbour is or may be a credential.
  func mayBeStored(_ before: [UInt8], _ after: [UInt8]) -> Bool {
    if before.isEmpty, after.isEmpty { return true }
    // Short values and words count here wherever they stand.
    for secret in table.secrets where Self.holds(before, secret.value) || Self.holds(after, secret.value) {
      return false
    }
    let text = before + Self.mark + after
    if Self.isPair(text) {
      // Only the name before the value is none.
      return before.last == UInt8(ascii: ":") && after.isEmpty
    }
    return CredentialScan.find(inBody: text).allSatisfy { $0.value.contains("\u{E000}") }
  }

  /// `user:password`, and not a text in which `:` means something else.
  private static func isPair(_ text: [UInt8]) -> Bool {
    text.contains(UInt8(ascii: ":")) && !text.contains { $0 <= 0x20 || "\"'{}<>&=,".utf8.contains($0) }
  }

  private static func holds(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    guard let first = part.first, text.count >= part.count else { return false }
    return (0...text.count - part.count).contains {
      text[$0] == first && text[$0..<$0 + part.count].elementsEqual(part)
    }
  }
}

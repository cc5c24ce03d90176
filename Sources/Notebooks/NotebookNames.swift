import Transcripts

/// The words by which a notebook says that it is a session.
enum NotebookNames {
  static let kernel = "patchbay"
  static let language = "snippet"
  /// The member of a cell's and of the notebook's metadata that holds what the format has no place for.
  static let member = "patchbay"
  static let hidden = "hide-input"
  static let mayFail = "raises-exception"
}

/// The ids of a notebook's cells: of letters, digits, `-` and `_`, each once, the same for the same cells.
struct CellIdentifiers {
  private var taken: Set<String>
  private let named: Set<String>

  /// Names that cells have are theirs before any id is made up.
  init(_ items: [NotebookItem]) {
    named = Set(
      items.compactMap { if case .code(let fence) = $0.content, let id = fence.id { id } else { nil } }
        .filter(Self.isValid))
    taken = named
  }

  mutating func identifier(of item: NotebookItem) -> String {
    let text: String
    switch item.content {
    case .markdown(let markdown): text = "m" + markdown
    case .code(let fence):
      if let id = fence.id, named.contains(id) { return id }
      text = "c" + fence.source
    }
    let digits = String(Self.hash(text), radix: 16)
    let base = String(repeating: "0", count: 16 - digits.utf8.count) + digits
    var id = base
    var count = 1
    while !taken.insert(id).inserted {
      count += 1
      id = "\(base)-\(count)"
    }
    return id
  }

  private static func isValid(_ id: String) -> Bool {
    (1...64).contains(id.utf8.count)
      && id.utf8.allSatisfy { byte in
        byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26
          || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      }
  }

  /// FNV-1a: short, and the same on every machine.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

/// Text that is also a string array: split once, joined once, each only when asked for.
///
/// Shared between values; whoever changes one must hold the only reference. No method calls out while it works on a
/// property, so the checks for overlapping access, a fifth of the time in array loops, are left out.
package final class Text {
  private static let separator = UInt8(ascii: "|")

  // In this order an instance takes 64 bytes.
  @exclusivity(unchecked) private var joined: String
  /// Integers, texts without a separator, and null for an empty element.
  @exclusivity(unchecked) private var cells: ContiguousArray<Value> = []
  /// The length of the joined text, kept while only the cells are current.
  @exclusivity(unchecked) private var joinedBytes = 0
  @exclusivity(unchecked) private var numeric = Numeric.unread
  @exclusivity(unchecked) private var hasJoined: Bool
  @exclusivity(unchecked) private var hasCells = false

  private enum Numeric {
    case unread, none
    case integer(Int64)
    case double(Double)
  }

  /// Text as it is.
  package init(_ string: String) {
    joined = string
    hasJoined = true
  }

  /// A string array of these elements.
  convenience init(elements: some Sequence<String>) {
    self.init(elements.joined(separator: "|"))
  }

  private init(copying other: Text) {
    joined = other.joined
    hasJoined = other.hasJoined
    cells = other.cells
    hasCells = other.hasCells
    joinedBytes = other.joinedBytes
    numeric = other.numeric
  }

  func copy() -> Text { Text(copying: self) }

  /// The whole text.
  package var string: String {
    if !hasJoined {
      joined = ""
      joined.reserveCapacity(joinedBytes)
      var isFirst = true
      for cell in cells {
        if !isFirst { joined.append("|") }
        isFirst = false
        switch cell {
        case .text(let text): joined.append(text.string)
        case .integer(let number): joined.append(String(number))
        default: break
        }
      }
      hasJoined = true
    }
    return joined
  }

  var byteCount: Int { hasJoined ? joined.utf8.count : joinedBytes }

  var isEmpty: Bool { byteCount == 0 }

  /// True when there is a separator in it.
  package var isArray: Bool { hasCells ? cells.count > 1 : joined.utf8.contains(Text.separator) }

  /// The number that the text looks like, or nil; read once.
  var number: Number? {
    switch numeric {
    case .integer(let number): return .integer(number)
    case .double(let number): return .double(number)
    case .none: return nil
    case .unread: break
    }
    switch NumberReader.number(string) {
    case .integer(let number)?:
      numeric = .integer(number)
      return .integer(number)
    case .double(let number)?:
      numeric = .double(number)
      return .double(number)
    case nil:
      numeric = .none
      return nil
    }
  }
}

// MARK: - Elements

extension Text {
  /// How many elements the string array has; empty text has none.
  package var count: Int {
    split()
    return cells.count == 1 && byteCount == 0 ? 0 : cells.count
  }

  /// The element at a place counted from 1; nil past the end.
  func element(at place: Int) -> Value? {
    split()
    guard place >= 1, place <= cells.count else { return nil }
    let cell = cells[place - 1]
    if case .null = cell { return byteCount == 0 && cells.count == 1 ? nil : Value("") }
    return cell
  }

  /// Sets the element at a place from 1, lengthening the array as needed.
  func setElement(at place: Int, to value: Value) {
    split()
    let cell = Text.cell(for: value)
    let gap = place - cells.count
    guard gap < 1_000_000 else { return setFarElement(at: place, to: cell, gap: gap) }
    if gap > 0 {
      let separators = cells.isEmpty ? gap - 1 : gap
      let bytes = byteCount + separators
      for _ in 0..<gap { cells.append(.null) }
      joinedBytes = bytes
    } else if hasJoined {
      joinedBytes = joined.utf8.count
    }
    joinedBytes += Text.byteCount(of: cell) - Text.byteCount(of: cells[place - 1])
    cells[place - 1] = cell
    forgetJoined()
    if case .text(let text) = cell, text.isArray {
      // The separators inside the new element make more elements of it.
      _ = string
      forgetCells()
    }
  }

  /// A far place is reached through the joined text, which needs a byte an element, not sixteen.
  private func setFarElement(at place: Int, to cell: Value, gap: Int) {
    let separators = cells.isEmpty ? gap - 1 : gap
    var text = string
    text.append(String(repeating: "|", count: separators))
    text.append(cell.displayText)
    joined = text
    hasJoined = true
    numeric = .unread
    forgetCells()
  }

  /// Adds text at the end; elements that were split stay split.
  func append(_ addition: String) {
    if addition.isEmpty { return }
    numeric = .unread
    if hasCells {
      var bytes = byteCount
      bytes += addition.utf8.count
      var parts = addition.utf8.split(separator: Text.separator, omittingEmptySubsequences: false)
      let first = String(parts.removeFirst()) ?? ""
      if let last = cells.last {
        cells[cells.count - 1] = Text.cell(for: Value(last.displayText + first))
      } else {
        cells.append(Text.cell(for: Value(first)))
      }
      for part in parts { cells.append(Text.cell(for: Value(String(part) ?? ""))) }
      joinedBytes = bytes
    }
    if hasJoined { joined.append(addition) }
  }

  private func split() {
    if hasCells { return }
    hasCells = true
    cells.removeAll(keepingCapacity: true)
    if joined.isEmpty { return }
    var text = joined
    text.withUTF8 { bytes in
      var start = 0
      for position in 0...bytes.count
      where position == bytes.count || bytes[position] == Text.separator {
        if position == start {
          cells.append(.null)
        } else {
          let part = UnsafeBufferPointer(rebasing: bytes[start..<position])
          cells.append(Value(String(decoding: part, as: UTF8.self)))
        }
        start = position + 1
      }
    }
  }

  private func forgetJoined() {
    hasJoined = false
    joined = ""
    numeric = .unread
  }

  private func forgetCells() {
    hasCells = false
    cells = []
  }

  private static func cell(for value: Value) -> Value {
    switch value {
    case .integer: return value
    case .text(let text): return text.isEmpty ? .null : value
    default:
      let text = value.displayText
      return text.isEmpty ? .null : Value(text)
    }
  }

  private static func byteCount(of cell: Value) -> Int {
    switch cell {
    case .text(let text): return text.byteCount
    case .integer(let number):
      var rest = number
      var count = number < 0 ? 2 : 1
      while rest > 9 || rest < -9 {
        rest /= 10
        count += 1
      }
      return count
    default: return 0
    }
  }
}

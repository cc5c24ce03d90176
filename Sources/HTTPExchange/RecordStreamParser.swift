/// Cuts a stream of JSON values into these, from pieces of any size: one a line, or between record separators.
package struct RecordStreamParser: Sendable {
  /// One value as it was sent, without what ends it.
  package struct Record: Equatable, Sendable {
    package var bytes: [UInt8]
    /// Bytes that were too many to keep; `bytes` is empty then.
    package var droppedBytes = 0
  }

  private static let separator: UInt8 = 0x1E

  private let usesSeparators: Bool
  private let limit: Int
  private var bytes: [UInt8] = []
  private var dropped = 0
  // Where a value between separators may end before the next one: at a line end outside of it.
  private var depth = 0
  private var isInString = false
  private var isEscaped = false

  /// - Parameters:
  ///   - usesSeparators: For `application/json-seq`, whose values may span lines.
  ///   - limit: A longer value is not kept.
  package init(usesSeparators: Bool, limit: Int = 1 << 20) {
    self.usesSeparators = usesSeparators
    self.limit = limit
  }

  /// Takes a piece and gives the values that it ends; blank lines are none.
  package mutating func append(_ piece: some Sequence<UInt8>) -> [Record] {
    var records: [Record] = []
    for byte in piece {
      if byte == 0x0A, !usesSeparators || depth <= 0 && !isInString {
        end(&records)
      } else if usesSeparators, byte == Self.separator {
        end(&records)
      } else {
        if usesSeparators { follow(byte) }
        if bytes.count < limit { bytes.append(byte) } else { dropped += 1 }
      }
    }
    return records
  }

  /// The value that the end of the stream ends, if there is one.
  package mutating func finish() -> Record? {
    var records: [Record] = []
    end(&records)
    return records.first
  }

  private mutating func follow(_ byte: UInt8) {
    if isEscaped {
      isEscaped = false
    } else if isInString {
      if byte == UInt8(ascii: "\\") { isEscaped = true }
      if byte == UInt8(ascii: "\"") { isInString = false }
    } else {
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
    }
  }

  private mutating func end(_ records: inout [Record]) {
    if bytes.last == 0x0D { bytes.removeLast() }
    if dropped > 0 {
      records.append(Record(bytes: [], droppedBytes: dropped + bytes.count))
    } else if bytes.contains(where: { $0 > 0x20 }) {
      records.append(Record(bytes: bytes))
    }
    bytes = []
    dropped = 0
    depth = 0
    isInString = false
    isEscaped = false
  }
}

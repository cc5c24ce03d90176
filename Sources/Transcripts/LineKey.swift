/// A line by its bytes, for tables; strings would fold Unicode forms.
struct LineKey: Hashable {
  let line: ArraySlice<UInt8>
  /// Sets apart lines of equal bytes that mean different things.
  let isMarked: Bool

  static func == (left: LineKey, right: LineKey) -> Bool {
    left.isMarked == right.isMarked && left.line.elementsEqual(right.line)
  }

  func hash(into hasher: inout Hasher) {
    line.withUnsafeBytes { hasher.combine(bytes: $0) }
    hasher.combine(isMarked)
  }
}

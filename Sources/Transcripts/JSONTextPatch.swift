import JSON

/// Changes to a JSON text that leave all else in it as it was written: order, layout and the texts of numbers.
struct JSONTextPatch {
  /// What happens to a value and inside it.
  private final class Edits {
    var replacement: JSONValue?
    var isRemoved = false
    var children: [Int: Edits] = [:]
    /// What is put before the child with this place, or behind the last.
    var insertions: [Int: [(name: String?, value: JSONValue)]] = [:]

    func child(_ place: Int) -> Edits {
      if let known = children[place] { return known }
      let child = Edits()
      children[place] = child
      return child
    }

    func at(_ place: some Sequence<Int>) -> Edits { place.reduce(self) { $0.child($1) } }

    var changesMembers: Bool { !insertions.isEmpty || children.contains { $0.value.isRemoved } }
  }

  private let root = Edits()

  /// Takes a change over.
  func take(_ change: JSONChange) {
    switch change.difference.kind {
    case .missing: root.at(change.place).isRemoved = true
    case .added:
      guard let place = change.place.last, let value = change.difference.new else { return }
      var name: String?
      if case .name(let text)? = change.difference.newPath?.last { name = text }
      root.at(change.place.dropLast()).insertions[place, default: []].append((name, value))
    case .typeChanged, .valueChanged: root.at(change.place).replacement = change.difference.new
    }
  }

  /// Puts a text in the place of a value.
  func put(_ text: String, at change: JSONChange) { root.at(change.place).replacement = .string(text) }

  /// The text with the changes; it begins with the value, and what stands behind it stays.
  func text(of bytes: [UInt8]) -> [UInt8] {
    let node = JSONTextNode(bytes)
    return Rewriter(bytes: bytes, node).text(node, root) + bytes[node.range.upperBound...]
  }

  private struct Rewriter {
    let bytes: [UInt8]
    let isFolded: Bool
    let colon: [UInt8]
    let comma: [UInt8]

    init(bytes: [UInt8], _ root: JSONTextNode) {
      self.bytes = bytes
      isFolded = bytes[root.range].contains(0x0A)
      let text = String(decoding: bytes[root.range], as: UTF8.self)
      // Without line ends the value's own style goes on: `{"a": 1, "b": 2}` or `{"a":1,"b":2}`.
      let isWide = isFolded || text.contains("\": ") || text.contains(", ")
      colon = Array(isWide ? ": ".utf8 : ":".utf8)
      comma = Array(isWide ? ", ".utf8 : ",".utf8)
    }

    /// As deep as a text may be, so recursion is safe here.
    func text(_ node: JSONTextNode, _ edits: Edits) -> [UInt8] {
      if let value = edits.replacement { return formatted(value, indent: indent(of: node.start)) }
      if edits.changesMembers { return rebuilt(node, edits) }
      var result: [UInt8] = []
      var at = node.range.lowerBound
      for (place, child) in edits.children.sorted(by: { $0.key < $1.key }) where place < node.children.count {
        result += bytes[at..<node.children[place].range.lowerBound]
        result += text(node.children[place], child)
        at = node.children[place].range.upperBound
      }
      return result + bytes[at..<node.range.upperBound]
    }

    private func rebuilt(_ node: JSONTextNode, _ edits: Edits) -> [UInt8] {
      let inner = innerIndent(node)
      var result: [UInt8] = []
      func add(_ piece: [UInt8], before: [UInt8]) {
        if !result.isEmpty { result += before }
        result += piece
      }
      for place in 0...node.children.count {
        for (name, value) in edits.insertions[place] ?? [] {
          let text = formatted(value, indent: inner ?? "")
          add(
            (name.map { Array(JSONValue.string($0).text().utf8) + colon } ?? []) + text,
            before: separator(inner))
        }
        guard place < node.children.count, edits.children[place]?.isRemoved != true else { continue }
        let child = node.children[place]
        let value = edits.children[place].map { text(child, $0) } ?? Array(bytes[child.range])
        let before =
          place > 0 ? Array(bytes[node.children[place - 1].range.upperBound..<child.start]) : separator(inner)
        add(bytes[child.start..<child.range.lowerBound] + value, before: before)
      }
      let (open, close) = (bytes[node.range.lowerBound], bytes[node.range.upperBound - 1])
      guard !result.isEmpty else { return [open, close] }
      guard let first = node.children.first, let last = node.children.last else {
        guard let inner else { return [open] + result + [close] }
        return [open, 0x0A] + inner.utf8 + result + [0x0A] + indent(of: node.start).utf8 + [close]
      }
      return bytes[node.range.lowerBound..<first.start] + result
        + bytes[last.range.upperBound..<node.range.upperBound]
    }

    /// Between members; with an indent each stands on a line of its own.
    private func separator(_ inner: String?) -> [UInt8] {
      inner.map { Array(",\n".utf8) + $0.utf8 } ?? comma
    }

    /// The indent of members that stand on lines of their own; nil where they stand on one line.
    private func innerIndent(_ node: JSONTextNode) -> String? {
      guard let first = node.children.first else {
        return isFolded ? indent(of: node.start) + "  " : nil
      }
      return bytes[node.range.lowerBound..<first.start].contains(0x0A) ? indent(of: first.start) : nil
    }

    /// The blanks at the beginning of the line on which a place stands.
    private func indent(of place: Int) -> String {
      let start = bytes[..<place].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      return String(repeating: " ", count: bytes[start..<place].prefix { $0 == 0x20 }.count)
    }

    private func formatted(_ value: JSONValue, indent: String) -> [UInt8] {
      guard isFolded else { return Array(value.text(.compact).utf8) }
      return Array(value.text(.pretty).replacing("\n", with: "\n" + indent).utf8)
    }
  }
}

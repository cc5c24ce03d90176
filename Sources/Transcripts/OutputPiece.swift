package import JSON

/// A stretch of output: lines of text, or a JSON value that fills whole lines.
package enum OutputPiece: Equatable, Sendable {
  case text(String)
  /// The lines as they stand, and what they say.
  case json(String, JSONValue)

  /// The parts of an output in order; joined by line ends they are the output.
  package static func parts(of output: String) -> [OutputPiece] {
    let items = OutputItems(output)
    let lines = Array(output.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
    func text(_ range: Range<Int>) -> String {
      lines[range].map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
    }
    var parts: [OutputPiece] = []
    var textStart = 0
    for (index, item) in items.items.enumerated() {
      guard case .json(let value) = item else { continue }
      let place = items.lines[index]
      if textStart < place.lowerBound { parts.append(.text(text(textStart..<place.lowerBound))) }
      parts.append(.json(text(place), value))
      textStart = place.upperBound
    }
    if textStart < lines.count { parts.append(.text(text(textStart..<lines.count))) }
    return parts
  }
}

/// The runs of `*` and `_` that may turn out to be emphasis (CommonMark 0.31, appendix, "Phase 2").
struct EmphasisStack {
  private struct Run {
    var sign: Unicode.Scalar
    /// Signs that are not used yet, and all there were.
    var length: Int
    let original: Int
    var canOpen: Bool
    var canClose: Bool
    var piece: Int
    /// What is to stand in front of the piece when it closes, and behind it when it opens.
    var closing: [InlinePiece] = []
    var opening: [InlinePiece] = []
  }

  private var runs: [Run] = []

  var count: Int { runs.count }

  mutating func add(
    _ sign: Unicode.Scalar, _ length: Int, before: Unicode.Scalar, after: Unicode.Scalar, piece: Int
  ) {
    let isLeft = Self.opens(before: before, after: after)
    let isRight = Self.opens(before: after, after: before)
    // `_` inside a word is a letter of it.
    let isWord = sign == "_"
    runs.append(
      Run(
        sign: sign, length: length, original: length,
        canOpen: isLeft && (!isWord || !isRight || Self.isPunctuation(before)),
        canClose: isRight && (!isWord || !isLeft || Self.isPunctuation(after)), piece: piece))
  }

  private static func opens(before: Unicode.Scalar, after: Unicode.Scalar) -> Bool {
    if after.properties.isWhitespace { return false }
    return !isPunctuation(after) || before.properties.isWhitespace || isPunctuation(before)
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCIIPunctuation { return true }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
      return true
    default: return false
    }
  }

  /// Pairs the runs from `bottom` on, writes them into the pieces and forgets them.
  mutating func resolve(_ pieces: inout [InlinePiece], above bottom: Int) {
    pair(above: bottom)
    for run in runs[bottom...].reversed() {
      let rest = String(repeating: String(run.sign), count: run.length)
      pieces.replaceSubrange(
        run.piece...run.piece, with: run.closing + (rest.isEmpty ? [] : [.text(rest)]) + run.opening)
    }
    runs.removeLast(runs.count - bottom)
  }

  private mutating func pair(above bottom: Int) {
    var waiting: [Int] = []
    for closer in bottom..<runs.count {
      while runs[closer].canClose, runs[closer].length > 0,
        let place = waiting.lastIndex(where: { fits($0, closer) })
      {
        let opener = waiting[place]
        // What stands between them is inside and cannot reach out.
        waiting.removeSubrange((place + 1)...)
        let count = runs[opener].length >= 2 && runs[closer].length >= 2 ? 2 : 1
        let style: InlineStyle = count == 2 ? .strong : .emphasis
        runs[opener].length -= count
        runs[closer].length -= count
        runs[opener].opening.insert(.open(style), at: 0)
        runs[closer].closing.append(.close(style))
        if runs[opener].length == 0 { waiting.removeLast() }
      }
      if runs[closer].canOpen, runs[closer].length > 0 { waiting.append(closer) }
      // A long row of runs that never pair would be searched again by each.
      if waiting.count > 200 { waiting.removeFirst() }
    }
  }

  private func fits(_ opener: Int, _ closer: Int) -> Bool {
    let (left, right) = (runs[opener], runs[closer])
    guard left.sign == right.sign else { return false }
    let isMixed = left.canClose || right.canOpen
    return !isMixed || (left.original + right.original) % 3 != 0
      || (left.original % 3 == 0 && right.original % 3 == 0)
  }
}

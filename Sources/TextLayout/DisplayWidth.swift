/// The number of terminal columns a text takes; control characters take none.
package func displayWidth(of text: some StringProtocol) -> Int {
  if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
  return text.reduce(0) { $0 + $1.displayWidth }
}

extension Character {
  /// The number of terminal columns: 2 for wide characters and emoji, 0 for what only marks another character.
  package var displayWidth: Int {
    if let ascii = asciiValue { return ascii >= 0x20 && ascii < 0x7F ? 1 : 0 }
    var width = 0
    var isEmoji = false
    for scalar in unicodeScalars {
      // A variation selector makes an emoji wide that would be narrow.
      if scalar.value == 0xFE0F, isEmoji { return 2 }
      isEmoji = isEmoji || scalar.properties.isEmoji
      // A letter that joins another one has a place of its own; an emoji in a sequence has none.
      width = scalar.isLetter ? width + scalar.displayWidth : max(width, scalar.displayWidth)
    }
    return width
  }
}

extension Unicode.Scalar {
  fileprivate var isLetter: Bool {
    let category = properties.generalCategory
    return category == .otherLetter || category == .modifierLetter
  }

  fileprivate var displayWidth: Int {
    switch properties.generalCategory {
    case .format: return Self.isVisibleFormat(value) ? 1 : 0
    case .nonspacingMark, .enclosingMark, .control, .lineSeparator, .paragraphSeparator: return 0
    default: break
    }
    // Vowels and finals of decomposed Hangul stand in the block of their first letter.
    if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }
    if properties.isEmojiPresentation { return 2 }
    guard value >= 0x1100 else { return 1 }
    var low = 0
    var high = Self.wideRanges.count
    while low < high {
      let middle = (low + high) / 2
      let range = Self.wideRanges[middle]
      if value < range.lowerBound {
        high = middle
      } else if value > range.upperBound {
        low = middle + 1
      } else {
        return 2
      }
    }
    return 1
  }

  /// The soft hyphen, and signs that stand before or around a number.
  private static func isVisibleFormat(_ value: UInt32) -> Bool {
    switch value {
    case 0xAD, 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: true
    default: false
    }
  }

  /// The wide and full-width ranges of Unicode's East Asian Width, joined where only unassigned places lie between.
  ///
  /// Characters that are emoji by themselves are left out: a property tells them.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2630...0x2637, 0x268A...0x268F, 0x2E80...0x303E, 0x3041...0x3247,
    0x3250...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
    0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x16FFF, 0x17000...0x191FF, 0x1AFF0...0x1B2FF,
    0x1D300...0x1D376, 0x1F200...0x1F2FF, 0x20000...0x2FFFD, 0x30000...0x3FFFD,
  ]
}

import Encodings
import Redaction
import Transcripts

/// Values that are masked in some places and show in others, as far as two stored texts give them away.
///
/// A short value, a number and a word of ordinary text are masked only where they stand as a whole value, and the
/// words that the program itself writes are masked where a secret is equal to one. An offline replay does not know the
/// value, so it masks in other places. Both texts agree when there is one value for each reference with which they are
/// the same.
struct ShownValues {
  private let lengths: [String: Int]
  private var values: [String: [UInt16]] = [:]

  private static let longest = 24
  /// Values that are tried before a difference is one; this bounds the depth, too.
  private static let mostTries = 1_024

  init(lengths: [String: Int]) { self.lengths = lengths }

  /// Whether some value for each reference makes the texts the same; it holds from then on.
  mutating func explain(stored: String, actual: String) -> Bool {
    guard stored.utf8.contains(0xE2) || actual.utf8.contains(0xE2) else { return stored == actual }
    var match = Match(lengths: lengths)
    let (left, right) = (match.units(of: stored), match.units(of: actual))
    let known = Dictionary(
      match.paths.enumerated().compactMap { index, path in values[path].map { (index, $0) } },
      uniquingKeysWith: { first, _ in first })
    guard let found = match.run(left, 0, right, 0, known) else { return false }
    for (index, value) in found { values[match.paths[index]] = value }
    return true
  }

  /// One attempt; a unit is a byte, or 256 and more for a reference.
  private struct Match {
    let lengths: [String: Int]
    private(set) var paths: [String] = []
    private var places: [String: Int] = [:]
    private var tries = 0

    init(lengths: [String: Int]) { self.lengths = lengths }

    mutating func units(of text: String) -> [UInt16] {
      let bytes = Array(text.utf8)
      var units: [UInt16] = []
      units.reserveCapacity(bytes.count)
      var index = 0
      while index < bytes.count {
        if let end = StoredReference.end(in: bytes, from: index), paths.count < 60_000 {
          let path = StoredReference.path(in: bytes, index..<end)
          let place = places[path] ?? paths.count
          if place == paths.count {
            paths.append(path)
            places[path] = place
          }
          units.append(256 + UInt16(place))
          index = end
        } else {
          units.append(UInt16(bytes[index]))
          index += 1
        }
      }
      return units
    }

    mutating func run(
      _ stored: [UInt16], _ start: Int, _ actual: [UInt16], _ other: Int, _ values: [Int: [UInt16]]
    ) -> [Int: [UInt16]]? {
      var (left, right) = (start, other)
      while left < stored.count, right < actual.count {
        let (first, second) = (stored[left], actual[right])
        if first == second {
          left += 1
          right += 1
          continue
        }
        guard (first < 256) != (second < 256) else { return nil }
        let isActual = second < 256
        let reference = Int(isActual ? first : second) - 256
        let text = isActual ? actual[right...] : stored[left...]
        if let value = values[reference] {
          guard text.starts(with: value) else { return nil }
          left += isActual ? 1 : value.count
          right += isActual ? value.count : 1
          continue
        }
        let before = isActual ? actual[..<right] : stored[..<left]
        for value in candidates(for: reference, at: text, after: before, isActual: isActual) {
          var tried = values
          tried[reference] = value
          if let found = run(stored, left, actual, right, tried) { return found }
        }
        return nil
      }
      return left == stored.count && right == actual.count ? values : nil
    }

    /// The values that a reference may have when they stand at the beginning of a text.
    private mutating func candidates(
      for reference: Int, at text: ArraySlice<UInt16>, after before: ArraySlice<UInt16>, isActual: Bool
    ) -> [[UInt16]] {
      let word = text.prefix(ShownValues.longest).prefix { $0 < 256 && $0 != 0x0A }
      return (0..<word.count).compactMap { end in
        let value = Array(word.prefix(end + 1))
        guard tries < ShownValues.mostTries,
          mayShow(value, reference, isActual: isActual, after: before)
        else { return nil }
        tries += 1
        return value
      }
    }

    /// Whether a text may be a secret's value and yet stand unmasked.
    private func mayShow(
      _ value: [UInt16], _ reference: Int, isActual: Bool, after before: ArraySlice<UInt16>
    ) -> Bool {
      guard let text = String(validating: value.map { UInt8($0) }, as: UTF8.self) else { return false }
      let plain = PercentEncoding.decode(text)
      if let length = lengths[paths[reference]], plain.unicodeScalars.count != length { return false }
      if ProgramWords.contains(plain) || Redactor.masking(of: plain) == .wholeValuesAsCommon { return true }
      let isNumber = plain.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } && plain.utf8.count < 16
      if isActual {
        // Offline the value is unknown, so what shows comes from the program: a status or a size.
        let line = before.suffix(while: { $0 != 0x0A })
        return isNumber && ["On", "note: "].contains { line.starts(with: $0.utf8.map { UInt16($0) }) }
      }
      return isNumber || plain.utf8.count < ShownValues.longestHidden
    }
  }

  /// Values that only a name makes a secret are masked as whole values up to here.
  private static let longestHidden = 6
}

extension Collection where Self: BidirectionalCollection {
  /// The longest end whose elements all fit.
  fileprivate func suffix(while fits: (Element) -> Bool) -> SubSequence {
    self[(lastIndex { !fits($0) }.map { index(after: $0) } ?? startIndex)...]
  }
}

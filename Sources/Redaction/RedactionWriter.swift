/// Puts references where a pass found values.
struct RedactionWriter {
  private let redactor: Redactor
  private let text: UnsafeBufferPointer<UInt8>
  private let keepsForms: Bool

  private(set) var result: [UInt8] = []
  /// Up to here the text is in the result.
  private(set) var copied: Int
  private(set) var hasChanged = false
  /// The mark still to be set behind a number in whose place a text stands.
  var quote: (end: Int, mark: [UInt8])?

  init(_ redactor: Redactor, _ text: UnsafeBufferPointer<UInt8>, keepsForms: Bool, from start: Int = 0) {
    self.redactor = redactor
    self.text = text
    self.keepsForms = keepsForms
    copied = start
  }

  /// Room for the text and some references.
  private mutating func reserve() {
    if result.isEmpty { result.reserveCapacity(text.count - copied + 64) }
  }

  /// Follows a pass to its end, or to the place at which it wants more text.
  mutating func run(_ pass: inout RedactionPass) -> Int? {
    var index = copied
    while true {
      switch pass.next(from: index, first: copied) {
      case .end: return nil
      case .undecided(let place): return place
      case .escape(let end):
        reserve()
        copy(to: end)
        result.append(UInt8(ascii: "\\"))
        index = end
      case .match(let match):
        reserve()
        write(match)
        index = match.end
      }
      hasChanged = true
    }
  }

  /// Takes the text as it is up to a place.
  mutating func copy(to end: Int) {
    if let quote, quote.end <= end {
      result += text[copied..<quote.end] + quote.mark
      copied = quote.end
      self.quote = nil
    }
    result += text[copied..<end]
    copied = end
  }

  private mutating func write(_ match: RedactionPass.Match) {
    let secret = redactor.table.secrets[match.secret]
    var isNumber = false
    if let number = match.number, quote.map({ $0.end <= number.lowerBound }) ?? true {
      copy(to: number.lowerBound)
      let mark = ValueContext(text: text, isFinal: true).quote(at: number.lowerBound)
      result += mark
      quote = (number.upperBound, mark)
      isNumber = keepsForms
    }
    let shared = max(0, copied - match.start)
    copy(to: max(copied, match.start))
    copied = match.end
    let found = text[match.start..<match.end]
    guard keepsForms,
      isNumber || shared > 0 || !secret.spelling.isEmpty || !found.elementsEqual(secret.value)
    else {
      result += secret.placeholder
      return
    }
    guard isNumber || shared > 0 else {
      result += placeholder(of: UnsafeBufferPointer(rebasing: found), match.secret)
      return
    }
    var encoding = encoding(of: Array(found), match.secret)
    // Of a mixture it is not known how much of the value is shared.
    let isKnown = encoding != nil
    if isNumber { encoding = SecretEncoding(layers: (encoding?.layers ?? []) + [.number]) }
    result += Array(Placeholder.text(secret.reference, encoding, shared: isKnown ? shared : 0).utf8)
  }

  /// What stands for a value in its form, which mostly is one that it stood in before.
  private func placeholder(of found: UnsafeBufferPointer<UInt8>, _ secret: Int) -> [UInt8] {
    redactor.table.found.placeholder(of: found, secret) {
      let reference = redactor.table.secrets[secret].reference
      return Array(Placeholder.text(reference, encoding(of: Array(found), secret), shared: 0).utf8)
    }
  }

  private func encoding(of found: [UInt8], _ secret: Int) -> SecretEncoding? {
    EncodingFinder(
      table: redactor.table, secret: secret,
      identifier: redactor.identifier(of: redactor.table.secrets[secret].reference)
    ).encoding(of: found)
  }
}

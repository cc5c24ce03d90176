import Encodings

/// How a value stood in a text: forms applied one after the other, the innermost first.
package struct SecretEncoding: Hashable, Sendable {
  enum LineBreak: String, CaseIterable {
    case lineFeed = "lf"
    case carriageReturn = "crlf"
    case softLineFeed = "soft-lf"
    case softCarriageReturn = "soft-crlf"

    var bytes: [UInt8] {
      switch self {
      case .lineFeed: [0x0A]
      case .carriageReturn: [0x0D, 0x0A]
      case .softLineFeed: [0x3D, 0x0A]
      case .softCarriageReturn: [0x3D, 0x0D, 0x0A]
      }
    }
  }

  enum Layer: Hashable {
    /// The value without the blanks at its ends.
    case trimmed
    case form(SecretForm)
    /// An encoding of the value together with what stood beside it; `raw` with backslashes before it.
    case around(SecretForm, before: [UInt8], after: [UInt8])
    /// Lines that end at these places, counted without the line ends.
    case breaks(LineBreak, [Int])
    /// A bare number in JSON; what stands for it is in quotation marks.
    case number
  }

  var layers: [Layer]

  init(layers: [Layer]) { self.layers = layers }

  /// One form, or none for the plain value.
  init(_ form: SecretForm) { layers = form == .raw ? [] : [.form(form)] }

  var isNumber: Bool { layers.contains(.number) }

  // MARK: As text

  /// Behind `#` in a placeholder, such as `json+percent` or `base64:user%3A:`.
  var text: String {
    layers.map { layer in
      switch layer {
      case .trimmed: Self.trimmed
      case .form(let form): form.rawValue
      case .around(let form, let before, let after):
        "\(form.rawValue):\(Self.written(before)):\(Self.written(after))"
      case .breaks(let kind, let places): kind.rawValue + places.map { "@\($0)" }.joined()
      case .number: Self.number
      }
    }.joined(separator: "+")
  }

  private static let number = "number"
  private static let trimmed = "trimmed"

  /// More than are ever written; each may make a text six times as long, and the file may be anybody's.
  static let mostLayers = 6

  private static func written(_ bytes: [UInt8]) -> String {
    PercentEncoding.encode(bytes)
  }

  /// Reads `text` back; nil when it names nothing that is known.
  init?(_ text: String) {
    layers = []
    guard text.utf8.count(where: { $0 == UInt8(ascii: "+") }) < Self.mostLayers else { return nil }
    for part in text.split(separator: "+", omittingEmptySubsequences: false) {
      let sides = part.split(separator: ":", omittingEmptySubsequences: false)
      let places = part.split(separator: "@", omittingEmptySubsequences: false)
      if part == Self.number {
        layers.append(.number)
      } else if part == Self.trimmed {
        layers.append(.trimmed)
      } else if let form = SecretForm(rawValue: String(part)) {
        if form != .raw { layers.append(.form(form)) }
      } else if sides.count == 3, let form = SecretForm(rawValue: String(sides[0])),
        form.isWhole || form == .raw
      {
        layers.append(
          .around(
            form, before: PercentEncoding.decodeBytes(sides[1]), after: PercentEncoding.decodeBytes(sides[2]))
        )
      } else if places.count > 1, let kind = LineBreak(rawValue: String(places[0])) {
        let numbers = places.dropFirst().compactMap { Int($0) }
        guard numbers.count == places.count - 1, numbers.allSatisfy({ $0 >= 0 }) else { return nil }
        layers.append(.breaks(kind, numbers))
      } else {
        return nil
      }
    }
  }

  // MARK: Applied

  /// The value as it stood; of a stand-in only what changes all characters, and what is done to that.
  func encode(_ value: String, identifier: String?, isStandIn: Bool) -> [UInt8] {
    var rest = layers[...]
    if isStandIn {
      let whole = rest.firstIndex { layer in
        switch layer {
        case .form(let form): form.isWhole
        case .around(let form, _, _): form.isWhole
        default: false
        }
      }
      rest = rest[(whole ?? rest.endIndex)...]
    }
    return rest.reduce(Array(value.utf8)) { bytes, layer in
      switch layer {
      case .trimmed: isStandIn ? bytes : Array(String(decoding: bytes, as: UTF8.self).trimmingBlanks().utf8)
      case .form(let form): form.encode(bytes, identifier: identifier) ?? bytes
      case .around(.raw, _, _) where isStandIn: bytes
      case .around(let form, let before, let after):
        form.encode(before + bytes + after, identifier: nil) ?? bytes
      case .breaks(let kind, let places): isStandIn ? bytes : Self.insert(kind, places, into: bytes)
      case .number: bytes
      }
    }
  }

  static func insert(_ kind: LineBreak, _ places: [Int], into bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var start = 0
    for place in places where place >= start && place <= bytes.count {
      result += bytes[start..<place] + kind.bytes
      start = place
    }
    return result + bytes[start...]
  }
}

extension Lexer {
  /// A token inside a JSON literal; line breaks are blanks there.
  mutating func jsonToken() -> Token {
    while position < bytes.count {
      if isAtLineBreak {
        _ = lineBreak()
      } else if bytes[position] == 0x20 || bytes[position] == 0x09 {
        position += 1
      } else {
        break
      }
    }
    if position >= bytes.count { return token(.endOfInput, length: 0) }
    let first = bytes[position]
    let second = byte(at: position + 1)
    switch first {
    case UInt8(ascii: "{"):
      modes.append(.jsonObject(atName: true))
      return token(.leftBrace, length: 1)
    case UInt8(ascii: "["):
      modes.append(.jsonArray)
      return token(.leftBracket, length: 1)
    case UInt8(ascii: "}"):
      closeJSONLevel(isObject: true)
      return token(.rightBrace, length: 1)
    case UInt8(ascii: "]"):
      closeJSONLevel(isObject: false)
      return token(.rightBracket, length: 1)
    case UInt8(ascii: ":"):
      setAtName(false)
      return token(.colon, length: 1)
    case UInt8(ascii: ","):
      setAtName(true)
      return token(.comma, length: 1)
    case UInt8(ascii: "\""):
      if modes.last == .jsonObject(atName: true) { return jsonName() }
      modes.append(.jsonText)
      jsonTextLevel += 1
      return token(.textStart, length: 1)
    case UInt8(ascii: "'"):
      return token(.invalid, length: endOfSingleQuoted() - position)
    case UInt8(ascii: "/") where second == UInt8(ascii: "/"), UInt8(ascii: "#"):
      return token(.foreignComment, length: endOfLine(from: position) - position)
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return token(.number, length: endOfJSONWord() - position)
    default:
      let end = endOfJSONWord()
      guard end > position else { return foreignCharacter() }
      switch String(decoding: bytes[position..<min(end, position + 8)], as: UTF8.self) {
      case "true", "false": return token(.boolean, length: end - position)
      case "null": return token(.jsonNull, length: end - position)
      default: return token(.identifier, length: end - position)
      }
    }
  }

  /// Leaves the level a bracket closes; a level with its own bracket missing is left with it.
  private mutating func closeJSONLevel(isObject: Bool) {
    func matches(_ mode: Mode) -> Bool {
      switch mode {
      case .jsonObject: isObject
      case .jsonArray: !isObject
      default: false
      }
    }
    if let last = modes.last, !matches(last), modes.count >= 2, matches(modes[modes.count - 2]) {
      modes.removeLast()
    }
    modes.removeLast()
  }

  mutating func setAtName(_ isAtName: Bool) {
    if case .jsonObject = modes.last { modes[modes.count - 1] = .jsonObject(atName: isAtName) }
  }

  /// A member name with its quotes; without the closing one when that is missing.
  private mutating func jsonName() -> Token {
    var place = position + 1
    while place < bytes.count, bytes[place] != 0x0A, bytes[place] != 0x0D {
      if bytes[place] == UInt8(ascii: "\"") {
        place += 1
        break
      }
      let isEscape = bytes[place] == UInt8(ascii: "\\")
      place += 1
      if isEscape, place < bytes.count, bytes[place] != 0x0A, bytes[place] != 0x0D { place += 1 }
    }
    return token(.jsonName, length: min(place, bytes.count) - position)
  }

  private func endOfSingleQuoted() -> Int {
    var place = position + 1
    while place < bytes.count, bytes[place] != 0x0A, bytes[place] != 0x0D {
      if bytes[place] == UInt8(ascii: "'") { return place + 1 }
      place += 1
    }
    return position + 1
  }

  private func endOfJSONWord() -> Int {
    var place = position
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."): place += 1
      default:
        let end = wordEnd(from: place)
        if end == place { return place }
        place = end
      }
    }
    return place
  }
}

extension Lexer {
  /// Goes back to a quote that was taken for the start of a value, to take it as the start of a name.
  mutating func restartJSONName(at place: Int) {
    if modes.last == .jsonText {
      modes.removeLast()
      jsonTextLevel -= 1
    }
    setAtName(true)
    position = place
  }
}

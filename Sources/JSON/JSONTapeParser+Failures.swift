/// The words for each fault, away from the fast path.
extension JSONTapeParser {
  func endOfText() -> JSONFailure {
    guard let openedAt else {
      return JSONFailure(
        message: "the text ends where a value must stand; write one, such as {} or null", offset: count,
        isIncomplete: true)
    }
    let isArray = base[openedAt] == UInt8(ascii: "[")
    return JSONFailure(
      message: "the text ends inside the \(isArray ? "array" : "object")", offset: count,
      isIncomplete: true, openedAt: openedAt, advice: "; close it with \(isArray ? "]" : "}")")
  }

  func noValue(isInArray: Bool) -> JSONFailure {
    let byte = base[position]
    if byte >= 0x80, UTF8Sequence.length(base, position, count) == 0 { return notUTF8(position) }
    let message: String
    switch byte {
    case UInt8(ascii: "]") where isInArray:
      message = "a value must follow the comma; remove the comma before ]"
    case UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ","), UInt8(ascii: ":"):
      message = "a value must stand before \(characterText(position))"
    case UInt8(ascii: "'"):
      message = "strings stand in double quotes in JSON; write \"...\""
    case UInt8(ascii: "/"), UInt8(ascii: "#"):
      message = "JSON has no comments; remove this one"
    case UInt8(ascii: "+"):
      message = "a number may not begin with +; leave the sign out"
    case UInt8(ascii: "."):
      message = "a digit must stand before the decimal point; write 0.5, not .5"
    case 0..<0x20:
      message = "the character \(characterText(position)) may not stand here; remove it"
    default:
      let word = wordText(position)
      switch word.lowercased() {
      case "true", "false", "null": message = "write \(word.lowercased()), not \(word)"
      case "none", "nil", "undefined": message = "JSON has no \(word); write null"
      case "nan", "infinity", "inf": message = "JSON has no \(word); write null or a string"
      case "": message = "\(characterText(position)) cannot begin a value; a string stands in double quotes"
      default: message = "\(word) is not a JSON value; a text stands in double quotes: \"\(word)\""
      }
    }
    return JSONFailure(message: message, offset: position)
  }

  func noName() -> JSONFailure {
    let byte = base[position]
    if byte >= 0x80, UTF8Sequence.length(base, position, count) == 0 { return notUTF8(position) }
    let message: String
    switch byte {
    case UInt8(ascii: "}"):
      message = "a member must follow the comma; remove the comma before }"
    case UInt8(ascii: ","): message = "a member must stand before the comma; remove the extra comma"
    case UInt8(ascii: "'"): message = "names stand in double quotes in JSON; write \"name\""
    case UInt8(ascii: "/"), UInt8(ascii: "#"): message = "JSON has no comments; remove this one"
    default:
      let word = wordText(position)
      message =
        word.isEmpty
        ? "a member's name in double quotes must stand here, not \(characterText(position))"
        : "names stand in double quotes in JSON; write \"\(word)\""
    }
    return JSONFailure(message: message, offset: position)
  }

  func noColon() -> JSONFailure {
    JSONFailure(
      message: "a colon must follow the member's name, not \(characterText(position))", offset: position)
  }

  func noSeparator(inArray: Bool, openedAt: Int) -> JSONFailure {
    let found = characterText(position)
    let closing = inArray ? "]" : "}"
    let byte = base[position]
    let message: String
    if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
      return JSONFailure(
        message: "\(found) does not close the \(inArray ? "array" : "object")", offset: position,
        openedAt: openedAt, advice: "; write \(closing)")
    } else if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "#") {
      message = "JSON has no comments; remove this one"
    } else {
      message = "a comma or \(closing) must follow the value, not \(found)"
    }
    return JSONFailure(message: message, offset: position)
  }

  func textAfterValue() -> JSONFailure {
    if base[position] >= 0x80, UTF8Sequence.length(base, position, count) == 0 { return notUTF8(position) }
    return JSONFailure(
      message: "the value is complete before \(characterText(position)); remove what follows it",
      offset: position)
  }

  func controlCharacter(_ at: Int) -> JSONFailure {
    let message =
      switch base[at] {
      case 0x0A, 0x0D: "a string may not go over a line end; write \\n, or close the string with \""
      case 0x09: "a string may not hold a tab; write \\t"
      default:
        "a string may not hold the control character \(characterText(at)); write it as \\u and four digits"
      }
    return JSONFailure(message: message, offset: at)
  }

  func notUTF8(_ at: Int) -> JSONFailure {
    JSONFailure(
      message: "byte 0x\(hexText(UInt32(base[at]), digits: 2)) is not UTF-8; save the text as UTF-8",
      offset: at)
  }

  /// The character at `at` as a message shows it.
  func characterText(_ at: Int) -> String {
    guard at < count else { return "the end" }
    let length = UTF8Sequence.length(base, at, count)
    guard length > 0 else { return "byte 0x\(hexText(UInt32(base[at]), digits: 2))" }
    let text = String(decoding: UnsafeBufferPointer(start: base + at, count: length), as: UTF8.self)
    guard let scalar = text.unicodeScalars.first else { return text }
    if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
      return "U+\(hexText(scalar.value, digits: 4))"
    }
    return text
  }

  /// The word at `at`, cut after 20 characters.
  private func wordText(_ at: Int) -> String {
    var end = at
    while end < count, end - at < 20 {
      let byte = base[end]
      guard (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x5F || byte == 0x24 else { break }
      end += 1
    }
    return String(decoding: UnsafeBufferPointer(start: base + at, count: end - at), as: UTF8.self)
  }

  private func hexText(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}

/// The words for what is wrong inside a filter.
extension PathParser {
  func noOperand() -> JSONPathError {
    let suggestion = "write a query such as @.name, a value such as 'x' or 3, or a function"
    if isAtEnd {
      return JSONPathError("the query ends inside a filter", at: here, suggestion: suggestion)
    }
    switch byte {
    case UInt8(ascii: "]"), UInt8(ascii: ")"):
      return JSONPathError("a value must stand before \(found)", at: here, suggestion: suggestion)
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      return JSONPathError(
        "a filter compares with texts, numbers, true, false and null only", at: here,
        suggestion: "compare the parts, such as @.a[0] == 1")
    case UInt8(ascii: "+"):
      return JSONPathError(
        "a number has no + before it", at: here, suggestion: "write the digits alone")
    case UInt8(ascii: "."):
      let isNumber = position + 1 < text.count && isDigit(text[position + 1])
      return JSONPathError(
        isNumber
          ? "a digit must stand before the decimal point"
          : "a query in a filter begins with @ or $",
        at: here, suggestion: isNumber ? "write 0.5, not .5" : "write @ before the dot")
    case UInt8(ascii: "/"):
      return JSONPathError(
        "JSONPath writes patterns as texts", at: here, suggestion: "write match(@.name, 'A.*')")
    case UInt8(ascii: "*"):
      return JSONPathError(
        "* alone is no value", at: here, suggestion: "write @.* for all children")
    case UInt8(ascii: "?"):
      return JSONPathError("one ? begins the filter", at: here, suggestion: "take this one out")
    default:
      return JSONPathError("\(found) is no value", at: here, suggestion: suggestion)
    }
  }

  func noWord(_ word: String, _ range: Range<Int>) -> JSONPathError {
    let lower = word.lowercased()
    switch lower {
    case "true", "false", "null":
      return JSONPathError("\(word) is no value", at: range, suggestion: "write \(lower)")
    case "none", "nil", "undefined":
      return JSONPathError(
        "JSON has no \(word)", at: range, suggestion: "write null, or !@.name for what is absent")
    case "not":
      return JSONPathError(
        "JSONPath has no not", at: range, suggestion: "write ! before the condition")
    default: break
    }
    var ahead = self
    ahead.skipBlanks()
    if ahead.byte == UInt8(ascii: "("), PathFunction(rawValue: word) != nil {
      return JSONPathError(
        "no blank stands before the parenthesis of a function", at: range.lowerBound..<ahead.position,
        suggestion: "write \(word)(")
    }
    return JSONPathError(
      "\(word) alone is no value", at: range,
      suggestion: "write @.\(word) for a member, '\(word)' for a text")
  }

  func noFunction(_ name: String, _ range: Range<Int>) -> JSONPathError {
    let lower = name.lowercased()
    let names = PathFunction.allCases.map(\.rawValue)
    let others = [
      "size": "length", "len": "length", "regex": "search", "contains": "search",
      "matches": "match",
    ]
    let meant = names.first { $0 == lower } ?? others[lower]
    return JSONPathError(
      "there is no function \(name)", at: range,
      suggestion: meant.map { "write \($0)" }
        ?? "use \(names.dropLast().joined(separator: ", ")) or value")
  }

  func noComparison(_ written: String, _ range: Range<Int>) -> JSONPathError {
    let suggestion =
      switch written {
      case "=", "===": "write =="
      case "!==", "<>", "~=": "write !="
      case "=<": "write <="
      case "=>": "write >="
      case "=~", "~": "write match(@.name, 'A.*') or search(@.name, 'bc')"
      default: "use == != < <= > or >="
      }
    return JSONPathError("\(written) compares nothing", at: range, suggestion: suggestion)
  }

  func noCondition(in function: PathFunction) -> JSONPathError {
    JSONPathError(
      "\(function.rawValue) takes no condition", at: here,
      suggestion: "write it like \(function.example)")
  }

  func noArgumentEnd(_ function: PathFunction, openedAt open: Int) -> JSONPathError {
    if isAtEnd {
      return JSONPathError(
        "the parenthesis opened here is not closed", at: open..<text.count,
        suggestion: "close it with )")
    }
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "&"),
      UInt8(ascii: "|"):
      return noCondition(in: function)
    default:
      return JSONPathError(
        "\(found) cannot follow an argument", at: here,
        suggestion: "write , before the next one, or )")
    }
  }
}

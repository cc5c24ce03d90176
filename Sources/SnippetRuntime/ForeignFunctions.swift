import SnippetSyntax

/// Functions of other languages, with what Snippet has instead.
enum ForeignFunctions {
  /// Objects of other languages whose functions stand alone here, as in `Math.floor(x)`.
  static let namespaces: Set<String> = [
    "math", "string", "console", "json", "date", "datetime", "system", "array", "object", "number", "convert",
    "debug", "random", "time", "str",
  ]

  /// Functions that print.
  private static let printing: Set<String> = [
    "print", "println", "printf", "puts", "echo", "alert", "msgbox", "writeline", "write", "console_log",
    "print_r", "var_dump", "debug", "info", "warn", "error", "log",
  ]

  /// The nearest thing, where the name alone tells it; `·` stands for the value the function is given.
  private static let replacements: [String: String] = [
    "len": "length(·) counts characters, x.size elements",
    "strlen": "write length(·)", "sizeof": "write x.size",
    "push": "write x[x.size + 1] = value", "add": "write x[x.size + 1] = value",
    "array_push": "write x[x.size + 1] = value",
    "toupper": "write upper(·)", "touppercase": "write upper(·)", "ucase": "write upper(·)",
    "tolower": "write lower(·)", "tolowercase": "write lower(·)", "lcase": "write lower(·)",
    "strip": "write trim(·)", "lstrip": "write ltrim(·)", "rstrip": "write rtrim(·)",
    "trimstart": "write ltrim(·)", "trimend": "write rtrim(·)",
    "substring": "write mid(text, start, length), counted from 1",
    "slice": "write mid(text, start, length), counted from 1",
    "includes": "write contains(text, part)", "instr": "write contains(text, part)",
    "strpos": "write contains(text, part)", "find": "write contains(text, part)",
    "parse": "write fromjson(text)", "loads": "write fromjson(text)", "jsondecode": "write fromjson(text)",
    "stringify": "write o.asjson()", "dumps": "write o.asjson()", "jsonencode": "write o.asjson()",
    "str": "write \"{·}\"", "tostring": "write \"{·}\"", "cstr": "write \"{·}\"",
    "parseint": "write int(·)", "cint": "write int(·)", "toint32": "write int(·)",
    "parsefloat": "arithmetic takes numeric text as it is", "float": "arithmetic takes numeric text as it is",
    "cdbl": "arithmetic takes numeric text as it is", "number": "arithmetic takes numeric text as it is",
    "concat": "put values into a text with braces: \"{a}{b}\"",
    "replaceall": "write replace(text, old, new)", "gsub": "write replace(text, old, new)",
    "isnull": "compare: x = \"\"", "isnothing": "compare: x = \"\"", "isempty": "compare: x = \"\"",
    "isnullorempty": "compare: x = \"\"", "isnan": "write isnumeric(·)", "not": "compare with 0: x = 0",
    "rnd": "write random(n)", "rand": "write random(n)", "randint": "write random(n)",
    "getdate": "write now()", "range": "use FOR i = 1 TO 10 {",
    "map": "use FOREACH it IN array {", "filter": "use FOREACH it IN array {",
    "each": "use FOREACH it IN array {", "foreach": "use FOREACH it IN array {",
    "reduce": "use FOREACH it IN array {", "iif": "use IF and ELSE",
    "strftime": "write datefmt(date, \"yyyy-MM-dd\")",
    "sprintf": "put values into a text with braces: \"{a}\"",
    "fetch": "use connectrequest, or GetRESTProxy()", "sleep": "a Snippet cannot wait",
    "settimeout": "a Snippet cannot wait",
  ]

  /// What to write instead of a call; `argument` is what stands in its parentheses.
  static func advice(for name: String, argument: String?) -> String? {
    let folded = name.lowercased()
    if printing.contains(folded) {
      guard let argument, !argument.isEmpty else { return "write TRACE \"text\"" }
      // Several values have no ready text.
      if argument.contains(",") { return "write TRACE \"text {v}\"" }
      return isText(argument) ? "write TRACE \(argument)" : "write TRACE \"{\(argument)}\""
    }
    guard let text = replacements[folded] ?? replacements[folded.filter { $0 != "_" }] else { return nil }
    let value = argument.flatMap { $0.isEmpty ? nil : $0 } ?? "x"
    return text.split(separator: "·", omittingEmptySubsequences: false).joined(separator: value)
  }

  /// True when the argument is one text literal.
  private static func isText(_ argument: String) -> Bool {
    guard let quote = argument.first, quote == "\"" || quote == "'", argument.count > 1 else { return false }
    return argument.dropFirst().firstIndex(of: quote) == argument.index(before: argument.endIndex)
  }
}

extension Compiler {
  /// What stands in the parentheses behind a name, when it is short and on one line.
  func argumentText(behind name: Name) -> String? {
    let bytes = source.utf8
    guard name.span.end < bytes.count, bytes[name.span.end] == UInt8(ascii: "(") else { return nil }
    var depth = 0
    var quote: UInt8?
    for place in name.span.end..<min(bytes.count, name.span.end + 80) {
      let byte = bytes[place]
      if byte == 0x0A || byte == 0x0D { return nil }
      if let open = quote {
        if byte == open { quote = nil }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        depth -= 1
        if depth == 0 { return source[SourceSpan(name.span.end + 1, place)] }
      default: break
      }
    }
    return nil
  }

  /// Reports `Math.floor(x)` and `console.log(x)`; false when the value before the point is no such object.
  func reportNamespace(_ receiver: Expression?, _ name: Name) -> Bool {
    guard case .variable(let object)? = receiver?.kind,
      ForeignFunctions.namespaces.contains(object.folded)
    else { return false }
    let argument = argumentText(behind: name)
    let alone = BuiltinFunctions.named(name.text).map { "write \($0.name)(\(argument ?? ""))" }
    let isConsole = ["console", "system", "debug"].contains(object.folded)
    let advice =
      (isConsole ? nil : alone) ?? ForeignFunctions.advice(for: name.text, argument: argument) ?? alone
    diagnostics.append(
      Diagnostic(
        .unknownFunction, "there is no '\(object.text).\(name.text)'", at: object.span.union(name.span),
        suggestion: advice))
    return true
  }
}

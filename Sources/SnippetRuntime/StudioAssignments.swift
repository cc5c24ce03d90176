import SnippetSyntax

/// Writes a JSON literal as the assignments that make the same object in Studio.
enum StudioAssignments {
  /// Lines beyond this many are not written out.
  static let lineLimit = 200

  /// The lines for `target = literal`; `declares` puts a DYNAMIC line first.
  static func lines(
    for literal: JSONLiteral, target: String, declares: Bool, source: SourceText
  ) -> [String] {
    var lines = declares ? ["DYNAMIC \(target)"] : []
    add(literal, to: target, &lines, source)
    guard lines.count > lineLimit else { return lines }
    return lines.prefix(lineLimit) + ["// and \(lines.count - lineLimit) more"]
  }

  /// True for what may stand after a '.'.
  static func isName(_ name: String) -> Bool {
    guard let first = name.first, first.isLetter, name != "__type" else { return false }
    return name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "$" }
  }

  private static func add(
    _ literal: JSONLiteral, to path: String, _ lines: inout [String], _ source: SourceText
  ) {
    switch literal.kind {
    case .object(let members):
      if members.isEmpty, !lines.isEmpty, lines[0] != "DYNAMIC \(path)" {
        lines.append("// \(path) is an empty object, which no assignment makes")
      }
      for member in members {
        guard isName(member.name) else {
          lines.append("// \(path): a member '\(member.name.filter { !$0.isNewline })' cannot be named")
          continue
        }
        add(member.value, to: "\(path).\(member.name)", &lines, source)
      }
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        add(element, to: "\(path)[\(index + 1)]", &lines, source)
      }
    case .null: lines.append("// \(path) is null: leave it unset")
    case .boolean(let value): lines.append("\(path) = \(value)")
    case .number(let text):
      let isPlain = text.allSatisfy { $0.isNumber || $0 == "." || $0 == "-" }
      lines.append("\(path) = \(isPlain ? text : "\"\(text)\"")")
    case .text(let template): lines.append("\(path) = \(written(template, source))")
    }
  }

  /// A text as Snippet writes it: plain quotes where they do, else with escapes.
  private static func written(_ template: TextTemplate, _ source: SourceText) -> String {
    let body = template.segments.map { segment in
      switch segment {
      case .literal(let text): escaped(text)
      case .expression(let expression): (text: "{\(source[expression.span])}", isEscaped: false)
      }
    }
    guard body.contains(where: \.isEscaped) else { return "\"\(body.map(\.text).joined())\"" }
    // In a text with escapes a backslash is one too.
    let texts = template.segments.map { segment in
      switch segment {
      case .literal(let text): escaped(text, backslashes: true).text
      case .expression(let expression): "{\(source[expression.span])}"
      }
    }
    return "$\"\(texts.joined())\""
  }

  private static func escaped(_ text: String, backslashes: Bool = false) -> (text: String, isEscaped: Bool) {
    var result = ""
    var isEscaped = false
    for scalar in text.unicodeScalars {
      let escape: String? =
        switch scalar {
        case "\"": "\\\""
        case "{": "\\{"
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        case "\\" where backslashes: "\\\\"
        default: nil
        }
      if let escape {
        result += escape
        isEscaped = true
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return (result, isEscaped)
  }
}

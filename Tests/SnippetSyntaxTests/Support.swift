import SnippetSyntax

/// A source whose `«` and `»` say where a diagnostic must begin and end.
struct MarkedSource {
  var text: String
  var start: Int?
  var end: Int?

  init(_ marked: String) {
    var bytes: [UInt8] = []
    for character in marked {
      switch character {
      case "«": start = bytes.count
      case "»": end = bytes.count
      default: bytes += Array(String(character).utf8)
      }
    }
    text = String(decoding: bytes, as: UTF8.self)
  }
}

func parse(_ text: String) -> ParseResult {
  Parser.parse(SourceText(name: "cell 1", text: text))
}

/// The tree of a text in short, for comparison.
func outline(_ text: String) -> String {
  parse(text).program.statements.map(Outline.of).joined(separator: "; ")
}

/// The ids of all findings, without their area.
func ids(_ text: String) -> [String] {
  parse(text).diagnostics.map { String($0.id.dropFirst("syntax.".count)) }
}

enum Outline {
  static func of(_ statement: Statement) -> String {
    switch statement.kind {
    case .assign(let target, .expression(let value), _): "\(of(target)) := \(of(value))"
    case .assign(let target, .json(let json), _): "\(of(target)) := json \(of(json))"
    case .dynamic(let name, let json): "dynamic \(of(name))" + (json.map { " " + of($0) } ?? "")
    case .function(let function):
      "function \(function.name.text)(\(function.parameters.map(\.text).joined(separator: ",")))"
        + (function.help.map { " // \($0)" } ?? "") + " " + of(function.body)
    case .conditional(let condition, let then, let otherwise):
      "if \(of(condition)) \(of(then))" + (otherwise.map { " else " + of($0) } ?? "")
    case .select(let clauses, let otherwise):
      "select" + clauses.map(of).joined() + (otherwise.map { " default " + of($0) } ?? "")
    case .switchOn(let value, let clauses, let otherwise):
      "switch \(of(value))" + clauses.map(of).joined() + (otherwise.map { " default " + of($0) } ?? "")
    case .forLoop(let target, let from, let to, let body):
      "for \(of(target)) = \(of(from)) to \(of(to)) \(of(body))"
    case .forEach(let name, let array, let body): "foreach \(name.text) in \(of(array)) \(of(body))"
    case .repeatLoop(let count, let body): "repeat \(of(count)) \(of(body))"
    case .breakLoop: "break"
    case .returnValue(let value): "return" + (value.map { " " + of($0) } ?? "")
    case .trace(let template): "trace \(of(template))"
    case .uses(let template): "uses \(of(template))"
    case .call(let expression): "call \(of(expression))"
    case .show(let expression): "show \(of(expression))"
    }
  }

  static func of(_ block: Block) -> String {
    "{\(block.statements.map(of).joined(separator: "; "))}"
  }

  static func of(_ clause: CaseClause) -> String {
    " case \(clause.labels.map(of).joined(separator: "/")) \(of(clause.body))"
  }

  static func of(_ name: Name) -> String {
    (name.isGlobal ? "global:" : "") + name.text
  }

  static func of(_ expression: Expression) -> String {
    switch expression.kind {
    case .number(let digits): digits
    case .text(let template): of(template)
    case .date(let template): "#" + of(template)
    case .boolean(let value): value ? "true" : "false"
    case .variable(let name): of(name)
    case .member(let base, let name): "\(of(base)).\(name.text)"
    case .element(let base, let index): "\(of(base))[\(of(index))]"
    case .call(let name, let arguments): "\(name.text)(\(arguments.map(of).joined(separator: ",")))"
    case .method(let base, let name, let arguments):
      "\(of(base)).\(name.text)(\(arguments.map(of).joined(separator: ",")))"
    case .negate(let operand): "neg(\(of(operand)))"
    case .binary(let sign, _, let left, let right): "(\(of(left)) \(sign.rawValue) \(of(right)))"
    case .parenthesized(let inner): "[\(of(inner))]"
    }
  }

  static func of(_ template: TextTemplate) -> String {
    let parts = template.segments.map { segment in
      switch segment {
      case .literal(let text): text
      case .expression(let expression): "{\(of(expression))}"
      }
    }
    return "'\(parts.joined())'"
  }

  static func of(_ json: JSONLiteral) -> String {
    switch json.kind {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .number(let digits): digits
    case .text(let template): of(template)
    case .array(let elements): "[\(elements.map(of).joined(separator: ","))]"
    case .object(let members): "{\(members.map { "\($0.name):\(of($0.value))" }.joined(separator: ","))}"
    }
  }
}

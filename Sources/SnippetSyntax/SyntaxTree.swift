/// A parsed Snippet cell (language spec, section 15).
package struct Program: Sendable {
  package var statements: [Statement]
  package var span: SourceSpan

  package init(statements: [Statement], span: SourceSpan) {
    self.statements = statements
    self.span = span
  }
}

/// The statements between `{` and `}`; the span includes the braces.
package struct Block: Sendable {
  package var statements: [Statement]
  package var span: SourceSpan

  package init(statements: [Statement], span: SourceSpan) {
    self.statements = statements
    self.span = span
  }
}

/// A name as written, with its place; variables and functions compare by `folded`.
package struct Name: Hashable, Sendable {
  package var text: String
  package var span: SourceSpan
  /// True for `global:name`.
  package var isGlobal: Bool

  package init(_ text: String, span: SourceSpan, isGlobal: Bool = false) {
    self.text = text
    self.span = span
    self.isGlobal = isGlobal
  }

  /// The lowercased spelling.
  package var folded: String { text.lowercased() }
}

/// One statement with its place.
package struct Statement: Sendable {
  package var kind: Kind
  package var span: SourceSpan

  package init(_ kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  package indirect enum Kind: Sendable {
    /// `[ASSIGN] target = value`; the target is a variable, member or element expression.
    case assign(target: Expression, value: AssignedValue, hasKeyword: Bool)
    /// `DYNAMIC name [= json]`.
    case dynamic(Name, JSONLiteral?)
    case function(FunctionDeclaration)
    case conditional(condition: Expression, then: Block, otherwise: Block?)
    /// `SELECT`: the first clause with a true label runs.
    case select([CaseClause], otherwise: Block?)
    /// `SWITCH value`: the first clause with an equal label runs.
    case switchOn(Expression, [CaseClause], otherwise: Block?)
    case forLoop(target: Expression, from: Expression, to: Expression, body: Block)
    case forEach(Name, in: Expression, body: Block)
    case repeatLoop(count: Expression, body: Block)
    case breakLoop
    case returnValue(Expression?)
    case trace(TextTemplate)
    case uses(TextTemplate)
    /// A call as a statement.
    case call(Expression)
    /// An expression that is the whole cell; its value is shown.
    case show(Expression)
  }
}

/// The right side of an assignment.
package enum AssignedValue: Sendable {
  case expression(Expression)
  case json(JSONLiteral)
}

/// `FUNCTION name(p1, p2) { ... }`.
package struct FunctionDeclaration: Sendable {
  package var name: Name
  package var parameters: [Name]
  package var body: Block
  /// The comment on the FUNCTION line, without its slashes.
  package var help: String?
  /// From the word FUNCTION to the `}`.
  package var span: SourceSpan

  package init(name: Name, parameters: [Name], body: Block, help: String?, span: SourceSpan) {
    self.name = name
    self.parameters = parameters
    self.body = body
    self.help = help
    self.span = span
  }
}

/// One or more `CASE` labels and their block.
package struct CaseClause: Sendable {
  package var labels: [Expression]
  package var body: Block

  package init(labels: [Expression], body: Block) {
    self.labels = labels
    self.body = body
  }
}

/// One expression with its place.
package struct Expression: Sendable {
  package var kind: Kind
  package var span: SourceSpan

  package init(_ kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  package indirect enum Kind: Sendable {
    /// The digits as written.
    case number(String)
    case text(TextTemplate)
    /// `#"..."`.
    case date(TextTemplate)
    case boolean(Bool)
    case variable(Name)
    /// `base.name`; any word may follow the point, `$value` too.
    case member(Expression, Name)
    /// `base[index]`.
    case element(Expression, Expression)
    /// `name(arguments)`.
    case call(Name, [Expression])
    /// `base.name(arguments)`.
    case method(Expression, Name, [Expression])
    case negate(Expression)
    /// The span is that of the operator.
    case binary(BinaryOperator, SourceSpan, Expression, Expression)
    case parenthesized(Expression)
  }
}

/// The two-sided operators of section 5.
package enum BinaryOperator: String, Sendable, CaseIterable {
  case power = "^"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"
  case integerDivide = "\\"
  case add = "+"
  case subtract = "-"
  case greater = ">"
  case greaterOrEqual = ">="
  case less = "<"
  case lessOrEqual = "<="
  case equal = "="
  case notEqual = "!="
  case and = "&"
  case or = "|"
  case exclusiveOr = "~"

  /// How tightly it binds; higher binds tighter.
  package var precedence: Int {
    switch self {
    case .power: 5
    case .multiply, .divide, .remainder, .integerDivide: 4
    case .add, .subtract: 3
    case .greater, .greaterOrEqual, .less, .lessOrEqual, .equal, .notEqual: 2
    case .and, .or, .exclusiveOr: 1
    }
  }
}

/// A string literal, cut into what stands as it is and what is evaluated.
package struct TextTemplate: Sendable {
  package enum Segment: Sendable {
    /// Text after escapes were applied.
    case literal(String)
    /// `{expression}`; the expression's span lies in the cell's source.
    case expression(Expression)
  }

  package var segments: [Segment]
  /// The whole literal with quotes and prefix.
  package var span: SourceSpan

  package init(segments: [Segment], span: SourceSpan) {
    self.segments = segments
    self.span = span
  }

  /// The text when nothing is substituted, else nil.
  package var plainText: String? {
    var text = ""
    for segment in segments {
      guard case .literal(let part) = segment else { return nil }
      text += part
    }
    return text
  }
}

/// A JSON object or array typed as Snippet (a Patchbay extension, section 8).
package struct JSONLiteral: Sendable {
  package struct Member: Sendable {
    package var name: String
    package var value: JSONLiteral

    package init(name: String, value: JSONLiteral) {
      self.name = name
      self.value = value
    }
  }

  package indirect enum Kind: Sendable {
    case null
    case boolean(Bool)
    /// The number's text as written.
    case number(String)
    case text(TextTemplate)
    case array([JSONLiteral])
    case object([Member])
  }

  package var kind: Kind
  package var span: SourceSpan

  package init(_ kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}

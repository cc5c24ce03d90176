import JSON
import SnippetSyntax

/// What stands behind `:expect`, cut into its parts.
enum Expectation {
  /// How two values are to relate.
  enum Relation: String, CaseIterable {
    case equal = "="
    case notEqual = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case less = "<"
    case greater = ">"

    /// Whether two ordered values relate so.
    func holds<Number: Comparable>(_ left: Number, _ right: Number) -> Bool {
      switch self {
      case .equal: left == right
      case .notEqual: left != right
      case .less: left < right
      case .lessOrEqual: left <= right
      case .greater: left > right
      case .greaterOrEqual: left >= right
      }
    }
  }

  /// What a query is to find.
  enum Finding {
    case exists
    case missing
    case count(Relation, Int)
    case value(Relation, JSONValue)
  }

  /// `time < 300ms`: how long the last exchange took, in microseconds.
  case time(Relation, limit: Int)
  /// `schema FILE [QUERY] [in NAME]`.
  case schema(CommandWords.Word, QueryArgument)
  /// `$.items[0].id = 7`, `$.error missing`, `$.items[*] count = 3`, each with `in NAME` behind the query or at the end.
  case query(QueryArgument, Finding)
  /// `sent GET /orders/7`: what the last request was; the address is a path, with a query if that matters, or a URL.
  case sent(method: String, address: String)
  /// `connection crm`, `request crm getOrder`: what is defined.
  case defined(Definition, [CommandWords.Word])
  /// A condition as behind IF.
  case condition

  /// What can be expected to be defined.
  enum Definition: String, CaseIterable {
    case template, connection, request, variable, secret, script
    /// A variable of the session, also one that holds nothing.
    case defined

    /// How many names tell which.
    var names: Int { [.request, .variable, .secret].contains(self) ? 2 : 1 }

    var noun: String { self == .defined ? "variable" : rawValue }
  }

  /// Reads an argument; an error tells where it goes wrong.
  init(_ source: SourceText, _ span: SourceSpan) throws(CellFailure) {
    var scan = ExpectationScan(source, span)
    if let limit = scan.timeLimit() {
      self = .time(limit.relation, limit: limit.microseconds)
    } else if let file = scan.schemaFile() {
      self = .schema(file, scan.queryArgument())
    } else if let sent = scan.sent() {
      self = .sent(method: sent.method, address: sent.address)
    } else if let definition = scan.definition() {
      self = .defined(definition.kind, definition.names)
    } else if scan.isAtQuery {
      let query = scan.query()
      self = .query(query, try scan.finding())
    } else {
      self = .condition
    }
  }
}

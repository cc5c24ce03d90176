import JSON
import Patterns

/// What a filter asks of each child.
indirect enum PathCondition: Sendable {
  case any([PathCondition])
  case all([PathCondition])
  case not(PathCondition)
  /// True when the query finds something.
  case exists(PathQuery)
  case comparison(PathOperand, PathComparison, PathOperand)
  /// `match` or `search`.
  case call(PathCall)
}

/// How two values are compared.
enum PathComparison: String, Sendable {
  case equal = "=="
  case notEqual = "!="
  case lessOrEqual = "<="
  case greaterOrEqual = ">="
  case less = "<"
  case greater = ">"
}

/// What stands on one side of a comparison, or between the parentheses of a function.
indirect enum PathOperand: Sendable {
  case literal(JSONValue)
  case query(PathQuery)
  case call(PathCall)
}

/// A function with its arguments.
struct PathCall: Sendable {
  var function: PathFunction
  var arguments: [PathOperand]
  /// The pattern of `match` or `search`, read in advance when it is written out.
  var pattern: KnownPattern
  var range: Range<Int>

  enum KnownPattern: Sendable {
    /// It comes from the value that is searched.
    case none
    case valid(RegularExpression)
    /// It is no I-Regexp, and so fits nothing.
    case invalid
  }
}

/// The function extensions of RFC 9535, 2.4.
enum PathFunction: String, CaseIterable, Sendable {
  case length, count, match, search, value

  /// What a function gives or takes.
  enum Kind {
    case value, logical, nodes
  }

  var parameters: [Kind] {
    switch self {
    case .length: [.value]
    case .count, .value: [.nodes]
    case .match, .search: [.value, .value]
    }
  }

  var result: Kind {
    switch self {
    case .length, .count, .value: .value
    case .match, .search: .logical
    }
  }

  /// How it is written.
  var example: String {
    switch self {
    case .length: "length(@.name) > 3"
    case .count: "count(@.items[*]) > 3"
    case .value: "value(@..id) == 3"
    case .match: "match(@.name, 'A.*')"
    case .search: "search(@.name, 'bc')"
    }
  }
}

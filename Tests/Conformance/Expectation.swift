import JSON

/// One line of a result.
enum Expectation: Equatable, Sendable {
  /// The compact JSON of a variable.
  case value(name: String, json: String)
  case never(name: String, json: String)
  case nothing(name: String)
  case shows(String)
  case trace(String)
  case error(id: String, place: Place?)
  case warning(id: String, place: Place?)
  /// Part of what the error or warning before it says or suggests.
  case help(String)

  /// A line and column of the input, both counted from 1.
  struct Place: Equatable, Sendable, CustomStringConvertible {
    var line: Int
    var column: Int

    init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }

    init?(_ text: Substring) {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
      guard parts.count == 2, let line = parts[0], let column = parts[1] else { return nil }
      self.init(line: line, column: column)
    }

    var description: String { "\(line):\(column)" }
  }

  /// Reads a line; nil when it is none of the known ones.
  init?(_ line: String) {
    guard let colon = line.firstIndex(of: ":"), line[..<colon].allSatisfy(\.isLetter) else {
      self.init(assignment: line[...])
      return
    }
    let rest = line[line.index(after: colon)...].drop { $0 == " " }
    switch line[..<colon] {
    case "shows": self = .shows(String(rest))
    case "trace": self = .trace(String(rest))
    case "help" where !rest.isEmpty: self = .help(String(rest))
    case "error":
      guard let (id, place) = Self.finding(rest) else { return nil }
      self = .error(id: id, place: place)
    case "warning":
      guard let (id, place) = Self.finding(rest) else { return nil }
      self = .warning(id: id, place: place)
    case "never":
      guard case .value(let name, let json)? = Self(assignment: rest) else { return nil }
      self = .never(name: name, json: json)
    default: self.init(assignment: line[...])
    }
  }

  /// Reads `name = JSON` or `name is nothing`.
  private init?(assignment line: Substring) {
    let name = line.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "$" }
    guard !name.isEmpty else { return nil }
    let rest = line.dropFirst(name.count)
    if rest == " is nothing" {
      self = .nothing(name: String(name))
    } else if rest.hasPrefix(" = "), let value = try? JSONValue(parsing: String(rest.dropFirst(3))) {
      self = .value(name: String(name), json: value.text(.compact))
    } else {
      return nil
    }
  }

  /// Reads `ID` or `ID at LINE:COLUMN`.
  private static func finding(_ text: Substring) -> (id: String, place: Place?)? {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard let id = words.first, id.contains("."), id.allSatisfy({ $0.isLetter || $0 == "." }) else {
      return nil
    }
    if words.count == 1 { return (String(id), nil) }
    guard words.count == 3, words[1] == "at", let place = Place(words[2]) else { return nil }
    return (String(id), place)
  }

  /// True for what tells that an input does not do what a reader might expect.
  var isRefusal: Bool {
    switch self {
    case .error, .warning, .never: true
    default: false
    }
  }
}

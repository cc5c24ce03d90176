import IntegrationHub
import Redaction
import SnippetRuntime
import SnippetSyntax
import TextLayout

/// Finds what could stand at a place of an entry, from what the session knows.
///
/// Nothing is run, read from a source of secrets or sent. A name that the redactor would change is left out, and so
/// is one with control characters, which nobody can type; what stands beside a name is masked.
struct Completer {
  let session: Session
  /// The entry up to the cursor.
  let bytes: [UInt8]
  /// All of it.
  let entry: [UInt8]
  /// Where the cell begins in which the cursor stands.
  let start: Int

  /// What could stand at an offset of an entry, in bytes.
  static func completions(in entry: String, at offset: Int, for session: Session) -> CompletionList {
    let all = Array(entry.utf8)
    let bytes = Array(all.prefix(offset))
    let cells = CellSplitter.pieces(in: String(decoding: bytes, as: UTF8.self))
    // Behind the end of a cell a new one begins, unless the cursor touches it.
    var start = cells.last.map(\.range.lowerBound) ?? 0
    if let last = cells.last, bytes[last.range.upperBound...].contains(0x0A), last.isWhole {
      start = last.range.upperBound
    }
    var list = Completer(session: session, bytes: bytes, entry: all, start: start).list()
    list.items.removeAll { item in
      session.redactor.redact(item.text) != item.text
        || ControlCharacters.visible(item.text, onOneLine: true) != item.text
    }
    func shown(_ text: String) -> String {
      ControlCharacters.visible(session.redactor.mask(text), onOneLine: true)
    }
    for index in list.items.indices { list.items[index].summary = shown(list.items[index].summary) }
    list.hint = shown(list.hint)
    return list
  }

  private func list() -> CompletionList {
    var scan = LineScan(bytes)
    scan.position = start
    return cell(from: scan.nextContent() ?? bytes.count)
  }

  /// What could stand in the cell that begins at a place.
  func cell(from content: Int) -> CompletionList {
    guard content < bytes.count else { return firstWord(from: content) }
    switch CellSplitter.kind(ofLineAt: content, in: bytes) {
    case .command(let name):
      let end = content + 1 + name.utf8.count
      guard end < bytes.count else { return words(of: Self.commands, from: content) }
      return command(name, from: end)
    case .verb(let verb):
      let end = VerbScan.endOfWord(in: bytes, from: content)
      guard end < bytes.count else { return firstWord(from: content) }
      if verb == .script { return script(from: content) }
      return argument(of: verb, from: end)
    case .snippet:
      // A word alone may still become a verb.
      if bytes[content...].allSatisfy(Self.isNamePart) { return firstWord(from: content) }
      return snippet(from: content)
    }
  }

  // MARK: Words

  static func isNamePart(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte)
      || (0x61...0x7A).contains(byte | 0x20)
  }

  /// Where the name begins that ends at the cursor.
  var startOfName: Int {
    var index = bytes.count
    while index > start, Self.isNamePart(bytes[index - 1]) { index -= 1 }
    return index
  }

  func text(from start: Int) -> String { String(decoding: bytes[min(start, bytes.count)...], as: UTF8.self) }

  /// The items that go on with what stands between a place and the cursor.
  func words(of items: [Completion], from place: Int) -> CompletionList {
    CompletionList(place..<bytes.count, CompletionList.matching(text(from: place), items))
  }

  /// The same for items of several kinds, the likeliest kind first.
  func words(ofKinds kinds: [[Completion]], from place: Int) -> CompletionList {
    var list = words(of: [], from: place)
    for kind in kinds {
      list.items += words(of: kind, from: place).items.filter { item in
        !list.items.contains { $0.text == item.text }
      }
    }
    return list
  }

  /// The first word of a cell: a verb, a keyword or a name.
  private func firstWord(from place: Int) -> CompletionList {
    words(ofKinds: [Self.verbs, variables, statementWords, functions], from: place)
  }

  static let verbs = Verb.allCases.map { Completion($0.rawValue, $0.summary, ending: " ") }
  static let commands = ShellCommand.allCases.map { command in
    Completion(":" + command.rawValue, command.summary, ending: command.usage.contains(" ") ? " " : "")
  }

  // MARK: What the library has

  var connections: [Completion] {
    session.hub.connections.map { connection in
      Completion(
        connection.name,
        connection.description.isEmpty ? connection.baseURL : connection.description, ending: " ")
    }
  }

  var templates: [Completion] {
    session.hub.templates.map { Completion($0.name, $0.description, ending: " ") }
  }

  var scripts: [Completion] {
    session.scripts.scripts.map { script in
      let takes = script.parameters.map(\.text).joined(separator: ", ")
      return Completion(
        script.name.text, takes.isEmpty ? "script" : "script that takes \(takes)", ending: " ")
    }
  }

  func connection(_ name: String) -> Connection? {
    session.hub.connections.first { $0.name.lowercased() == name.lowercased() }
  }

  func requests(of name: String) -> [Completion] {
    (connection(name)?.requests ?? []).map { request in
      let summary =
        request.description.isEmpty
        ? request.kind == .studio ? "Studio request" : "\(request.verb) \(request.url)" : request.description
      return Completion(request.name, summary, ending: " ")
    }
  }

  /// The variables and secrets of a connection, which `[[name]]` stands for.
  func bracketNames(of name: String?) -> [Completion] {
    let reached = name.flatMap { connection($0) }.map { [$0] } ?? session.hub.connections
    return reached.flatMap { connection in
      connection.variables.map { Completion($0.name, "variable of \(connection.name)", ending: "]]") }
        + session.hub.secrets(of: connection.name).map {
          Completion($0.name, "secret of \(connection.name)", ending: "]]")
        }
    }
  }

  /// The names behind `[[` when the cursor stands in one, for the connection in reach.
  func brackets(of connection: String?) -> CompletionList? {
    let place = startOfName
    guard place >= start + 2, bytes[place - 1] == UInt8(ascii: "["), bytes[place - 2] == UInt8(ascii: "[")
    else { return nil }
    return words(of: bracketNames(of: connection), from: place)
  }
}

extension Session {
  /// What could stand at an offset of an entry, in bytes.
  package func completions(in entry: String, at offset: Int) -> CompletionList {
    Completer.completions(in: entry, at: offset, for: self)
  }
}

extension CellSplitter.Piece {
  /// Whether nothing can be added to the cell on a further line.
  fileprivate var isWhole: Bool {
    CellSplitter.completeness(of: cell.text, mode: .interactive) != .incomplete
  }
}

import Redaction
import IntegrationHub
import SnippetSyntax

extension Completer {
  /// What could stand behind a `:command` whose word ends at `place`.
  func command(_ name: String, from place: Int) -> CompletionList {
    guard let command = ShellCommand(rawValue: name) else {
      return CompletionList(bytes.count..<bytes.count, [])
    }
    if command == .dry { return dry(from: place) }
    if command == .step { return cell(from: bytes[place...].firstIndex { $0 > 0x20 } ?? bytes.count) }
    if command == .expect { return snippet(from: place) }
    // Behind a point stand the members of what the path leads to.
    if [.show, .watch].contains(command), bytes[place...].contains(UInt8(ascii: ".")) {
      return snippet(from: place)
    }
    let words = words(from: place)
    let begin = bytes.count - (words.last?.utf8.count ?? 0)
    var list = self.words(of: items(of: command, words.dropLast().map { $0 }, begin), from: begin)
    if list.items.isEmpty { list.hint = command.usage }
    return list
  }

  /// The words behind the command; the last one, perhaps empty, is that at the cursor.
  private func words(from place: Int) -> [String] {
    String(decoding: bytes[place...], as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
      .map(String.init).enumerated().filter { !$0.element.isEmpty || $0.offset > 0 }.map(\.element)
      .reduce(into: [String]()) { words, word in
        if words.last == "" { words.removeLast() }
        words.append(word)
      }
  }

  private func items(of command: ShellCommand, _ earlier: [String], _ begin: Int) -> [Completion] {
    switch (command, earlier.count) {
    case (.help, 0):
      // All of them are too many to read.
      (begin == bytes.count ? HelpText.mainTopics : HelpText.topics).map { Completion($0) }
    case (.vars, 0), (.show, 0), (.watch, 0): variables
    case (.unwatch, 0): session.watches.map { Completion($0.path.text) }
    case (.break, 0):
      [Completion("error"), Completion("off")]
        + session.scripts.scripts.flatMap { script in
          script.actions.map { Completion("\(script.name.text).\($0.name.text)", $0.kind.rawValue) }
        } + variables
    case (.rerun, _), (.edit, 0), (.diff, 0...1): cells
    case (.undo, 0): []
    case (.env, 0):
      session.hub.environments.map { Completion($0.name, $0.isProduction ? "production" : "") }
        + (session.hub.environments.isEmpty ? [] : [Completion("off", "the connections as they are defined")])
    case (.recover, 0): [Completion("drop", "remove it")]
    case (.path, 1...), (.table, 1...), (.copy, 1...):
      earlier.last == "in" ? variables : [Completion("in", "look into a variable", ending: " ")]
    case (.path, 0), (.table, 0), (.copy, 0): [Completion("$", "the last answer")] + variables
    case (.templates, 0): templates
    case (.connections, 0), (.requests, 0): connections
    case (.delete, 0):
      ["template", "connection", "request", "variable", "secret", "script"].map {
        Completion($0, ending: " ")
      }
    case (.delete, 1): earlier[0] == "template" ? templates : earlier[0] == "script" ? scripts : connections
    case (.scripts, 0), (.graph, 0): scripts
    case (.graph, 1): [Completion(Session.flowchartWord, "as the text of a flowchart")]
    case (.delete, 2): parts(earlier[0], of: earlier[1])
    case (.set, 1...2) where earlier[0] == "--save":
      earlier.count == 1
        ? SessionSettings.entries.map { Completion($0.name, $0.summary, ending: " ") }
        : settingValues(earlier[1])
    case (.set, 0): SessionSettings.entries.map { Completion($0.name, $0.summary, ending: " ") }
    case (.set, 1): settingValues(earlier[0])
    case (.set, 2...) where earlier[0] == "hidden": variables
    case (.learn, 0):
      Course.entries.map { Completion($0.name, Course.title(of: $0)) }
        + [Completion("off", "end the lesson")] + files(after: begin)
    case (.private, 0): [Completion("on"), Completion("off")]
    case (.body, 0): [Completion(">", "into a file", ending: " ")]
    case (.save, 0), (.open, 0), (.trust, 0), (.body, 1): files(after: begin)
    default: []
    }
  }

  /// The numbers of the cells, each with its first line.
  private var cells: [Completion] {
    session.cells.map { cell in
      // Before it is cut, or the beginning of a secret would stay.
      Completion("\(cell.number)", Session.firstLine(of: session.redactor.mask(cell.source.text)))
    }
  }

  private func parts(_ kind: String, of connection: String) -> [Completion] {
    switch kind {
    case "request": requests(of: connection)
    case "variable": (self.connection(connection)?.variables ?? []).map { Completion($0.name) }
    case "secret": session.hub.secrets(of: connection).map { Completion($0.name) }
    default: []
    }
  }

  private func settingValues(_ name: String) -> [Completion] {
    guard let entry = SessionSettings.entries.first(where: { $0.name == name }) else { return [] }
    let current = entry.get(session.settings)
    if entry.isList { return variables + [Completion("off")] }
    // Words in capitals stand for any value.
    return entry.values.split(separator: "|").map(String.init).filter {
      $0.lowercased() == $0 || $0.first?.isNumber == true
    }
    .map { Completion($0, $0 == current ? "now" : "") }
  }

  /// The verb behind `:dry` and its arguments.
  private func dry(from place: Int) -> CompletionList {
    var begin = place
    while begin < bytes.count, bytes[begin] == 0x20 { begin += 1 }
    let end = VerbScan.endOfWord(in: bytes, from: begin)
    guard end < bytes.count, let verb = Verb(rawValue: text(from: begin).prefix(end - begin).lowercased())
    else {
      return words(
        of: Self.verbs.filter { ["connectauth", "connectrequest", "test"].contains($0.text) }, from: begin)
    }
    return argument(of: verb, from: end)
  }

  // MARK: Files

  /// The files and folders whose path goes on with what stands between a place and the cursor.
  func files(after place: Int) -> [Completion] {
    let path = text(from: place)
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? ""
    let begun = slash.map { path[path.index(after: $0)...] } ?? path[...]
    let real = folder.isEmpty ? "." : session.context.expandingHome(folder)
    return session.context.files.entries(inFolder: real)
      .filter { !$0.name.hasPrefix(".") || begun.hasPrefix(".") }
      .map { Completion(folder + $0.name + ($0.isFolder ? "/" : ""), $0.isFolder ? "folder" : "") }
  }
}

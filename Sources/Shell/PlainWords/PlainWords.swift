import Encodings
import IntegrationHub
import SnippetSyntax

/// What a cell does, in plain words: each line of it, and under it a sentence.
struct PlainWords {
  /// A part of the cell as it is written, and what is said of it.
  struct Line {
    var code: String
    var words: String
    /// How many blocks are around it.
    var depth = 0
  }

  let source: SourceText
  let hub: Hub
  private(set) var lines: [Line] = []

  /// Reads a cell; one that is wrong gives nothing.
  init(_ cell: CellSource, _ hub: Hub) {
    source = SourceText(name: "", text: cell.text)
    self.hub = hub
    switch cell.kind {
    case .snippet:
      let result = Parser.parse(source)
      guard !result.hasErrors else { return }
      add(result.program.statements)
    case .verb(let verb):
      guard case .success(let call) = VerbParser.parse(source, verb: verb) else { return }
      if case .script(let script, _) = call.action {
        add(script)
      } else {
        add(source.text, words(of: call))
      }
    case .command(let name):
      guard let command = ShellCommand(rawValue: name) else { return }
      add(source.text, "A command of the shell: \(command.summary).")
    }
  }

  mutating func add(_ code: String, _ words: String, depth: Int = 0) {
    let first = code.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    lines.append(Line(code: first.trimmingBlanks(), words: words, depth: depth))
  }

  /// As it is shown: the code, and the sentence set in under it.
  var text: String {
    lines.map { line in
      let indent = String(repeating: "  ", count: line.depth)
      return indent + line.code + "\n" + indent + "  " + line.words
    }.joined(separator: "\n")
  }

  // MARK: Statements

  mutating func add(_ statements: [Statement], depth: Int = 0) {
    for statement in statements {
      add(source[statement.span], ExpressionWords(source).sentence(of: statement), depth: depth)
      for block in ExpressionWords.blocks(of: statement) { add(block.statements, depth: depth + 1) }
    }
  }

  // MARK: Scripts

  private mutating func add(_ script: Script) {
    add(
      "script \(script.name.text)",
      "Defines a script of \(Session.count(script.actions.count, "action")); start \(script.name.text) runs it from its BEGIN."
    )
    for action in script.actions {
      var words = self.words(of: action)
      let ways = action.branches.map { "\($0.label) goes on at \($0.target.text)" }
      if !ways.isEmpty {
        words += " " + ways.joined(separator: ", ").capitalizedFirst + "."
      } else if action.kind != .end, action.kind != .giveBack {
        words += " No branch is connected, so the script ends here."
      }
      add("\(action.name.text) \(source[action.properties])", words, depth: 1)
      if action.kind == .snippet, case .code(let program) = action.content {
        add(program.statements, depth: 2)
      }
    }
  }

  private func words(of action: ScriptAction) -> String {
    let words = ExpressionWords(source)
    switch action.content {
    case .begin(let names):
      return names.isEmpty
        ? "The script begins here."
        : "The script begins here, and takes \(names.map(\.text).joined(separator: ", "))."
    case .code(let program):
      guard action.kind != .snippet else {
        return "Runs Snippet code; when it fails, ERR says why and the branch is Error."
      }
      return program.statements.first.map { words.sentence(of: $0) } ?? ""
    case .condition(let condition):
      return "Takes True when \(words.condition(condition)), else False."
    case .choice(let value):
      return "Takes the branch whose label is the value of \(source[value.span]), else Default."
    case .loop(let count, let counter):
      let counting = counter.map { ", counting in \($0.text)" } ?? ""
      return "Takes Repeat \(source[count.span]) times\(counting), and then Finished."
    case .verb(let call): return self.words(of: call)
    case .runSub(let script, _, let result):
      let back = result.map { "; what it returns goes to \($0.text)" } ?? ""
      return "Runs the script \(script.written), which has variables of its own\(back)."
    case .wait(let seconds): return "Waits \(source[seconds.span]) seconds."
    case .giveBack(let value):
      return value.map {
        "Ends this script, and gives the value of \(source[$0.span]) to the one that called it."
      }
        ?? "Ends this script, and goes on with the one that called it."
    case .end: return "The script ends here."
    }
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

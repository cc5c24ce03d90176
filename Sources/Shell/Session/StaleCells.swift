import SnippetSyntax

/// The cells whose results may be old because a cell before them ran again.
struct StaleCells {
  private let numbers: [Int]

  /// Looks for the cells behind those that run again which name what they set, or what such a cell set from it.
  init(_ again: [CellSource], numbers places: [Int], among cells: [CellSource]) {
    var found: Set<Int> = []
    for (source, number) in zip(again, places) {
      var names = CellNames.set(by: source)
      guard !names.isEmpty, number < cells.count else { continue }
      for index in number..<cells.count where !places.contains(index + 1) {
        guard CellNames.contains(names, cells[index].text) else { continue }
        found.insert(index + 1)
        names.formUnion(CellNames.set(by: cells[index]))
      }
    }
    numbers = found.sorted()
  }

  /// What is said of them; nil when there are none.
  var text: String? {
    guard let first = numbers.first else { return nil }
    guard numbers.count > 1 else { return "cell \(first) came after it and may be stale" }
    return "cells \(numbers.map(String.init).joined(separator: ", ")) came after it and may be stale"
  }
}

/// The names of variables, functions and definitions that a cell sets.
enum CellNames {
  /// In lower case.
  static func set(by cell: CellSource) -> Set<String> {
    let source = SourceText(name: "", text: cell.text)
    switch cell.kind {
    case .command: return []
    case .snippet:
      var names: Set<String> = []
      collect(Parser.parse(source).program.statements, &names)
      return names
    case .verb(let verb):
      guard case .success(let call) = VerbParser.parse(source, verb: verb) else { return [] }
      return Set(names(of: call).map { $0.lowercased() })
    }
  }

  /// Whether a text has one of the names as a word.
  static func contains(_ names: Set<String>, _ text: String) -> Bool {
    text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }.contains {
      names.contains(String($0))
    }
  }

  private static func names(of call: VerbCall) -> [String] {
    switch call.action {
    case .template(let name, _), .connection(let name, _, _), .copyConnection(_, let name):
      words(of: name.written)
    case .request(_, let name, _), .variable(_, let name, _), .secret(_, let name, _):
      words(of: name.written)
    case .connectAuth(_, let outputs), .connectRequest(_, _, _, let outputs): filled(outputs, call.verb)
    case .restAPI(let rest): filled(rest.outputs, call.verb)
    case .script(let script, _): [script.name.text]
    case .test, .start, .include: []
    }
  }

  private static func filled(_ outputs: [VerbCall.OutputVariable], _ verb: Verb) -> [String] {
    verb.outputs.map { known in
      outputs.first { $0.property == known.property }?.name.written ?? known.variable
    }
  }

  /// A name with blanks is found by any of its words.
  private static func words(of name: String) -> [String] {
    name.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
  }

  private static func collect(_ statements: [Statement], _ names: inout Set<String>) {
    for statement in statements {
      switch statement.kind {
      case .assign(let target, _, _): collect(target, &names)
      case .dynamic(let name, _): names.insert(name.folded)
      case .function(let function): names.insert(function.name.folded)
      case .conditional(_, let then, let otherwise):
        collect(then.statements + (otherwise?.statements ?? []), &names)
      case .select(let clauses, let otherwise), .switchOn(_, let clauses, let otherwise):
        collect(clauses.flatMap(\.body.statements) + (otherwise?.statements ?? []), &names)
      case .forLoop(let target, _, _, let body):
        collect(target, &names)
        collect(body.statements, &names)
      case .forEach(let name, _, let body):
        names.insert(name.folded)
        collect(body.statements, &names)
      case .repeatLoop(_, let body): collect(body.statements, &names)
      case .call(let expression), .show(let expression):
        // A method such as `list.push(1)` may change what it is called on.
        if case .method(let base, _, _) = expression.kind { collect(base, &names) }
      case .breakLoop, .returnValue, .trace, .uses: break
      }
    }
  }

  /// The variable at the root of a target.
  private static func collect(_ target: Expression, _ names: inout Set<String>) {
    switch target.kind {
    case .variable(let name): names.insert(name.folded)
    case .member(let base, _), .element(let base, _), .parenthesized(let base), .method(let base, _, _):
      collect(base, &names)
    default: break
    }
  }
}

import SnippetSyntax

extension VerbParser {
  /// The sources of secrets by the word behind `from`, with what has to follow it.
  private static let sources = [
    ("env", "env NAME"), ("command", "command \"...\""), ("file", "file PATH"), ("vault", "vault"),
  ]
  private static var allSources: String {
    "from " + sources.map(\.1).joined(separator: ", from ")
  }

  mutating func secretAction() -> VerbCall.Action? {
    guard let connection = nextText("CONNECTION"), let name = nextText("NAME") else { return nil }
    guard !arguments.isEmpty else { return .secret(connection: connection, name: name, .typed) }
    guard nextIsWord("from") else {
      diagnostics.append(
        Diagnostic(
          .verbSecretValue, "a secret's value never stands in a cell", at: span(arguments[0]),
          suggestion: "leave it out and type it without echo, or: \(Self.allSources)"))
      return nil
    }
    arguments.removeFirst()
    guard let kind = arguments.first else {
      missing("a source: \(Self.allSources)")
      return nil
    }
    arguments.removeFirst()
    let origin: VerbCall.SourceOfSecret?
    switch kind.shape == .word ? source[span(kind)].lowercased() : "" {
    case "env": origin = environmentSource()
    case "command": origin = commandSource()
    case "file": origin = nextText("the file's path").map { .file($0) }
    case "vault":
      origin = arguments.isEmpty ? .vault(nil) : nextText("the name in the vault").map { .vault($0) }
    default:
      let nearest = NearestName.of(source[span(kind)].lowercased(), in: Self.sources.map(\.0))
      diagnostics.append(
        Diagnostic(
          .verbSecretSource, "this is no source of secrets", at: span(kind),
          suggestion: nearest.map { "did you mean '\($0)'?" } ?? Self.allSources))
      return nil
    }
    guard let origin, isAtEnd() else { return nil }
    return .secret(connection: connection, name: name, origin)
  }

  private mutating func environmentSource() -> VerbCall.SourceOfSecret? {
    guard let variable = arguments.first, variable.shape == .word else {
      missing("the environment variable's name")
      return nil
    }
    arguments.removeFirst()
    return .environment(source[span(variable)])
  }

  /// What stands between the quotes, as it is.
  private mutating func commandSource() -> VerbCall.SourceOfSecret? {
    guard let argument = arguments.first, argument.shape == .literal else {
      missing("the command in quotes: from command \"...\"")
      return nil
    }
    arguments.removeFirst()
    let written = source[span(argument)]
    guard let quote = written.first, quote == "\"" || quote == "'" else {
      diagnostics.append(
        Diagnostic(
          .verbTextExpected, "a command stands in quotes", at: span(argument),
          suggestion: "from command \"...\", or '...' around one that holds double quotes"))
      return nil
    }
    let command = String(written.dropFirst().dropLast())
    guard command.contains(where: { !$0.isWhitespace }) else {
      diagnostics.append(Diagnostic(.verbTextExpected, "the command is empty", at: span(argument)))
      return nil
    }
    return .command(command)
  }
}

import JSON
import Redaction
import SnippetRuntime
import SnippetSyntax
import Transcripts

/// Tells why a cell may differ offline: it reads inside a secret, of which a replay has only a stand-in.
enum SecretUse {
  /// The words for a fence that was run just now; nil when it reads no secret.
  static func text(of fence: CellFence, in transcript: Transcript, _ session: Session) -> String? {
    let fences = transcript.fences
    let earlier = fences.prefix { $0.sourceLine != fence.sourceLine }.map(\.source)
    var secrets: [String: Set<String>] = [:]
    let variables = session.interpreter.variableNames
    for name in variables {
      guard let value = session.interpreter[variable: name] else { continue }
      let paths = StoredReference.paths(in: session.redactor.redact(value.jsonValue.text(.compact)))
      if !paths.isEmpty { secrets[name.lowercased()] = paths }
    }
    guard !secrets.isEmpty else { return nil }
    let known = Set(variables.map { $0.lowercased() })
    var found: Set<String> = []
    // What is made of a secret is no secret any more, so it is followed from cell to cell.
    for source in earlier + [fence.source] {
      let names = names(in: source).filter { known.contains($0) }
      found = names.reduce(into: []) { $0.formUnion(secrets[$1] ?? []) }
      guard !found.isEmpty else { continue }
      for name in names { secrets[name, default: []].formUnion(found) }
    }
    guard !found.isEmpty else { return nil }
    let list = found.sorted().prefix(3).joined(separator: ", ") + (found.count > 3 ? " and others" : "")
    let noun = found.count == 1 ? "secret" : "secrets"
    return "this cell reads what holds the \(noun) \(list), which an offline replay does not have"
  }

  private static func names(in source: String) -> [String] {
    let source = SourceText(name: "", text: source)
    return Lexer.tokens(in: source).filter { $0.kind == .identifier }.map { source[$0.span].lowercased() }
  }
}

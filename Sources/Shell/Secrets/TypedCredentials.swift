import IntegrationHub
import SnippetSyntax
import Redaction
package import TextLayout

/// A credential that stands in a cell as it is, to be learnt before an error quotes it.
struct TypedCredential {
  var value: String
  var reference: SecretReference
  /// Only a name says that it is one.
  var isByName: Bool
}

/// Finds the credentials that stand in a cell as they are.
enum TypedCredentials {
  static func find(in source: SourceText) -> [TypedCredential] {
    var named = LiteralCredentials.find(inText: source.text).map { finding in
      TypedCredential(
        value: finding.value,
        reference: SecretReference(connection: Hub.scriptConnection, name: finding.name), isByName: true)
    }
    var scan = LineScan(source.utf8)
    guard let first = scan.nextContent() else { return named }
    if case .command(ShellCommand.env.rawValue) = CellSplitter.kind(ofLineAt: first, in: source.utf8) {
      let argument = Session.argument(of: ShellCommand.env.rawValue, in: source).span
      guard case .define(_, let object, _)? = try? EnvironmentCall.read(argument, in: source) else {
        return named
      }
      named += Environment.typedCredentials(in: object).map {
        TypedCredential(value: $0.value, reference: $0.reference, isByName: false)
      }
      return named
    }
    let start = CellSplitter.innerCell(ofCellAt: first, in: source.utf8)?.start ?? first
    let end = VerbScan.endOfWord(in: source.utf8, from: start)
    guard source[SourceSpan(start, end)].lowercased() == Verb.secret.rawValue else { return named }
    // `secret crm key VALUE` is refused, and the value that was typed is a secret all the same.
    let words = VerbScan.arguments(in: source.utf8, from: end, properties: []).map {
      source[SourceSpan($0.start, $0.end)].trimming(in: "\"'$")
    }
    guard words.count > 2, words[2].lowercased() != "from" else { return named }
    let reference = SecretReference(connection: words[0], name: words[1])
    return named
      + words.dropFirst(2).map { TypedCredential(value: $0, reference: reference, isByName: false) }
  }
}

extension SecretNames {
  func register(_ typed: TypedCredential) {
    register(typed.value, as: typed.reference, byName: typed.isByName)
  }
}

/// Writes findings in files without the credentials that stand there, since logs keep what is written.
package struct FindingFormatter {
  private let formatter: DiagnosticFormatter

  package init(colored: Bool, theme: ColorTheme = .dark) {
    formatter = DiagnosticFormatter(colored: colored, theme: theme, highlight: CellHighlighter.spans)
  }

  /// The text for a person; its place is that in the file, whose line may be longer or shorter.
  package func text(of finding: CellChecker.Finding) -> String {
    let (diagnostic, masked) = Self.masked(finding)
    let place = finding.diagnostic.span.map { finding.source.lines.location(of: $0.start) }
    return formatter.format(diagnostic, in: masked.source, column: place?.column)
  }

  /// The finding as it may be shown.
  static func masked(_ finding: CellChecker.Finding) -> (Diagnostic, RedactedSource) {
    let redactor = Redactor()
    for typed in TypedCredentials.find(in: finding.source) {
      redactor.register(typed.value, as: typed.reference, byName: typed.isByName)
    }
    let source = RedactedSource(finding.source, by: redactor)
    return (source.redacted(finding.diagnostic), source)
  }
}

extension String {
  /// Without any of these characters at either end.
  fileprivate func trimming(in marks: String) -> String {
    var rest = self[...]
    while let first = rest.first, marks.contains(first) { rest = rest.dropFirst() }
    while let last = rest.last, marks.contains(last) { rest = rest.dropLast() }
    return String(rest)
  }
}

import IntegrationHub
import Redaction
import SnippetRuntime
import SnippetSyntax
import TextLayout

/// What `:vars` and `:show` tell of variables.
extension Session {
  /// Whether a name has a value or code.
  func isVariable(_ name: String) -> Bool {
    interpreter[variable: name] != nil || interpreter.functionSource(name) != nil
  }

  /// Lists names, types, sizes and the beginnings of values.
  func listVariables(containing part: String) {
    // Names with two underscores are set by actions and would only be noise here.
    let names = interpreter.variableNames.filter {
      !$0.hasPrefix("__") && (part.isEmpty || $0.lowercased().contains(part.lowercased()))
    }
    let rows = names.sorted { $0.lowercased() < $1.lowercased() }.compactMap { name in
      interpreter[variable: name].map {
        (name: name, type: $0.typeName, size: ValueText.size(of: $0), line: ValueText.Line($0))
      }
    }
    let (hiddenNames, values) = (settings.hiddenVariables, hiddenValues)
    let table: @Sendable (Redactor, String) -> [[String]] = { redactor, ellipsis in
      let hidden = HiddenVariables(hiddenNames)
      hidden.learn(values)
      let shown = rows.map { row in
        let isHidden = hidden.contains(row.name)
        let value = isHidden ? hidden.mark(row.name) : hidden.mask(row.line.redacted(by: redactor))
        // How long a secret is, nobody needs to know.
        let size = isHidden || row.line.isMasked(by: redactor) ? "" : row.size
        return [redactor.redact(row.name), row.type, size, value.cut(toColumns: 70, ellipsis: ellipsis)]
      }
      return shown.contains { !$0[2].isEmpty } ? shown : shown.map { [$0[0], $0[1], $0[3]] }
    }
    guard !rows.isEmpty else { return emit(Self.part(.text, "(no variables)")) }
    var part = listing(.text, table(redactor, "…"))
    part.screenForm = ScreenForm(.rows(table(redactor, ellipsis), under: []))
    // A cut hides how a secret goes on that is learnt later.
    part.remade = { redactor in TextTable.lines(table(redactor, "…")) }
    part.knownValues = hub.names.count
    emit(part)
  }

  /// Shows a variable whole, what lies at a path inside it, or the code of a function.
  func showVariable(_ text: String, _ span: SourceSpan) throws(CellFailure) {
    guard !text.isEmpty else { throw usage(.show, span) }
    if interpreter[variable: text] == nil, let source = interpreter.functionSource(text) {
      return emit(OutputPart(.source, source))
    }
    let path = try path(text, span)
    let value = try value(at: path, span)
    guard !settings.hiddenVariables.isEmpty else { return emit(ValueText.part(for: value)) }
    let hidden = HiddenVariables(settings.hiddenVariables)
    hidden.learn(hiddenValues)
    var part = redacted(ValueText.part(for: value))
    part.text = hidden.contains(path.name) ? hidden.mark(path.name) : hidden.mask(part.text)
    emit(part)
  }

  /// The values of the hidden variables as they are now, which are the same in a replay.
  private var hiddenValues: [(name: String, value: String)] {
    settings.hiddenVariables.compactMap { name in
      host.leavingNoTrace { interpreter[variable: name] }.map { (name, VariableTexts.text(of: $0)) }
    }
  }

  /// The argument of a command as a path.
  func path(_ text: String, _ span: SourceSpan) throws(CellFailure) -> ValuePath {
    do throws(ValuePath.Failure) {
      return try ValuePath(text)
    } catch {
      throw Self.failure(error, span)
    }
  }

  /// The value at a path, or where the path leaves what there is.
  func value(at path: ValuePath, _ span: SourceSpan) throws(CellFailure) -> Value {
    guard let root = interpreter[variable: path.name] else {
      let known = interpreter.variableNames + interpreter.functionNames
      let end = min(span.end, span.start + path.name.utf8.count)
      throw CellFailure(
        Diagnostic(
          .shellUnknownVariable, "there is no variable or function '\(path.name)'",
          at: SourceSpan(span.start, max(end, span.start + 1)),
          suggestion: NearestName.of(path.name, in: known).map { "did you mean '\($0)'?" }),
        .invalid)
    }
    do throws(ValuePath.Failure) {
      return try path.value(in: root)
    } catch {
      throw Self.failure(error, span)
    }
  }

  private static func failure(_ failure: ValuePath.Failure, _ span: SourceSpan) -> CellFailure {
    CellFailure(
      Diagnostic(
        .shellUnknownVariable, failure.message,
        at: SourceSpan(span.start + failure.start, span.start + failure.end), suggestion: failure.suggestion),
      .invalid)
  }
}

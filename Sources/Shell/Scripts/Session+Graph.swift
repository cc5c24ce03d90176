import SnippetSyntax
import TextLayout

/// `:graph`: a script as a drawing.
extension Session {
  /// `:graph [SCRIPT [mermaid]]`; without a name the script that ran last, or was defined last.
  func showGraph(_ argument: String, _ span: SourceSpan, in source: SourceText) throws(CellFailure) {
    let words = argument.isEmpty ? [] : CommandWords.split(source, span)
    guard words.count <= 2 else { throw usage(.graph, words[2].span) }
    if words.count == 2, words[1].text.lowercased() != Self.flowchartWord {
      throw CellFailure(
        Diagnostic(
          .shellUsage, "'\(words[1].text)' is no form of a drawing", at: words[1].span,
          suggestion: ":graph \(words[0].text) \(Self.flowchartWord)"), .invalid)
    }
    let script: Script
    if let word = words.first {
      script = try definedScript(word.text, word.span)
    } else if let usual = scripts[trace.name] ?? scripts.scripts.last {
      script = usual
    } else {
      return try listScripts("", span)
    }
    let graph = ScriptGraph(script, ranIn: trace, redactor)
    var part = OutputPart(.message, ScriptFlowchart.text(of: graph))
    if words.count < 2 {
      let lines = ScriptDrawing.lines(of: graph, on: TextScreen(columns: HelpText.columns))
      part.text = lines.map(\.text).joined(separator: "\n")
      part.screenForm = ScreenForm(.graph(graph))
    }
    (part.isRedacted, part.isProse) = (true, false)
    emit(part)
  }

  /// The word behind a name for Mermaid's notation.
  static let flowchartWord = "mermaid"
}

import IntegrationHub
import SnippetSyntax
import Redaction

/// The loop of a person at a terminal: read, run, show, until Ctrl-D or `:quit`.
package struct InteractiveShell {
  private let session: Session
  private let reader: any LineReader

  package static let prompt = "patchbay> "
  package static let continuationPrompt = "     ... "

  package init(session: Session, reader: any LineReader) {
    self.session = session
    self.reader = reader
    let context = session.context
    session.show = { [unowned session] part in
      let renderer = OutputRenderer(
        isColored: session.usesColor, theme: session.theme, screen: context.screen?().layout)
      let text = (session.screenText(of: part, renderer) ?? renderer.text(part)) + "\n"
      guard part.isListing, let pager = session.pager else { return context.writeOutput(text) }
      var rest: String? = text
      session.page(pager) {
        defer { rest = nil }
        return rest
      }
    }
    session.showLong = { [unowned session] next in
      guard let pager = session.pager else {
        while let piece = next() { context.writeOutput(piece) }
        return
      }
      session.page(pager, next)
    }
    session.history = { reader.history }
    session.readDebugEntry = { reader.next(prompt: $0) }
    reader.assistant = SessionAssistant(session)
  }

  package func run() -> ExitStatus {
    var buffer = InputBuffer()
    var mode = CellSplitter.Mode.interactive
    while true {
      let prompt = session.prompt(isColored: session.usesColor)
      if reader.historyPath != session.historyPath { reader.historyPath = session.historyPath }
      switch reader.next(prompt: buffer.isEmpty ? prompt : Self.continuationPrompt) {
      case .endOfInput:
        guard buffer.isEmpty else {
          // Ctrl-D in the middle of a block drops the block, not the session.
          buffer.clear()
          session.context.writeOutput("\n(dropped; Ctrl-D at an empty prompt leaves)\n")
          continue
        }
        session.context.writeOutput("\n")
        return .done
      case .interrupted:
        buffer.clear()
        mode = .interactive
      case .text(var entry):
        if buffer.isEmpty,
          let command = Habit.command(
            for: entry, isInLesson: session.lesson != nil, isVariable: session.isVariable(_:))
        {
          entry = command
        }
        if entry.contains("\n") { mode = .document }
        let typed = buffer.isEmpty ? entry : buffer.entry + "\n" + entry
        guard let cells = buffer.add(entry, mode: mode) else { continue }
        mode = .interactive
        guard let (cells, typed) = choosingNames(cells, typed) else {
          reader.draft = typed
          continue
        }
        if run(cells, typed: typed) { return .done }
        reader.draft = session.draft
        session.draft = nil
      }
    }
  }

  /// Asks for the names that a verb lacks; nil when the person chose none.
  private func choosingNames(_ cells: [CellSource], _ typed: String) -> ([CellSource], String)? {
    guard cells.count == 1, var cell = cells.first else { return (cells, typed) }
    var typed = typed
    while let choice = session.missingName(in: cell) {
      session.context.writeOutput(choice.text(columns: session.context.screen?().columns))
      guard case .text(let answer) = reader.next(prompt: "\(choice.what)> "), let name = choice.name(answer)
      else { return nil }
      typed += " " + name
      cell.text += " " + name
    }
    return ([cell], typed)
  }

  /// Runs the cells of one entry; true ends the session.
  private func run(_ cells: [CellSource], typed: String) -> Bool {
    var isAtEnd = false
    let wasPrivate = session.isPrivate
    let knownValues = session.hub.names.count
    // Fewer when one takes cells back, none when one opens a transcript.
    var earlierCells = session.cells.count
    for cell in cells {
      let result = session.submit(cell)
      isAtEnd = result.endsSession
      earlierCells = min(earlierCells, session.cells.count)
      // The rest of a paste may depend on what failed.
      if result.status != .done || isAtEnd { break }
    }
    // Entries of before may hold what has become a secret only now.
    if session.hub.names.count != knownValues, !reader.maskHistory(with: session.redactor.mask) {
      session.warnUnrecorded(
        "the history file cannot be written, and may hold a secret that was typed before")
    }
    // After the run, so that a secret learnt in it is masked; a leading blank keeps an entry out, as :private does.
    if !cells.isEmpty, typed.first?.isWhitespace != true, !wasPrivate, !session.isPrivate {
      let remembered = session.redactor.redact(typed)
      reader.remember(remembered)
      let new = session.cells.count - earlierCells
      if new > 0 { session.entryCells[remembered] = session.cellCount - new + 1...session.cellCount }
    }
    return isAtEnd
  }
}

import ArgumentParser
import HTTPExchange
import Shell
import Terminal

/// The interactive shell, or the cells of a pipe.
struct StartShell: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "shell", abstract: "Start the shell (the default).", shouldDisplay: false)

  func run(in context: ShellContext) -> ExitStatus { Self.run(in: context) }

  /// Starts the shell; `first` is a cell to begin with, as if it were typed.
  static func run(in context: ShellContext, first: String? = nil) -> ExitStatus {
    let session = Session(context: context)
    guard context.isInteractive else {
      let reader = PipeReader(interruptDescriptor: context.interruption.descriptor)
      let status = BatchRunner(session: session).run(pipe: reader)
      if status == .done, let error = reader.encodingError {
        context.writeError("error: line \(error.line) of the input is not UTF-8 text\n")
        return .fileError
      }
      return status
    }
    session.readSettingsFile()
    session.announceRecovery()
    session.journal.begin()
    let ending = EndingSignals.watch()
    let shell = InteractiveShell(session: session, reader: reader(for: session, in: context))
    if let first { CellSplitter.cells(in: first).forEach { session.submit($0) } }
    let status = shell.run()
    ending.stop { session.journal.synchronize() }
    session.journal.end()
    return status
  }

  private static func reader(for session: Session, in context: ShellContext) -> any LineReader {
    if SystemContext.knowsEscapeSequences() { return EditlineReader(historyPath: session.historyPath) }
    return PlainReader(
      historyPath: session.historyPath, interruptDescriptor: context.interruption.descriptor,
      clearInterruption: context.interruption.reset)
  }
}

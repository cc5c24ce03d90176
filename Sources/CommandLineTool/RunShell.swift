import ArgumentParser
package import Shell
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Runs patchbay with the arguments behind the program's name.
///
/// With `context` nil it is the system's own.
package func runShell(arguments: [String], context: ShellContext? = nil) -> ExitStatus {
  let context = context ?? SystemContext.make()
  let status = status(of: arguments, in: context)
  guard status == .done, let reason = context.outputFailure() else { return status }
  context.writeError("error: standard output cannot be written: \(reason)\n")
  return .fileError
}

private func status(of arguments: [String], in context: ShellContext) -> ExitStatus {
  // The plain shell starts without the argument parser, which would cost a millisecond or two.
  if arguments.isEmpty { return StartShell.run(in: context) }
  do {
    let command = try Patchbay.parseAsRoot(arguments)
    if let command = command as? any ContextCommand { return command.run(in: context) }
    var plain = command
    try plain.run()
    return .done
  } catch {
    let text = Patchbay.fullMessage(for: error)
    guard Patchbay.exitCode(for: error) == .success else {
      context.writeError(text + "\n")
      return .usage
    }
    context.writeOutput(text + "\n")
    return .done
  }
}

/// Ends the process with a status.
package func endProcess(with status: ExitStatus) -> Never {
  exit(status.rawValue)
}

/// A subcommand that needs the world, which only `runShell` hands out.
protocol ContextCommand: ParsableCommand {
  func run(in context: ShellContext) -> ExitStatus
}

/// The program itself: without a subcommand it is the shell.
struct Patchbay: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "patchbay",
    abstract: "A shell and notebook for API connections and Snippet scripts.",
    discussion: """
      Without a subcommand it starts the shell; with piped input it runs the cells that it reads.
      """,
    version: Product.version,
    subcommands: [
      StartShell.self, Run.self, Check.self, Format.self, Replay.self, Export.self, Import.self,
      Learn.self, PrintJSON.self,
      Secret.self, Sandbox.self, Help.self,
    ],
    defaultSubcommand: StartShell.self)
}

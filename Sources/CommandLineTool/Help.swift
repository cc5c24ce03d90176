import ArgumentParser
import Shell

/// Help on subcommands and on the exit status.
struct Help: ContextCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show help on a subcommand, or on any topic of the shell.")

  @Argument(
    help: "A subcommand, or a topic of the shell's :help, such as a verb, exit-status or the id of an error.")
  var topic: String?

  func run(in context: ShellContext) -> ExitStatus {
    guard let topic else {
      context.writeOutput(Patchbay.helpMessage() + "\n")
      return .done
    }
    if let command = Patchbay.configuration.subcommands.first(where: { $0._commandName == topic }) {
      context.writeOutput(Patchbay.helpMessage(for: command) + "\n")
      return .done
    }
    if let text = HelpText.topic(topic) {
      context.writeOutput(context.fitted(text, isPage: true) + "\n")
      return .done
    }
    let advice =
      HelpText.nearestTopic(to: topic).map { "did you mean '\($0)'?" }
      ?? "patchbay help lists the subcommands"
    context.writeError("error: there is no help on '\(topic)'; \(advice)\n")
    return .usage
  }
}

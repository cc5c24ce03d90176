import ArgumentParser
import Shell

/// Replays transcripts and compares.
struct Replay: ContextCommand {
  static let configuration = CommandConfiguration(
    abstract: "Replay transcripts and compare what comes out.",
    discussion: """
      Offline, from the recording beside each transcript, unless --live is given. Ends with 0 when
      all is as recorded, with 1 and a diff when something differs.
      """)

  @Argument(help: "The transcripts.", completion: .file(extensions: ["md"]))
  var files: [String]

  @Flag(help: "Send requests over the network instead of using the recording.")
  var live = false

  @Flag(help: "Write what came out back to the transcripts, and with --live the recordings.")
  var update = false

  @Flag(help: "Ask about each difference on the terminal, and write back what is accepted.")
  var interactive = false

  @Flag(help: "Run live transcripts twice, and propose wildcards for what differs between the runs.")
  var learn = false

  @Flag(help: "With --learn, write the proposed wildcards without asking.")
  var yes = false

  @Flag(help: "Let live transcripts that were not saved here use their secrets.")
  var trust = false

  @Flag(name: .customLong("print"), help: "Print each transcript as it came out.")
  var prints = false

  func validate() throws {
    if [update, interactive, learn].count(where: { $0 }) > 1 {
      throw ValidationError("--update, --interactive and --learn exclude one another; give one of them")
    }
    if yes, !learn { throw ValidationError("--yes belongs to --learn") }
  }

  func run(in context: ShellContext) -> ExitStatus {
    var options = ReplayOptions()
    options.isLive = live
    options.updates = update
    options.trusts = trust
    options.prints = prints
    options.asks = interactive
    options.learns = learn
    options.agrees = yes
    return Replayer(context: context, options: options).replay(files)
  }
}

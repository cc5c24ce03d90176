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

  @Flag(help: "Let live transcripts that were not saved here use their secrets.")
  var trust = false

  @Flag(name: .customLong("print"), help: "Print each transcript as it came out.")
  var prints = false

  func run(in context: ShellContext) -> ExitStatus {
    var options = ReplayOptions()
    options.isLive = live
    options.updates = update
    options.trusts = trust
    options.prints = prints
    return Replayer(context: context, options: options).replay(files)
  }
}

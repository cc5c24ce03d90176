import ArgumentParser
import Shell

/// Replays transcripts and compares.
struct Replay: ContextCommand {
  static let configuration = CommandConfiguration(
    abstract: "Replay transcripts and compare what comes out.",
    discussion: """
      Offline, from the recording beside each transcript, unless --live is given. Ends with 0 when
      all is as recorded, with 1 and a diff when something differs.

      Reports are text, junit, jsonl, markdown, tap and github. One without a file goes to standard \
      output in place of the text. A file is written whole when all is done; only the summary that \
      GITHUB_STEP_SUMMARY names is appended to. docs/ci.md shows their use.
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

  @Option(
    name: .customLong("report"),
    help: ArgumentHelp(
      "Also report in this form, to a file or standard output; repeatable.", valueName: "format[=file]"),
    completion: .list(ReportRequest.formats), transform: { argument in try ReportRequest(argument) })
  var reports: [ReportRequest] = []

  func validate() throws {
    do {
      try ReportRequest.check(reports, transcripts: files, prints: prints)
    } catch {
      throw ValidationError(error.description)
    }
  }

  func run(in context: ShellContext) -> ExitStatus {
    var options = ReplayOptions()
    options.isLive = live
    options.updates = update
    options.trusts = trust
    options.prints = prints
    options.reports = reports
    return Replayer(context: context, options: options).replay(files)
  }
}

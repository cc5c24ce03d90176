import ArgumentParser
import Shell

/// Replays transcripts and compares.
struct Replay: ContextCommand {
  static let configuration = CommandConfiguration(
    abstract: "Replay transcripts and compare what comes out.",
    discussion: """
      Offline, from the recording beside each transcript, unless --live is given. Ends with 0 when all is as \
      recorded, with 1 and the differences when something differs.

      A folder stands for all transcripts in it; its prelude.md runs before each of them. A cell is named by \
      its id= or its number.

      Reports are \(ReportRequest.formats.dropLast().joined(separator: ", ")) and \(ReportRequest.formats.last ?? ""). \
      One without a file goes to standard output in place of the text. A file is written whole when all is done; \
      only the summary that GITHUB_STEP_SUMMARY names is appended to. docs/how-to/ci.md shows their use.
      """)

  @Argument(help: "The transcripts, or folders of them.", completion: .file(extensions: ["md"]))
  var files: [String]

  @Flag(name: .customLong("offline"), help: "Use the recording and open no connection; this is the default.")
  var isOffline = false

  @Flag(help: "Send requests over the network instead of using the recording.")
  var live = false

  @Flag(help: "Write what came out back to the transcripts, and with --live the recordings.")
  var update = false

  @Flag(help: "Ask about each difference on the terminal, and write back what is accepted.")
  var interactive = false

  @Flag(help: "Run live transcripts twice, and propose wildcards for what differs between the runs.")
  var learn = false

  @Flag(help: "Write all wildcards that are proposed, without asking.")
  var yes = false

  @Flag(help: "Record anew: send the requests, and write what came out.")
  var refresh = false

  @Flag(help: "Let live transcripts that were not saved here, and what they include, use their secrets.")
  var trust = false

  @Option(help: ArgumentHelp("Give a :param of the transcripts a value.", valueName: "name=value"))
  var set: [String] = []

  @Option(name: .customLong("env"), help: "Use this set of values in place of any that is switched to.")
  var environment: String?

  @Option(name: .customLong("from"), help: "Compare from this cell on; those before it still run.")
  var firstCell: String?

  @Option(name: .customLong("to"), help: "Run no cell behind this one.")
  var lastCell: String?

  @Option(
    help: "Run this transcript before each, in place of a folder's prelude.md.",
    completion: .file(extensions: ["md"]))
  var prelude: String?

  @Flag(help: "Stop at the first cell that is not as expected.")
  var failFast = false

  @Flag(help: "Show each cell and wait for a key before it runs.")
  var step = false

  @Option(help: ArgumentHelp("Replay so many transcripts at once.", valueName: "number"))
  var jobs = 1

  @Option(
    help: ArgumentHelp("Replay one of so many parts of the suite, such as 2/3.", valueName: "k/n"),
    transform: { argument in try ReplayShard(argument) })
  var shard: ReplayShard?

  @Flag(help: .hidden)
  var part = false

  @Flag(help: .hidden)
  var partInColor = false

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
      try ReportRequest.check(reports, prints: prints)
    } catch {
      throw ValidationError(error.description)
    }
    if [update || refresh, interactive, learn].count(where: { $0 }) > 1 {
      throw ValidationError(
        "--update (--refresh), --interactive and --learn exclude one another; give one of them")
    }
    if jobs < 1 { throw ValidationError("--jobs takes a number of 1 or more") }
    if jobs > 1, interactive || learn || step || prints {
      throw ValidationError(
        "--jobs shows no transcript and asks nothing; leave out --interactive, --learn, --step and --print")
    }
    if step, update || refresh || learn {
      throw ValidationError("--step only looks; leave out --update, --refresh and --learn")
    }
    if yes, !learn { throw ValidationError("--yes belongs to --learn") }
    if isOffline, live || refresh || learn {
      throw ValidationError("--offline sends nothing; leave out --live, --refresh and --learn")
    }
    if update || refresh || interactive || learn, firstCell != nil || lastCell != nil || failFast {
      throw ValidationError("a transcript is written back as a whole; leave out --from, --to and --fail-fast")
    }
    var parameters = ParameterValues()
    for assignment in set where !parameters.give(assignment) {
      throw ValidationError("--set takes NAME=VALUE, not '\(assignment)'")
    }
  }

  func run(in context: ShellContext) -> ExitStatus {
    var options = ReplayOptions()
    options.isLive = live || refresh
    options.updates = update || refresh
    options.trusts = trust
    options.prints = prints
    options.reports = reports
    options.asks = interactive
    options.learns = learn
    options.agrees = yes
    options.steps = step
    options.stopsAtFailure = failFast
    options.firstCell = firstCell
    options.lastCell = lastCell
    options.environment = environment
    options.prelude = prelude
    options.shard = shard
    for assignment in set { _ = options.parameters.give(assignment) }
    options.isPart = part
    options.paintsPart = part && partInColor
    return Replayer(context: context, options: options, workers: workers(in: context)).replay(files)
  }

  /// The processes that do the work when several are to run at once.
  private func workers(in context: ShellContext) -> (any ReplayWorkers)? {
    guard jobs > 1 else { return nil }
    var words = ["--part"]
    for (isSet, word) in [
      (live, "--live"), (update, "--update"), (refresh, "--refresh"), (trust, "--trust"),
      (failFast, "--fail-fast"), (context.usesColor, "--part-in-color"),
    ] where isSet { words.append(word) }
    for (value, word) in [(environment, "--env"), (firstCell, "--from"), (lastCell, "--to")] {
      if let value { words.append("\(word)=\(value)") }
    }
    return ReplayProcesses(
      count: min(jobs, 64), options: words + set.map { "--set=\($0)" }, isLive: live || refresh,
      interruption: context.interruption)
  }
}

import TestSupport
import Testing

/// Nothing new leaves the process without a thought for the secrets in it.
@Suite struct WritingPlacesTests {
  /// Why a place that writes shows no secret.
  private enum Cover {
    /// A test, by its path under Tests, in which a secret comes to this place.
    case tests(String)
    /// No secret gets there.
    case none(because: String)
  }

  private static let matrix = Cover.tests("EndToEndTests/Canary/CanaryMatrixTests.swift")
  private static let oddInputs = Cover.tests("EndToEndTests/Canary/OddInputTests.swift")
  private static let longBody = Cover.tests("ShellTests/LongAnswerTests.swift")
  private static let editing = Cover.tests("ShellTests/EditCommandTests.swift")
  private static let clipboard = Cover.tests("EndToEndTests/Canary/ClipboardCanaryTests.swift")
  private static let vault = Cover.tests("EndToEndTests/VaultTests.swift")

  private static let exports = Cover.tests("EndToEndTests/Canary/ExportCanaryTests.swift")
  private static let recovery = Cover.tests("EndToEndTests/Canary/RecoveryCanaryTests.swift")

  private static let lessons = Cover.tests("EndToEndTests/LessonFlowTests.swift")

  /// Every file under Sources that writes, with what it reaches.
  private static let known: [(file: String, kinds: Set<String>, cover: Cover)] = [
    ("CCurl/interruption.c", ["descriptor"], .none(because: "one byte wakes the loop")),
    ("CommandLineTool/Export.swift", ["stderr"], .none(because: "a message of our own")),
    ("CommandLineTool/Format.swift", ["stdout", "stderr", "file"], oddInputs),
    ("CommandLineTool/Help.swift", ["stdout", "stderr"], .none(because: "help texts of our own")),
    ("CommandLineTool/Import.swift", ["stderr"], exports),
    ("CommandLineTool/Learn.swift", ["stdout"], .none(because: "the titles of the course")),
    (
      "CommandLineTool/PrintJSON.swift", ["stdout", "stderr"],
      .none(because: "it prints a file that it was given, without a session")
    ),
    ("CommandLineTool/ReplayProcesses.swift", ["process"], matrix),
    ("CommandLineTool/Run.swift", ["stderr"], .none(because: "the error of a file that was not read")),
    (
      "CommandLineTool/RunShell.swift", ["stdout", "stderr"],
      .none(because: "errors of the command line itself")
    ),
    ("CommandLineTool/SandboxCommand.swift", ["stdout", "stderr"], .none(because: "port numbers")),
    ("CommandLineTool/SecretCommand.swift", ["stdout", "stderr"], vault),
    ("CommandLineTool/StartShell.swift", ["stderr"], .none(because: "a line number")),
    ("CommandLineTool/SystemContext.swift", ["stdout", "stderr", "descriptor"], matrix),
    ("CommandLineTool/WrittenFile.swift", ["stdout", "stderr", "file"], exports),
    ("HTTPExchange/BodyDestination.swift", ["file"], longBody),
    (
      "HTTPExchange/LocalFile.swift", ["file", "descriptor"],
      .none(because: "the cookie file that a definition names, which holds cookies on purpose")
    ),
    ("JSON/JSONEmitter.swift", ["descriptor"], .none(because: "it writes into memory")),
    ("Shell/BatchRunner.swift", ["stdout", "stderr"], matrix),
    ("Shell/Cells/FileChecker.swift", ["stdout", "stderr"], oddInputs),
    ("Shell/FileStore.swift", ["file", "descriptor"], matrix),
    ("Shell/FileStore+Folders.swift", ["file"], .none(because: "it lists and removes files")),
    ("Shell/Recovery/HeldFile.swift", ["file", "descriptor"], recovery),
    ("Shell/Prompt/InteractiveShell.swift", ["stdout"], matrix),
    ("Shell/Lessons/LessonChecker.swift", ["stdout", "stderr"], lessons),
    ("Shell/Lessons/LessonProgress.swift", ["file"], lessons),
    ("Shell/Replay/Replayer.swift", ["stderr"], matrix),
    ("Shell/Replay/ReportDestinations.swift", ["stdout", "stderr", "file"], matrix),
    ("Shell/Replay/TranscriptReplay.swift", ["stdout", "stderr"], matrix),
    ("Shell/Replay/TranscriptReplay+Running.swift", ["stdout", "stderr"], matrix),
    (
      "Shell/Replay/DriftReview.swift", ["stdout", "stderr"],
      .none(because: "it shows stored outputs, which DriftReviewTests.hunksShowNoSecret looks at")
    ),
    (
      "Shell/Replay/LearningReplay.swift", ["stdout", "file"],
      .none(because: "it shows stored outputs, which LearningReplayTests.whatIsListedShowsNoSecret looks at")
    ),
    ("Shell/Secrets/SecretCommandProcess.swift", ["process"], vault),
    ("Shell/Session/Session.swift", ["stderr"], matrix),
    ("Shell/Session/Session+Output.swift", ["stderr"], matrix),
    ("Shell/Commands/Session+Clipboard.swift", ["stdout", "file"], clipboard),
    ("Shell/Commands/Session+LastExchange.swift", ["file"], matrix),
    (
      "Shell/Recovery/Session+Recovery.swift", ["stdout"],
      .none(because: "the time of a session that was kept")
    ),
    ("Shell/Recovery/SessionJournal.swift", ["file"], recovery),
    ("Shell/Secrets/SessionVault.swift", ["stderr"], vault),
    ("Shell/Scripts/Session+Trace.swift", ["file"], .tests("ShellTests/Scripts/ScriptTraceTests.swift")),
    (
      "Shell/Session/SettingsFile.swift", ["file"],
      .none(because: "names and values of settings, which are words of our own")
    ),
    ("Shell/ShellContext.swift", ["stdout", "stderr"], .none(because: "it only declares them")),
    ("Shell/Replay/TranscriptFiles.swift", ["file"], matrix),
    ("Shell/Trust/TrustStore.swift", ["file"], matrix),
    ("Terminal/EditlineReader.swift", ["descriptor"], matrix),
    ("Terminal/EditlineReader+Editing.swift", ["descriptor"], matrix),
    ("Terminal/EditlineReader+Keys.swift", ["descriptor"], matrix),
    (
      "Terminal/EditlineReader+Window.swift", ["descriptor"],
      .none(because: "the entry that is being typed, on the screen where it stands already")
    ),
    ("Terminal/KeyInput.swift", ["descriptor"], .none(because: "it asks the terminal where its cursor is")),
    ("Terminal/PlainReader.swift", ["descriptor"], editing),
    ("Terminal/EndingSignals.swift", ["descriptor"], .none(because: "one byte tells of a signal")),
    ("Terminal/HistoryFile.swift", ["file", "descriptor"], matrix),
    ("Terminal/KeyPrompt.swift", ["file", "descriptor"], .none(because: "it asks fixed questions")),
    ("Terminal/SecretPrompt.swift", ["file", "descriptor"], matrix),
    ("Terminal/SignalForwarding.swift", ["descriptor"], .none(because: "one byte tells of a signal")),
    ("Terminal/StandardOutput.swift", ["descriptor"], matrix),
    ("Terminal/SystemPager.swift", ["descriptor"], matrix),
    ("Terminal/TerminalRestorer.swift", ["descriptor"], .none(because: "it puts the terminal's mode back")),
    ("Terminal/MorePrompt.swift", ["descriptor"], matrix),
    ("Terminal/EditlineReader+Assistance.swift", ["descriptor"], matrix),
    ("Terminal/ScreenProgram.swift", ["process"], matrix),
    ("Terminal/SystemEditor.swift", ["file"], editing),
    ("Vault/VaultFile.swift", ["file", "descriptor"], vault),
  ]

  @Test func everyPlaceThatWritesHasACanary() {
    let found = WritingPlaces.find()
    // Otherwise the search itself would be broken.
    #expect(found.count > 20)
    for (file, kinds) in found.sorted(by: { $0.key < $1.key }) {
      let entry = Self.known.first { $0.file == file }
      let new = kinds.subtracting(entry?.kinds ?? [])
      #expect(
        new.isEmpty,
        """
        Sources/\(file) writes to \(new.sorted().joined(separator: ", ")), and no canary test is known for it. \
        Let what it writes pass the Redactor, let a secret come there in a test (CanaryMatrixTests if it is a sink \
        of its own), and enter the file into WritingPlacesTests with that test, or with the reason why no secret \
        can get there.
        """)
    }
  }

  @Test func theListNamesNothingThatIsGone() {
    let found = WritingPlaces.find()
    for entry in Self.known where ProjectFiles.text("Sources/\(entry.file)") != nil {
      let gone = entry.kinds.subtracting(found[entry.file] ?? [])
      #expect(
        gone.isEmpty,
        "Sources/\(entry.file) no longer writes to \(gone.sorted()); take it out of WritingPlacesTests")
      if case .tests(let path) = entry.cover {
        #expect(ProjectFiles.text("Tests/\(path)") != nil, "Tests/\(path) is named and not there")
      }
    }
  }
}

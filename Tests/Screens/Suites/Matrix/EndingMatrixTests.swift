import TestSupport
import Testing

/// Interrupting, stopping, resizing and leaving, at every width and in both locales.
@Suite(.needsScreens) struct EndingMatrixTests {
  @Test(arguments: Place.all) func controlCStopsWhatIsTypedOrRuns(place: Place) throws {
    let screen = try place.screen()
    try screen.type("half a line\u{3}")
    try screen.shows("patchbay> half a line^C\npatchbay> ‸")
    try screen.type("FOR i = 1 TO 2 {\rhalf\u{3}")
    try screen.waits(forPattern: #"half\^C\npatchbay>$"#)
    try screen.type("\u{C}FOR i = 1 TO 100000000 { x = i }\r")
    // The cell runs once its row is left.
    try screen.waitsForQuiet()
    try screen.type("\u{3}")
    try screen.waits(forPattern: "^error: interrupted")
    try screen.waits(forPattern: "^patchbay>$")
    try screen.type("\u{C}")
    try screen.enter(#"connection s {"baseUrl": "http://sandbox.test/awkward"}"#)
    try screen.enter(#"request s nap {"url": "/slow?ms=60000"}"#)
    try screen.type("\u{C}test s nap\r")
    try screen.waits(for: "waiting for an")
    try screen.type("\u{3}")
    try screen.waits(forPattern: "^patchbay> test s nap\nerror: interrupted")
    try screen.waits(forPattern: "^patchbay>$")
    // The session goes on, and Ctrl-D leaves it.
    try screen.enter("1 + 1")
    try screen.type("\u{4}")
    #expect(try screen.exitStatus == 0)
  }

  @Test(arguments: Place.all) func aSessionThatWasCutOffIsOffered(place: Place) throws {
    let home = place.home()
    let first = try Screen.atPrompt(columns: place.columns, home: home, emulator: .tmux)
    try first.enter("answer = 42")
    try first.signal(1)
    #expect(try first.exitStatus == 129)
    let second = try Screen.atPrompt(columns: place.columns, home: home, emulator: .tmux)
    let notice = try second.rows.prefix { $0 != "patchbay>" }.joined(separator: " ")
    #expect(notice.hasPrefix("an unsaved session of "), "\(notice)")
    #expect(notice.hasSuffix(" was kept: :recover opens it, :recover drop removes it"), "\(notice)")
    try second.enter(":recover")
    #expect(try second.answer(to: "answer", columns: place.columns) == ["42"])
  }

  @Test(arguments: Place.all) func anEntryStaysInATerminalOfAnotherSize(place: Place) throws {
    let screen = try place.screen()
    try screen.enter("1")
    try screen.paste("IF 1 = 1 {\n  x = \"é日\"\n}")
    for columns in [60, 30, place.columns] {
      try screen.resize(columns: columns)
      try screen.shows("patchbay> 1\n1\n" + Screen.shown("IF 1 = 1 {\n  x = \"é日\"\n}‸"))
    }
    try screen.type("\r")
    try screen.waits(forPattern: #"^     \.\.\. \}\npatchbay>$"#)
    // What is shown next is laid out for the size of now.
    try screen.resize(columns: 30)
    let lines = try screen.answer(to: ":help show", columns: 30)
    #expect(lines.count > 3)
  }

  @Test(arguments: Place.all) func keysOfThePerson(place: Place) throws {
    let home = place.home(settings: "bind -v\nbind ^T ed-move-to-beg\n")
    let screen = try Screen.atPrompt(columns: place.columns, home: home, emulator: .tmux)
    try screen.type("hello world\u{1B}")
    try screen.shows("patchbay> hello worl‸d")
    try screen.type("bdw")
    try screen.shows("patchbay> hello‸")
    try screen.type("A!\u{14}")
    try screen.shows("patchbay> ‸hello !")
    // Those of emacs are there without it.
    let other = try place.screen()
    try other.type("one two\u{17}\u{19}\u{19}\u{1}")
    try other.shows("patchbay> ‸one twotwo")
  }

  @Test(arguments: [40, 80, 200], ["C", "C.UTF-8"]) func aDumbTerminalGetsPlainLines(
    columns: Int, locale: String
  )
    throws
  {
    let place = Place(columns: columns, isUTF8: locale != "C")
    let screen = try place.screen(["TERM": "dumb"], emulator: .pyte)
    try screen.enter("x = 6 * 7")
    #expect(try screen.answer(to: "x", columns: columns) == ["42"])
    #expect(try screen.answer(to: ":help show", columns: columns).count > 3)
    try screen.type("\u{C}")
    #expect(try !screen.output.contains("\u{1B}"))
    let first = try screen.answer(to: ":table $ in x", columns: columns)
    #expect(first.allSatisfy { $0.allSatisfy(\.isASCII) }, "\(first)")
  }

  /// Under a shell with job control: stopped and resumed, and without a terminal at one end.
  @Test(arguments: Place.all) func underAShell(place: Place) throws {
    let bin = TestBinary.path.dropLast("/patchbay".count)
    let home = place.home(["PS1": "$ ", "INPUTRC": "/dev/null", "PATH": "\(bin):/usr/bin:/bin"])
    let screen = try Screen(
      columns: place.columns, home: home, emulator: .tmux,
      program: ["/bin/bash", "--norc", "--noprofile", "-i"])
    try screen.waitsForPrompt("$ ", after: -1)
    // A pipe gets lines as long as they are, and no prompt.
    try screen.type("echo ':help show' | patchbay > page; wc -L < page\r")
    try screen.waits(forPattern: #"^(5|6|7)\d$"#)
    try screen.type("\u{C}echo 'x = 2' | patchbay; echo done $?\r")
    try screen.waits(forPattern: "^done 0$")
    try screen.type("\u{C}patchbay\r")
    try screen.waits(forPattern: "^patchbay>$")
    try screen.type("half a line\u{1A}")
    try screen.waits(forPattern: #"^\[1\]\+ +Stopped"#)
    try screen.type("fg\r")
    try screen.waits(forPattern: "^patchbay> half a line$")
    try screen.type("\u{3}\u{4}")
    try screen.waits(forPattern: #"^\$$"#)
  }
}

import JSON
import TestSupport
import Testing

/// A program on a terminal: keys go in, and the screen comes out as a person sees it.
///
/// What waits does so for up to half a minute, records a failure that shows the screen, and then throws.
final class Screen {
  /// Who draws.
  enum Emulator: String, CaseIterable, Sendable {
    /// Knows colours, and cuts rows at a resize; wide characters are misplaced.
    case pyte
    /// Knows wide characters, and folds rows anew at a resize.
    case tmux
  }

  /// The terminal and its program could not be led.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  static let prompt = "patchbay> "
  static let continuationPrompt = "     ... "

  let home: Home
  private let driver: PipedProgram
  private var last: JSONValue = .null
  /// Seconds before what was waited for counts as missing.
  var limit = 30.0

  /// Starts a program, which is the shell unless another is named.
  init(
    columns: Int = 80, rows: Int = 24, home: Home = Home(), emulator: Emulator = .pyte,
    program: [String] = [TestBinary.path]
  ) throws {
    self.home = home
    guard let interpreter = Screens.interpreter else { throw Failure(description: "there is no emulator") }
    driver = try PipedProgram(interpreter, [Screens.program])
    let environment = home.whole.map { JSONObject.Member($0.key, .string($0.value)) }
    try tell(
      "start",
      [
        "program": .array(program.map { .string($0) }), "columns": .number("\(columns)"),
        "rows": .number("\(rows)"), "environment": .object(JSONObject(environment)),
        "folder": .string(home.folder.path), "emulator": .string(emulator.rawValue),
      ])
  }

  // The folder is still there when the program ends.
  deinit { driver.end() }

  /// An entry as it stands behind the prompt: its further rows begin with the continuation prompt.
  static func shown(_ entry: String) -> String {
    prompt + entry.replacing("\n", with: "\n" + continuationPrompt)
  }

  /// The shell at its first prompt.
  static func atPrompt(
    columns: Int = 80, rows: Int = 24, home: Home = Home(), emulator: Emulator = .pyte,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Screen {
    let screen = try Screen(columns: columns, rows: rows, home: home, emulator: emulator)
    try screen.waitsForPrompt(after: -1, sourceLocation: sourceLocation)
    return screen
  }

  // MARK: Keys

  /// Types keys; Ctrl-C is `\u{3}`, Enter is `\r`.
  func type(_ keys: String) throws {
    try tell("type", ["keys": .string(keys)])
  }

  /// Sends a text as a terminal sends a paste.
  func paste(_ text: String) throws {
    try type("\u{1B}[200~\(text)\u{1B}[201~")
  }

  /// Types a line and Enter, and waits for the prompt below it.
  func enter(
    _ line: String, prompt: String = Screen.prompt, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try tell("screen")
    let start = self.line
    try type(line + "\r")
    try waitsForPrompt(prompt, after: start, sourceLocation: sourceLocation)
  }

  // MARK: What is shown

  /// The rows without blanks at their ends, down to the last of the terminal.
  var rows: [String] {
    get throws {
      try tell("screen")
      return last["rows"]?.arrayValue?.map { $0.stringValue ?? "" } ?? []
    }
  }

  func row(_ index: Int) throws -> String {
    let rows = try rows
    return rows.indices.contains(index) ? rows[index] : ""
  }

  /// The screen without blank rows at its end, with `‸` in front of the cell where the cursor stands.
  var shown: String {
    get throws {
      try tell("screen")
      return picture
    }
  }

  /// The pieces of a row, each of one style.
  func runs(row: Int) throws -> [StyledRun] {
    try tell("runs", ["row": .number("\(row)")])
    return last["runs"]?.arrayValue?.map(StyledRun.init) ?? []
  }

  /// Everything that was written so far, as it was.
  var output: String {
    get throws {
      try tell("output")
      return last["output"]?.stringValue ?? ""
    }
  }

  /// Types an entry and Enter, and gives the lines that came before the next prompt, as they were written: a line that
  /// is wider than the terminal, which folds it, is a failure.
  func answer(
    to entry: String, prompt: String = Screen.prompt, columns: Int,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> [String] {
    try type(entry)
    try waitsForQuiet(sourceLocation: sourceLocation)
    let before = try output.utf8.count
    let start = line
    try type("\r")
    try waitsForPrompt(prompt, after: start, sourceLocation: sourceLocation)
    try tell("written", ["after": .number("\(before)")])
    let lines = last["lines"]?.arrayValue?.dropFirst().dropLast() ?? []
    return lines.map { line in
      let text = line["text"]?.stringValue ?? ""
      #expect(line["width"]?.intValue ?? 0 <= columns, "\(text)", sourceLocation: sourceLocation)
      return text
    }
  }

  /// Waits until a text stands on the screen; a row that is full goes on after a newline here.
  func waits(for text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    try wait("text", ["text": .string(text)], for: text, sourceLocation)
  }

  /// Waits until a regular expression, in which `^` and `$` are ends of rows, matches on the screen.
  func waits(forPattern pattern: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    try wait("pattern", ["pattern": .string(pattern)], for: "the pattern \(pattern)", sourceLocation)
  }

  /// Waits until the screen is exactly this, in the form of `shown`.
  func shows(_ screen: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    try wait("shown", ["screen": .string(screen)], for: screen, sourceLocation)
  }

  /// Waits until the cursor stands behind an empty prompt, below a line that `line` told.
  func waitsForPrompt(
    _ prompt: String = Screen.prompt, after line: Int, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let wanted: KeyValuePairs<String, JSONValue> = ["prompt": .string(prompt), "after": .number("\(line)")]
    try wait("prompt", wanted, for: prompt, sourceLocation)
  }

  /// Waits until nothing was written for a tenth of a second.
  func waitsForQuiet(sourceLocation: SourceLocation = #_sourceLocation) throws {
    try wait("quiet", ["seconds": .number("0.1")], for: "no more output", sourceLocation)
  }

  // MARK: The terminal and the program

  func resize(columns: Int, rows: Int = 24) throws {
    try tell("resize", ["columns": .number("\(columns)"), "rows": .number("\(rows)")])
  }

  func signal(_ number: Int32) throws {
    try tell("signal", ["number": .number("\(number)")])
  }

  /// Waits for the end of the program: its exit status, or 128 and the signal's number; nil when it goes on.
  var exitStatus: Int? {
    get throws {
      try tell("status", limit: limit)
      return last["status"]?.intValue
    }
  }

  private var picture: String { last["shown"]?.stringValue ?? "" }

  /// How many lines were begun before that of the cursor.
  private var line: Int { last["line"]?.intValue ?? -1 }

  private func tell(
    _ command: String, _ arguments: KeyValuePairs<String, JSONValue> = [:], limit: Double? = nil
  ) throws {
    var members = [JSONObject.Member("do", .string(command))]
    for (name, value) in arguments { members.append(JSONObject.Member(name, value)) }
    if let limit { members.append(JSONObject.Member("limit", .number("\(limit)"))) }
    let text = JSONValue.object(JSONObject(members)).text(.compact)
    guard let answer = driver.answer(to: text, timeout: self.limit + 60) else {
      throw Failure(description: "no answer to \(text)")
    }
    last = try JSONValue(parsing: Array(answer.utf8))
    if let error = last["error"]?.stringValue { throw Failure(description: "\(error) after \(text)") }
  }

  private func wait(
    _ command: String, _ arguments: KeyValuePairs<String, JSONValue>, for wanted: String,
    _ sourceLocation: SourceLocation
  ) throws {
    try tell(command, arguments, limit: limit)
    try #require(
      last["found"]?.boolValue == true,
      "waited for\n\(wanted)\n-- the screen is\n\(picture)\n--", sourceLocation: sourceLocation)
  }
}

/// Neighbouring cells of one style.
struct StyledRun: Equatable, CustomStringConvertible {
  var text: String
  /// `default`, a name such as `red`, or six hexadecimal digits.
  var foreground: String
  var isBold: Bool
  var isDim: Bool
  var isUnderlined: Bool

  init(
    _ text: String, _ foreground: String = "default", isBold: Bool = false, isDim: Bool = false,
    isUnderlined: Bool = false
  ) {
    (self.text, self.foreground) = (text, foreground)
    (self.isBold, self.isDim, self.isUnderlined) = (isBold, isDim, isUnderlined)
  }

  init(_ value: JSONValue) {
    self.init(
      value["text"]?.stringValue ?? "", value["foreground"]?.stringValue ?? "",
      isBold: value["bold"]?.boolValue == true, isDim: value["dim"]?.boolValue == true,
      isUnderlined: value["underlined"]?.boolValue == true)
  }

  var description: String {
    "\"\(text)\" \(foreground)\(isBold ? " bold" : "")\(isDim ? " dim" : "")\(isUnderlined ? " underlined" : "")"
  }
}

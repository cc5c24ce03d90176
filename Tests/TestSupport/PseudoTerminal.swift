#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A pseudo-terminal as a person's side of a conversation: keys go in, a screen comes out.
///
/// Make one alone to test a line editor in this process (`device` is its descriptor), or with a program that then runs on it.
package final class PseudoTerminal {
  /// The program's side, while no program was started.
  package private(set) var device: Int32
  /// What was written so far, escape sequences included.
  package private(set) var output: [UInt8] = []

  private let person: Int32
  private let name: String
  private var child: pid_t = 0
  private var status: Int32?
  private var columns: Int
  private var rows: Int
  /// How much of `text` the last `waitFor` has used up.
  private var seen = 0

  package init(columns: Int = 80, rows: Int = 24) {
    (self.columns, self.rows) = (columns, rows)
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    var name = [CChar](repeating: 0, count: 128)
    (person, device) = Descriptors.pair { openpty(&$0, &$1, &name, nil, &size) }
    self.name = name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    _ = fcntl(person, F_SETFL, O_NONBLOCK)
  }

  /// Starts a program with this terminal as its controlling terminal.
  ///
  /// - Parameter environment: added to, or put over, `TestEnvironment.plain`.
  package convenience init(
    running path: String, _ arguments: [String] = [], environment: [String: String] = [:],
    directory: String? = nil, columns: Int = 80, rows: Int = 24
  ) throws {
    self.init(columns: columns, rows: rows)
    child = try ChildProcess.spawn(
      path, arguments, environment: TestEnvironment.plain.merging(environment) { $1 },
      directory: directory, standard: [.file(name), .file(name), .file(name)])
    close(device)
    device = -1
  }

  deinit {
    if child != 0, status == nil {
      kill(-child, SIGKILL)
      _ = ChildProcess.status(of: child, waits: true)
    }
    close(person)
    if device >= 0 { close(device) }
  }

  /// Types keys; Ctrl-C is `\u{3}`, Enter is `\r`.
  package func send(_ keys: String) {
    send(bytes: Array(keys.utf8))
  }

  /// Sends bytes, which need not be UTF-8.
  package func send(bytes: [UInt8]) {
    var rest = bytes[...]
    let deadline = Deadline(seconds: 30)
    while !rest.isEmpty, !deadline.isPast {
      let count = rest.withUnsafeBytes { write(person, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) }
      // The program may wait for its output to be read before it reads on.
      read(for: count > 0 ? 0 : 10)
    }
  }

  /// Sends a text as a terminal sends a paste.
  package func paste(_ text: String) {
    send("\u{1B}[200~" + text + "\u{1B}[201~")
  }

  /// Waits until a text is written behind what the last call found; false when it does not come in time.
  package func waitFor(_ text: String, timeout: Double = 20) -> Bool {
    let deadline = Deadline(seconds: timeout)
    let wanted = Array(text.utf8)
    while true {
      let plain = Array(self.text.utf8)
      if let end = Self.end(of: wanted, in: plain, from: min(seen, plain.count)) {
        seen = end
        return true
      }
      if deadline.isPast { return false }
      read(for: min(100, deadline.milliseconds))
    }
  }

  /// Waits until the screen holds a text; false when it does not come in time.
  package func waitForScreen(_ text: String, timeout: Double = 20) -> Bool {
    let deadline = Deadline(seconds: timeout)
    while true {
      if screen.joined(separator: "\n").contains(text) { return true }
      if deadline.isPast { return false }
      read(for: min(100, deadline.milliseconds))
    }
  }

  /// Waits for the program's end: its exit status, or 128 and the signal's number; nil when it goes on.
  package func waitForExit(timeout: Double = 20) -> Int32? {
    let deadline = Deadline(seconds: timeout)
    while status == nil, child != 0 {
      read(for: 10)
      status = ChildProcess.status(of: child, waits: false)
      if deadline.isPast { break }
    }
    read(for: 0)
    return status
  }

  /// Sends a signal to the program.
  package func signal(_ number: Int32) {
    if child != 0, status == nil { kill(child, number) }
  }

  /// Gives the terminal another size, of which the program is told.
  package func resize(columns: Int, rows: Int) {
    (self.columns, self.rows) = (columns, rows)
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(person, UInt(TIOCSWINSZ), &size)
  }

  /// Everything written so far without its escape sequences.
  package var text: String {
    read(for: 0)
    return EscapeSequences.strip(output)
  }

  /// The rows of the screen as a person sees them, without blanks at their ends and blank rows at the end.
  package var screen: [String] {
    read(for: 0)
    var screen = Screen(columns: columns, rows: rows)
    screen.write(output)
    return screen.lines
  }

  /// Whether the terminal shows what is typed by itself, as it does when no line is edited.
  package var echoes: Bool {
    var mode = termios()
    return tcgetattr(person, &mode) == 0 && mode.c_lflag & tcflag_t(ECHO) != 0
  }

  private func read(for milliseconds: Int32) {
    var waiting = pollfd(fd: person, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, milliseconds) > 0 else { return }
    if waiting.revents & Int16(POLLIN) == 0 {
      // Nobody has the other end open: do not spin.
      usleep(1000)
      return
    }
    var count = -1
    while count != output.count {
      count = output.count
      _ = appendOnce(from: person, to: &output)
    }
  }

  private static func end(of wanted: [UInt8], in text: [UInt8], from start: Int) -> Int? {
    guard !wanted.isEmpty, text.count - start >= wanted.count else { return wanted.isEmpty ? start : nil }
    for index in start...(text.count - wanted.count) where text[index] == wanted[0] {
      if text[index..<(index + wanted.count)].elementsEqual(wanted) { return index + wanted.count }
    }
    return nil
  }
}

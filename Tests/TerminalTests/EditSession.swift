import Dispatch
import Shell
import TestSupport
import Testing

@testable import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Tests that change a terminal's mode: one at a time, as one program edits one line.
@Suite(.serialized) enum TerminalDeviceTests {}

/// A line editor at work on a pseudo-terminal of its own.
final class EditSession {
  let terminal: PseudoTerminal
  private let log = EventLog()

  /// - Parameter settings: the text of the person's `.editrc`.
  init(
    historyPath: String? = nil, settings: String = "", prompt: String = "> ", columns: Int = 80,
    rows: Int = 24, assistant: (any EntryAssistant & Sendable)? = nil
  ) throws {
    terminal = PseudoTerminal(columns: columns, rows: rows)
    let folder = TemporaryFolder()
    setenv("EDITRC", folder.write(settings, to: "editrc"), 1)
    setenv("TERM", "xterm-256color", 1)
    setenv("LC_ALL", "C.UTF-8", 1)
    let device = terminal.device
    let log = log
    DispatchQueue(label: "line editor").async {
      Self.edit(historyPath: historyPath, prompt: prompt, device: device, assistant, log: log)
      withExtendedLifetime(folder) {}
      log.finish()
    }
    try #require(terminal.waitFor("> "))
  }

  private static func edit(
    historyPath: String?, prompt: String, device: Int32, _ assistant: (any EntryAssistant)?, log: EventLog
  ) {
    let reader = EditlineReader(historyPath: historyPath, inputDescriptor: device, outputDescriptor: device)
    reader.assistant = assistant
    var event = InputEvent.interrupted
    while event != .endOfInput {
      event = reader.next(prompt: prompt)
      if case .text(let text) = event { reader.remember(text) }
      log.add(event)
    }
  }

  deinit {
    // The editor puts the terminal back when it goes, so the terminal must stay until then. Keys that come while it
    // changes the terminal's mode may be lost.
    while !log.isFinished {
      terminal.send("\u{3}\u{4}")
      for _ in 0..<50 where !log.isFinished { _ = terminal.waitFor("\u{0}", timeout: 0.02) }
    }
  }

  func send(_ keys: String) {
    terminal.send(keys)
  }

  /// The next entry or other event.
  func event() throws -> InputEvent {
    for _ in 0..<2000 {
      if let event = log.next() { return event }
      _ = terminal.waitFor("\u{0}", timeout: 0.01)
    }
    return try #require(nil, "the line editor returned nothing")
  }
}

private final class EventLog: @unchecked Sendable {
  private let queue = DispatchQueue(label: "events")
  private var events: [InputEvent] = []
  private var taken = 0

  private var finished = false

  var isFinished: Bool { queue.sync { finished } }

  func finish() {
    queue.sync { finished = true }
  }

  func add(_ event: InputEvent) {
    queue.sync { events.append(event) }
  }

  func next() -> InputEvent? {
    queue.sync {
      guard taken < events.count else { return nil }
      taken += 1
      return events[taken - 1]
    }
  }
}

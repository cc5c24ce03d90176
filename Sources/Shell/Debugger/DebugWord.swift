import Encodings
import SnippetSyntax

/// What a person may say while a run stands still.
enum DebugWord: String, CaseIterable {
  case step, next, out, action, `continue`, until, `where`, back, forth, vars, print, watch, unwatch, `break`,
    quit, help

  var summary: String {
    switch self {
    case .step: "to the next line or action, into functions and scripts"
    case .next: "to the next one here, over calls"
    case .out: "out of the function, action or script"
    case .action: "to the next action of a script"
    case .continue: "to the next breakpoint, or the end"
    case .until: "until LINE: on to that line"
    case .where: "the calls that led here"
    case .back: "the stop before, with the variables of then; nothing runs again"
    case .forth: "the stop behind it"
    case .vars: "the variables"
    case .print: "print VALUE: an expression that begins like one of these words"
    case .watch: "watch [NAME]: show a value at each stop"
    case .unwatch: "unwatch [NAME]"
    case .break: "break [LINE, ACTION, NAME or error]; break off [N]"
    case .quit: "stop the cell, as Ctrl-C does"
    case .help: "these words"
    }
  }

  /// Its letter stands for it, where it is the first with that letter.
  private var letter: String? {
    switch self {
    case .watch, .unwatch, .break: nil
    default: String(rawValue.prefix(1))
    }
  }

  private var takesMore: Bool {
    switch self {
    case .until, .print, .watch, .unwatch, .break: true
    default: false
    }
  }

  /// The word of an entry, with what stands behind it; nil for what is none.
  static func read(_ entry: String) -> (word: DebugWord, rest: String)? {
    let text = entry.drop { $0 == ":" }
    let first = text.prefix { !$0.isWhitespace }.lowercased()
    let rest = String(text.dropFirst(first.count)).trimmingBlanks()
    guard let word = allCases.first(where: { $0.rawValue == first || $0.letter == first }) else { return nil }
    // `n + 1` is a value.
    return rest.isEmpty || word.takesMore ? (word, rest) : nil
  }

  /// All words in lines.
  static var rows: [[String]] {
    allCases.map { ["  " + ($0.letter.map { $0 + ", " } ?? "   ") + $0.rawValue, $0.summary] }
  }
}

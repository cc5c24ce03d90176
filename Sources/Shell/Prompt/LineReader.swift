/// What came from the person, or from the pipe, at a prompt.
package enum InputEvent: Equatable, Sendable {
  /// A submitted entry without its final newline; a paste may hold several lines.
  case text(String)
  /// Ctrl-C: what was being typed is dropped.
  case interrupted
  /// Ctrl-D on an empty line, or the end of the pipe.
  case endOfInput
}

/// Reads entries; the line editor and the pipe reader implement it.
package protocol LineReader: AnyObject {
  /// Helps with what is typed; a reader without an editor needs none.
  var assistant: (any EntryAssistant)? { get set }
  /// The file that keeps the entries; nil keeps them for this session alone.
  var historyPath: String? { get set }
  /// What stands at the next prompt already, to be changed or entered.
  var draft: String? { get set }
  /// Shows the prompt if there is a person, and waits for one entry.
  func next(prompt: String) -> InputEvent
  /// Adds an entry, already redacted and perhaps of several lines, to the history as one item.
  func remember(_ entry: String)
  /// Masks what became a secret since it was remembered; false when the file of the history could not be changed.
  func maskHistory(with mask: (String) -> String) -> Bool
  /// The history, oldest first.
  var history: [String] { get }
}

extension LineReader {
  package var historyPath: String? {
    get { nil }
    set {}
  }

  package var draft: String? {
    get { nil }
    set {}
  }

  package var assistant: (any EntryAssistant)? {
    get { nil }
    set {}
  }
}

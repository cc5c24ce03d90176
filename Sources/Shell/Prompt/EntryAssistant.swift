package import SnippetSyntax
package import TextLayout

/// Knows the language of the entries that a line editor edits.
package protocol EntryAssistant: AnyObject {
  /// Whether an entry still needs another row.
  func needsMore(_ entry: String) -> Bool
  /// How many blanks the row behind a text begins with.
  func indentation(after text: String) -> Int
  /// What each piece of an entry is; the spans count bytes.
  func highlights(of entry: String) -> [HighlightSpan]
  /// What could stand at an offset of an entry, in bytes.
  func completions(in entry: String, at offset: Int) -> CompletionList
  /// How the editor shows entries.
  var style: EntryStyle { get }
}

/// How a line editor shows what is typed.
package struct EntryStyle: Equatable, Sendable {
  /// Colours while typing.
  package var isHighlighted = true
  /// A grey suggestion from the history behind what is typed.
  package var suggests = true
  /// The colours for the background.
  package var theme = ColorTheme.dark

  package init() {}
}

/// Helps with entries for a session.
final class SessionAssistant: EntryAssistant {
  private unowned let session: Session

  init(_ session: Session) { self.session = session }

  func needsMore(_ entry: String) -> Bool {
    guard entry.contains("\n") else {
      return CellSplitter.completeness(of: entry, mode: .interactive) == .incomplete
    }
    // A mistake in one row is told when the block is closed, not in the middle of typing it.
    return indentation(after: entry) > 0
      || CellSplitter.completeness(of: entry, mode: .document) == .incomplete
  }

  func indentation(after text: String) -> Int {
    let rows = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    let open = rows.reduce(0) {
      max(0, $0 + BracketBalance.atLeast(of: String(decoding: Array($1), as: UTF8.self)))
    }
    return 2 * min(open, 20)
  }

  func highlights(of entry: String) -> [HighlightSpan] { CellHighlighter.spans(ofCells: entry) }

  func completions(in entry: String, at offset: Int) -> CompletionList {
    session.completions(in: entry, at: offset)
  }

  var style: EntryStyle {
    var style = EntryStyle()
    let (screen, usesColor) = (session.settings.screen, session.usesColor)
    style.isHighlighted = usesColor && screen.highlightsInput
    style.suggests = usesColor && screen.suggestsEntries
    style.theme = session.theme
    return style
  }
}

package import IntegrationHub
package import SnippetSyntax
import Redaction

/// One input of a session: Snippet code, a verb, or a `:command`.
package struct CellSource: Sendable {
  package enum Kind: Equatable, Sendable {
    case snippet
    case verb(Verb)
    /// The word after the colon, lowercased.
    case command(String)
  }

  package var kind: Kind
  /// Without the newline that ended it.
  package var text: String
  /// The line of the file or fence on which it begins, counted from 1.
  package var firstLine: Int
  /// The call of a verb, once a check has read it.
  var call: VerbCall?

  package init(kind: Kind, text: String, firstLine: Int) {
    self.kind = kind
    self.text = text
    self.firstLine = firstLine
  }
}

/// The words of the script model that the shell carries out itself.
package enum Verb: String, CaseIterable, Sendable {
  case template, connection, variable, secret, request, connectauth, connectrequest, test, restapi, script,
    start,
    include
}

/// One piece of what a cell gave.
package struct OutputPart: Sendable {
  package enum Kind: Sendable {
    /// A shown value or a listing.
    case text
    /// JSON text, already laid out.
    case json
    /// Lines of a stream, each an event or a value.
    case streamed
    /// Snippet code.
    case source
    case trace
    case note
    /// The line with which an action's output begins.
    case status(Branch)
    case diagnostic(Diagnostic, SourceText?)
    /// An answer to a `:command` that is not recorded, such as help.
    case message
  }

  package var kind: Kind
  package var text: String
  /// True when the text passed the redactor already; it must not pass twice.
  package var isRedacted = false
  /// Makes the text from the whole again, for one that was cut: a cut hides how a secret goes on that is learnt later.
  var remade: (@Sendable (Redactor) -> String)?
  /// What a person's terminal shows in its place; never stored.
  var screenForm: ScreenForm?
  /// Shown behind the text on a person's terminal, dim; never stored.
  var aside = ""
  /// True for what a `:command` lists, which may be longer than a screen.
  var isListing = false
  /// True for words and columns, which a narrow screen breaks between words; what somebody else wrote stays as it is.
  var isProse: Bool
  /// How many values were known when it was made.
  var knownValues = 0

  package init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
    isProse =
      switch kind {
      case .message, .note, .status: true
      case .text, .json, .streamed, .source, .trace, .diagnostic: false
      }
  }

  /// Whether it says why something failed.
  var isProblem: Bool {
    if case .diagnostic(let diagnostic, _) = kind { return diagnostic.severity == .error }
    return false
  }

  /// Whether it goes to stderr when no person sits at the terminal.
  package var isDiagnostic: Bool {
    if case .diagnostic = kind { return true }
    return false
  }
}

/// A submitted cell and what it gave.
package struct Cell: Sendable {
  package var number: Int
  package var source: CellSource
  package var parts: [OutputPart]
  package var status: ExitStatus
  /// False for commands such as `:save`, which leave no trace in a transcript.
  package var isRecorded: Bool
  /// True after `:quit`.
  package var endsSession = false
}

import TextLayout

/// Why a file could not be used; the message names the file and says what to do.
package struct FileError: Error, Equatable, Sendable {
  package var message: String

  /// The name of a file may hold what drives a terminal.
  package init(_ message: String) { self.message = ControlCharacters.visible(message) }
}

/// A part of the program that is fed with any bytes.
package enum FuzzTarget: String, CaseIterable, Sendable {
  /// Lexer, parser, statement scanner and diagnostic formatter.
  case syntax
  /// Parser, compiler and machine, with a budget of steps.
  case evaluator
  /// JSON reader, printers and prefix reader.
  case json
  /// JSONPath queries, their errors and the paths of what they find.
  case path
  /// JSON schemas, their errors and what they say of values.
  case schema
  /// Redactor with secrets of any kind, whole and in pieces, and the way back.
  case redactor
  /// Reader of encrypted vaults.
  case vault
  /// Reader and writer of session files.
  case transcript
  /// Reader and writer of recordings.
  case recording
  /// Reader of the journals from which a session is recovered.
  case journal

  /// Says what does not hold for this input; nil when all is well.
  package func failure(on bytes: [UInt8]) -> String? {
    switch self {
    case .syntax: SyntaxProperties.failure(on: String(decoding: bytes, as: UTF8.self))
    case .evaluator: EvaluatorProperties.failure(on: String(decoding: bytes, as: UTF8.self))
    case .json: JSONProperties.failure(on: bytes)
    case .path: PathProperties.failure(on: bytes)
    case .schema: SchemaProperties.failure(on: bytes)
    case .redactor: RedactorProperties.failure(on: bytes)
    case .vault: VaultProperties.failure(on: bytes)
    case .transcript: TranscriptProperties.failure(on: bytes)
    case .recording: RecordingProperties.failure(on: bytes)
    case .journal: JournalProperties.failure(on: bytes)
    }
  }
}

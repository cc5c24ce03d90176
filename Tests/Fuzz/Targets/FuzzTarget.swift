/// A part of the language that is fed with any bytes.
package enum FuzzTarget: String, CaseIterable, Sendable {
  /// Lexer, parser, statement scanner and diagnostic formatter.
  case syntax
  /// Parser, compiler and machine, with a budget of steps.
  case evaluator
  /// JSON reader, printers and prefix reader.
  case json

  /// Says what does not hold for this input; nil when all is well.
  package func failure(on bytes: [UInt8]) -> String? {
    switch self {
    case .syntax: SyntaxProperties.failure(on: String(decoding: bytes, as: UTF8.self))
    case .evaluator: EvaluatorProperties.failure(on: String(decoding: bytes, as: UTF8.self))
    case .json: JSONProperties.failure(on: bytes)
    }
  }
}

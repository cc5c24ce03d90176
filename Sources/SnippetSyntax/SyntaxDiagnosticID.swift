/// The stable names of what parsing can find, without the area `syntax.`.
///
/// Help, filters and transcripts refer to them, so a name is never given another meaning.
package enum SyntaxDiagnosticID: String, CaseIterable, Sendable {
  case badName, badNumber, blockComment, blockEnd, blockWithoutHeader, bracesAroundValue, breakOutsideLoop,
    caseAfterDefault
  case caseOutside, commentInJSON, compoundAssignment, controlInJSON, curlyQuotes, dateWithoutQuotes
  case declaration, doubledMinus, duplicateMember, duplicateParameter, dynamicMember, dynamicValue
  case elseAlone, elseIf, escapedQuote, expectedEquals, expectedLineEnd, expectedName, expectedTarget
  case expressionTooLong, forEachArray, forEachHeader, forHeader, foreignOperator, formatCode
  case hashComment, increment, invalidTarget, jsonColon, jsonInText, jsonName, jsonNumber, jsonQuotes
  case jsonWord, keywordAsFunction, keywordAsName, lineContinuation, memberName, misplacedJSON,
    missingArgument
  case missingBlock, missingBrace, missingComma, missingIndex, missingJSON, missingParameters
  case missingValue, nestingTooDeep, noConditional, noStep, noSuchStatement, oneDynamic, outsideCase
  case parameter, printing, quoteInBraces, readOnlyValue, reservedFunction, reservedMember
  case returnOutsideFunction, secondDefault, secondElse, selectWithValue, semicolon, semicolonBetween
  case strayBrace, strayBracket, strayStatementEnd, textInArithmetic, textInLogic, traceNeedsText,
    trailingComma
  case twoIndexes, unaryPlus, unclosedBlock, unclosedBracket, unclosedJSON, unclosedText, unexpected
  case unexpectedCharacter, unexpectedColon, unexpectedComma, unexpectedEnd, unknownEscape
  case unmatchedBrace, unquotedText, unusedValue, usesNeedsText, wordBeforeBlock, wordOperator

  /// The whole id, as diagnostics show it: `syntax.name`.
  package var text: String { "syntax." + rawValue }
}

import Encodings
import HTTPExchange
import IntegrationHub
import JSON
import Redaction
import SnippetSyntax
import TextLayout
import Transcripts

/// `:diff`: how the answers of two cells differ.
extension Session {
  /// What a cell asked.
  struct AskedRequest: Equatable {
    var connection: String
    /// nil for an authentication.
    var request: String?

    var text: String { request.map { "\(connection) \($0)" } ?? connection }
  }

  /// An answer that can be compared.
  private struct Answered {
    var cell: Int
    var asked: AskedRequest
    var response: HTTPResponse
  }

  /// `:diff [CELL [CELL]]`: the first is the older answer, the last answer stands for the other.
  func showDifference(_ argument: String, _ span: SourceSpan, in source: SourceText) throws(CellFailure) {
    let words = argument.isEmpty ? [] : CommandWords.split(source, span)
    guard words.count <= 2 else { throw usage(.diff, words[2].span) }
    let answers = transport.latest.compactMap { exchange -> Answered? in
      guard let asked = asked[exchange.cell], case .success(let response) = exchange.result else {
        return nil
      }
      return Answered(cell: exchange.cell, asked: asked, response: response)
    }
    guard let last = answers.last else {
      throw CellFailure(
        Diagnostic(
          .shellNoExchange, "no request was answered yet", at: span,
          suggestion: "connectrequest CONNECTION REQUEST"), .invalid)
    }
    let new = try words.count == 2 ? answer(words[1], answers) : last
    guard let first = words.first else {
      guard let old = answers.dropLast().last(where: { $0.asked == new.asked }) else {
        throw CellFailure(
          Diagnostic(
            .shellNothingToCompare, "'\(new.asked.text)' was answered only once", at: span,
            suggestion: answers.count > 1 ? "name another cell: \(ShellCommand.diff.usage)" : nil), .invalid)
      }
      return show(old, new)
    }
    show(try answer(first, answers), new)
  }

  private func answer(_ word: CommandWords.Word, _ answers: [Answered]) throws(CellFailure) -> Answered {
    guard let number = Int(word.text) else {
      throw CellFailure(
        Diagnostic(
          .shellUsage, "'\(word.text)' is no number of a cell", at: word.span,
          suggestion: ShellCommand.diff.usage), .invalid)
    }
    if let answer = answers.first(where: { $0.cell == number }) { return answer }
    throw CellFailure(
      Diagnostic(
        .shellNothingToCompare, "cell \(number) has no answer", at: word.span,
        suggestion:
          "cells with an answer: \(answers.suffix(10).map { String($0.cell) }.joined(separator: ", "))"),
      .invalid)
  }

  // MARK: Comparing

  private static let mostDifferences = 200

  /// Compares what a person may see of both, so that nothing is told of how secrets differ.
  private func show(_ old: Answered, _ new: Answered) {
    let asked = [old, new].map { redactor.redact($0.asked.text) }
    var text = DifferenceText()
    text.add(
      old.asked == new.asked
        ? "cell \(old.cell) -> cell \(new.cell): \(asked[1])"
        : "cell \(old.cell), \(asked[0]) -> cell \(new.cell), \(asked[1])")
    let (before, after) = (facts(of: old.response), facts(of: new.response))
    for (first, second) in zip(before, after) where first.value != second.value {
      text.add("\(first.name): \(first.value) -> \(second.value) (value changed)")
    }
    addBodies(old.response, new.response, to: &text)
    if text.lineCount == 1 { text.add("(no difference)") }
    var part = Self.part(.text, text.text)
    part.screenForm = ScreenForm(.difference(text))
    part.isProse = true
    emit(part)
  }

  /// What counts of an answer besides its body.
  private func facts(of response: HTTPResponse) -> [NamedValue] {
    let headers = ["Content-Type", "Location"].map {
      NamedValue($0, redactor.redact(response.header($0) ?? "(none)"))
    }
    return [NamedValue("status", "\(response.status) \(redactor.redact(response.reason))")] + headers
  }

  private func addBodies(_ old: HTTPResponse, _ new: HTTPResponse, to text: inout DifferenceText) {
    let (before, after) = (AnswerBody(old, redactor: redactor), AnswerBody(new, redactor: redactor))
    if let before, let after, before.isJSON, after.isJSON {
      let found = JSONComparison.differences(
        shownJSON(before.shownText), shownJSON(after.shownText), limit: Self.mostDifferences + 1)
      for difference in found.prefix(Self.mostDifferences) { text.add(difference) }
      if found.count > Self.mostDifferences { text.add("... and more") }
      return
    }
    func shown(_ body: AnswerBody?) -> String { body.map { redactor.redact($0.shownText) + "\n" } ?? "" }
    let difference = UnifiedDiff(old: shown(before), new: shown(after)).text()
    if !difference.isEmpty { text.add(String(difference.dropLast())) }
  }
}

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
    var lines = ["cell \(old.cell) -> cell \(new.cell): \(redactor.redact(new.asked.text))"]
    if old.asked != new.asked {
      lines = [
        "cell \(old.cell), \(redactor.redact(old.asked.text)) -> cell \(new.cell), \(redactor.redact(new.asked.text))"
      ]
    }
    let head = lines.count
    let (before, after) = (facts(of: old.response), facts(of: new.response))
    for (first, second) in zip(before, after) where first.value != second.value {
      lines.append("\(first.name): \(first.value) -> \(second.value) (value changed)")
    }
    lines += bodyDifference(old.response, new.response)
    if lines.count == head { lines.append("(no difference)") }
    var part = Self.part(.text, lines.joined(separator: "\n"))
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

  private func bodyDifference(_ old: HTTPResponse, _ new: HTTPResponse) -> [String] {
    let (before, after) = (AnswerBody(old, redactor: redactor), AnswerBody(new, redactor: redactor))
    if let before, let after, before.isJSON, after.isJSON {
      let found = JSONComparison.differences(
        shownJSON(before.shownText), shownJSON(after.shownText), limit: Self.mostDifferences + 1)
      let lines = found.prefix(Self.mostDifferences).map(\.description)
      return found.count > lines.count ? lines + ["... and more"] : lines
    }
    func text(_ body: AnswerBody?) -> String { body.map { redactor.redact($0.shownText) + "\n" } ?? "" }
    let difference = UnifiedDiff(old: text(before), new: text(after)).text()
    return difference.isEmpty ? [] : [String(difference.dropLast())]
  }
}

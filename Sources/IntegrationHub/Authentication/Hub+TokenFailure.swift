import Encodings
import HTTPExchange
import JSON
import Redaction

/// Words for answers of a token endpoint that hold no token.
extension Hub {
  /// Why an answer outside 2xx gives no token.
  func refusal(by response: HTTPResponse) -> ActionOutcome.Failure {
    let message = ActionOutcome.message(of: response)
    if let failure = OAuthFailure(response) {
      return .init(.answer, "\(message) (\(failure.text))", suggestion: failure.suggestion)
    }
    if (300...399).contains(response.status), let location = response.header("Location") {
      return .init(
        .answer, "\(message): the token endpoint sends on to '\(location)' and gives no token",
        suggestion: Self.adviceOnURL)
    }
    return .init(.answer, message)
  }

  /// Why an answer of 2xx gives no token.
  func lackOfToken(in response: HTTPResponse) -> ActionOutcome.Failure {
    // Some services say 200 and then what went wrong.
    if let failure = OAuthFailure(response) {
      return .init(
        .answer, "The token endpoint refused (\(failure.text))", suggestion: failure.suggestion)
    }
    guard let json = try? JSONValue(parsing: response.body) else {
      return .init(
        .answer, "The token endpoint did not answer with JSON: \(summary(of: response))",
        suggestion: Self.adviceOnURL)
    }
    let names = json.objectValue?.members.map(\.name) ?? []
    guard !names.isEmpty else {
      return .init(
        .answer, "The answer of the token endpoint holds no access_token: \(summary(of: response))",
        suggestion: Self.adviceOnURL)
    }
    return .init(
      .answer, "The answer of the token endpoint holds no access_token, but: \(listed(names))",
      suggestion: "look at authBody; vendors name it differently")
  }

  private static let adviceOnURL =
    "a token endpoint gives JSON with access_token; check \"url\" of auth, which is not the page to sign in"

  /// What came: status, type and first words.
  func summary(of response: HTTPResponse) -> String {
    let type = response.header("Content-Type")?.prefix { $0 != ";" }.trimmingBlanks() ?? ""
    let kind = type.isEmpty ? "without a Content-Type" : type
    let words = firstWords(of: response.body)
    return "HTTP \(response.status), \(kind), " + (words.isEmpty ? "no words" : "'\(words)'")
  }

  private static let longestWords = 60
  private static let searchedWords = 1 << 16

  /// The beginning of a body in one line, up to the first secret: one that is cut would not be known.
  private func firstWords(of body: [UInt8]) -> String {
    let text = String(decoding: body.prefix(Self.searchedWords), as: UTF8.self)
    let clean = zip(text, redactor.redact(text)).prefix { $0 == $1 }.map(\.0)
    var words = ""
    for word in clean.split(whereSeparator: \.isWhitespace) {
      let room = Self.longestWords - words.count - (words.isEmpty ? 0 : 1)
      guard room > 0 else { return words + "..." }
      if !words.isEmpty { words += " " }
      words += word.prefix(room)
      guard word.count <= room else { return words + "..." }
    }
    return words
  }

  /// Names that hold a secret are left out: what stands for them in a replay is written otherwise.
  private func listed(_ names: [String]) -> String {
    let shown = names.prefix(5).filter {
      $0.utf8.count <= Self.longestWords && redactor.redact($0) == $0
    }
    return (shown.count < names.count ? shown + ["..."] : shown).joined(separator: ", ")
  }
}

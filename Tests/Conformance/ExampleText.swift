/// An example as the language reference shows it.
struct ExampleText {
  private let example: Example

  init(_ example: Example) {
    self.example = example
  }

  /// Remarks, the script, and what it comes to in one paragraph.
  var lines: [String] {
    var lines = [""]
    if !example.remarks.isEmpty { lines += example.remarks + [""] }
    lines += ["```text"] + example.input + ["```", ""]
    return lines + ["\(label)\(phrases.joined(separator: "; "))"]
  }

  private var label: String {
    guard example.kind == .fails else { return "→ " }
    let isError = example.expectations.contains { if case .error = $0 { true } else { false } }
    return isError ? "**Error** → " : "**Beware** → "
  }

  private var phrases: [String] {
    var phrases: [String] = []
    var traces: [String] = []
    for expectation in example.expectations {
      if case .trace(let text) = expectation {
        traces.append(Self.code(text))
        continue
      }
      if case .help(let part) = expectation, let last = phrases.popLast() {
        phrases.append("\(last), which says \(Self.code(part))")
        continue
      }
      phrases += phrase(expectation).map { [$0] } ?? []
    }
    if !traces.isEmpty { phrases.insert("TRACE prints \(traces.joined(separator: ", "))", at: 0) }
    return phrases
  }

  private func phrase(_ expectation: Expectation) -> String? {
    switch expectation {
    case .value(let name, let json): "`\(name)` is \(Self.code(json))\(exceptions(name))"
    case .nothing(let name): "`\(name)` is nothing\(exceptions(name))"
    case .never(let name, let json): isTold(name) ? nil : "`\(name)` is not \(Self.code(json))"
    case .shows(let text): "shows \(Self.code(text))"
    case .error(let id, let place):
      "\(example.kind == .holds ? "the error " : "")`\(id)`\(Self.place(place))"
    case .warning(let id, let place): "a warning, `\(id)`\(Self.place(place))"
    case .trace, .help: nil
    }
  }

  private static func place(_ place: Expectation.Place?) -> String {
    place.map { " at line \($0.line), column \($0.column)" } ?? ""
  }

  /// What the value is not, to stand behind what it is.
  private func exceptions(_ name: String) -> String {
    let values = example.expectations.compactMap { expectation -> String? in
      guard case .never(name, let json) = expectation else { return nil }
      return Self.code(json)
    }
    return values.isEmpty ? "" : ", not \(values.joined(separator: " or "))"
  }

  /// True when the result gives the value itself.
  private func isTold(_ name: String) -> Bool {
    example.expectations.contains { expectation in
      switch expectation {
      case .value(name, _), .nothing(name): true
      default: false
      }
    }
  }

  /// Text as a code span; its marks are longer than any in it.
  private static func code(_ text: String) -> String {
    if text.isEmpty { return "an empty line" }
    return text.contains("`") ? "`` \(text) ``" : "`\(text)`"
  }
}

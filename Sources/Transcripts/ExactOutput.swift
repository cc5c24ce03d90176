extension CellFence {
  /// The word of an output in which what looks like a wildcard is meant literally.
  private static let exact = "exact"

  /// Whether the output is literal: every byte of it counts.
  package var isExact: Bool { outputWords.contains(Self.exact) }

  /// Takes an output as it came, literal where it would be read as holding wildcards.
  package mutating func takeOutput(_ text: String) {
    output = text
    markExactOutput()
  }

  /// Sets the word without which the output would mean something else, and drops it where it is not needed.
  package mutating func markExactOutput() {
    outputWords.removeAll { $0 == Self.exact }
    if let output, Wildcards.areIn(output) { outputWords.append(Self.exact) }
  }

  /// How what came out differs from what the transcript expects; nil when it expects nothing.
  ///
  /// What labelled placeholders stand for is taken into `wildcards`.
  package func drift(_ actual: String, wildcards: inout Wildcards) -> OutputDrift? {
    guard let output else { return nil }
    if isExact { return OutputDrift(exactly: output, actual: actual) }
    return OutputDrift(expected: output, actual: actual, wildcards: &wildcards)
  }

  /// Whether what came out is what the transcript expects; true when it expects nothing.
  package func accepts(_ actual: String, wildcards: inout Wildcards) -> Bool {
    drift(actual, wildcards: &wildcards)?.isEmpty ?? true
  }
}

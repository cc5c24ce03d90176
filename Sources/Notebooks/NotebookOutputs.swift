import JSON
import Transcripts

/// The output of a cell as a notebook's outputs.
///
/// Text is a stream, a JSON value a display of its own, so that Jupyter can fold it; an expected error is an error.
enum NotebookOutputs {
  static func outputs(of fence: CellFence) -> JSONValue {
    guard let output = fence.output else { return [] }
    if fence.mustFail { return [error(output)] }
    if output.isEmpty { return [stream("")] }
    return .array(
      OutputPiece.parts(of: output).map { part in
        switch part {
        case .json(let text, let value) where isExact(text): display(text, value)
        case .text(let text), .json(let text, _): stream(text + "\n")
        }
      })
  }

  private static func stream(_ text: String) -> JSONValue {
    ["name": "stdout", "output_type": "stream", "text": NotebookText.lines(text)]
  }

  private static func display(_ text: String, _ value: JSONValue) -> JSONValue {
    let isShort = text.utf8.count { $0 == 0x0A } < 40
    return [
      "data": ["application/json": value, "text/plain": NotebookText.lines(text)],
      "metadata": isShort ? ["application/json": ["expanded": true]] : [:], "output_type": "display_data",
    ]
  }

  private static func error(_ output: String) -> JSONValue {
    let lines = Array(output.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    let first = lines[0].split(separator: " ", maxSplits: 1)
    let name = first.first.map { $0.last == ":" ? String($0.dropLast()) : String($0) } ?? ""
    return [
      "ename": .string(name), "evalue": .string(first.count > 1 ? String(first[1]) : ""),
      "output_type": "error", "traceback": .array(lines.map { .string($0) }),
    ]
  }

  /// Whether other programs read the same from it: no name stands twice, and every number fits a double.
  private static func isExact(_ text: String) -> Bool {
    guard let document = try? JSONDocument(parsing: text), document.duplicateNames.isEmpty else {
      return false
    }
    return isFinite(document.value)
  }

  private static func isFinite(_ value: JSONValue) -> Bool {
    switch value {
    case .number: value.doubleValue?.isFinite ?? false
    case .array(let elements): elements.allSatisfy(isFinite)
    case .object(let object): object.members.allSatisfy { isFinite($0.value) }
    case .null, .bool, .string: true
    }
  }
}

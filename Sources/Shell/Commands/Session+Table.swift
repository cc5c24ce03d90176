import IntegrationHub
import JSON
import JSONPath
import Redaction
import SnippetSyntax
import TextLayout

extension Session {
  /// `:table [QUERY] [in NAME]`: records as a table.
  func showTable(_ argument: String, _ span: SourceSpan, in source: SourceText) throws(CellFailure) {
    let found = try findShown(QueryArgument(argument, at: span), in: source)
    // What several places hold are the rows; the array at one place is the table itself.
    let whole = found.count == 1 ? found[0].value : .array(found.map(\.value))
    let page = argument.isEmpty ? Self.records(ofPage: whole) : nil
    if let page { emit(OutputPart(.note, "note: the records of $.\(page.name)")) }
    let value = page?.records ?? whole
    guard !found.isEmpty, value != .array([]), value != .object(JSONObject()) else {
      emit(OutputPart(.text, "(nothing found)"))
      return
    }
    var part = OutputPart(.text, "")
    part.isRedacted = true
    part.text = StoredTable.text(of: value)
    part.remade = { redactor in StoredTable.text(of: value.masked(by: redactor)) }
    part.knownValues = hub.names.count
    part.screenForm = ScreenForm(.table(value))
    emit(part)
  }

  /// The records of an answer that is one page of them: its only member that is an array of objects.
  private static func records(ofPage value: JSONValue) -> (name: String, records: JSONValue)? {
    let lists = (value.objectValue?.members ?? []).filter { member in
      guard let elements = member.value.arrayValue, !elements.isEmpty else { return false }
      return elements.allSatisfy { $0.objectValue != nil }
    }
    return lists.count == 1 ? (lists[0].name, lists[0].value) : nil
  }
}

/// The layout of a table that is stored: the same for every screen.
enum StoredTable {
  /// Columns of a cell; more would only be read elsewhere.
  private static let widestCell = 60
  /// With more columns than that in all, each row becomes a block of lines.
  private static let screen = TextScreen(columns: 1_000)
  private static let mostRows = 1_000

  /// A redacted value as a table, without a line end at its end.
  static func text(of value: JSONValue) -> String {
    var note: [String] = []
    var value = value
    if case .array(let rows) = value {
      value = .array(rows.prefix(mostRows).map { cut($0) })
      if rows.count > mostRows { note = ["... \(Session.count(rows.count - mostRows, "more row"))"] }
    } else {
      value = cut(value)
    }
    return (TableLayout(screen).lines(of: value).map(\.text) + note).joined(separator: "\n")
  }

  /// An element with what its members hold no wider than a cell.
  private static func cut(_ element: JSONValue) -> JSONValue {
    guard case .object(let object) = element else { return cell(element) }
    return .object(JSONObject(object.members.map { .init($0.name, cell($0.value)) }))
  }

  private static func cell(_ value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text): .string(text.shownOnOneLine(columns: widestCell))
    case .array, .object:
      .string(
        JSONPrinter().beginning(of: value, upToBytes: widestCell * 4).shownOnOneLine(columns: widestCell))
    case .null, .bool, .number: value
    }
  }
}

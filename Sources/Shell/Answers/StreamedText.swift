import HTTPExchange
import JSON

/// Turns the body of a stream into the lines that are shown of it: for each event its fields, for each value itself.
///
/// The same text comes of the same body, whether it arrived in pieces or lies in a recording.
struct StreamedText {
  /// What one event or value gives.
  struct Item {
    var text: String
    /// The part of it that can be searched for credentials.
    var payload: [UInt8]
  }

  /// Events or values so far.
  private(set) var count = 0
  private let format: StreamFormat
  private var events = EventStreamParser()
  private var records: RecordStreamParser

  init(_ format: StreamFormat) {
    self.format = format
    records = RecordStreamParser(usesSeparators: format == .records)
  }

  /// What one of them is called.
  var noun: String { format == .events ? "event" : "value" }

  mutating func append(_ piece: some Sequence<UInt8>) -> [Item] {
    let items =
      format == .events
      ? events.append(piece).map { Self.item($0) } : records.append(piece).map { Self.item($0) }
    count += items.count
    return items
  }

  /// What the end of the stream ends.
  mutating func finish() -> Item? {
    // An event that no blank line ends is none.
    guard format != .events, let record = records.finish() else { return nil }
    count += 1
    return Self.item(record)
  }

  /// Whether the end leaves something over that a browser would drop.
  var endsWithinEvent: Bool { format == .events && events.isInEvent }

  private static func item(_ event: ServerSentEvent) -> Item {
    var fields: [String] = []
    if !event.type.isEmpty { fields.append("event: \(event.type)") }
    if let id = event.id { fields.append("id: \(id)") }
    if let retry = event.retry { fields.append("retry: \(retry)") }
    guard event.droppedBytes == 0 else {
      return Item(
        text: (fields + ["(too long to show: \(event.droppedBytes) B)"]).joined(separator: ", "), payload: [])
    }
    let payload = Array(event.data.utf8)
    fields.append("data: " + compact(payload))
    return Item(text: fields.joined(separator: ", "), payload: payload)
  }

  private static func item(_ record: RecordStreamParser.Record) -> Item {
    guard record.droppedBytes == 0 else {
      return Item(text: "(too long to show: \(record.droppedBytes) B)", payload: [])
    }
    return Item(text: compact(record.bytes), payload: record.bytes)
  }

  /// JSON on one line, anything else as it is.
  private static func compact(_ bytes: [UInt8]) -> String {
    if let document = try? JSONDocument(parsing: bytes) { return JSONPrinter().text(document, .compact) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Where the value begins in a line that is shown: behind `data: `, or at once.
  static func valueStart(in line: Substring) -> Substring.Index {
    let names = ["event: ", "id: ", "retry: ", "data: "]
    guard names.contains(where: line.hasPrefix) else { return line.startIndex }
    if line.hasPrefix("data: ") { return line.index(line.startIndex, offsetBy: 6) }
    return line.firstRange(of: ", data: ")?.upperBound ?? line.endIndex
  }
}

/// One event of a `text/event-stream`.
package struct ServerSentEvent: Equatable, Sendable {
  /// The `event` field; empty for an event without one, which is of the type `message`.
  package var type = ""
  /// The `data` fields, joined by line ends.
  package var data = ""
  /// The `id` field of this event; nil leaves the last one in force.
  package var id: String?
  /// Milliseconds to wait before connecting again, as this event asks for.
  package var retry: Int?
  /// Bytes of data that were too many to keep; `data` is empty then.
  package var droppedBytes = 0

  package init(type: String = "", data: String = "", id: String? = nil, retry: Int? = nil) {
    self.type = type
    self.data = data
    self.id = id
    self.retry = retry
  }
}

/// Reads server-sent events from pieces of any size, by the rules of the WHATWG (HTML, section 9.2.6).
package struct EventStreamParser: Sendable {
  /// The ID that a client sends when it connects again.
  package private(set) var lastEventID = ""

  private let limit: Int
  private var line: [UInt8] = []
  private var data: [UInt8] = []
  private var hasData = false
  private var event = ServerSentEvent()
  private var dropped = 0
  private var droppedOfLine = 0
  private var isAtStart = true
  private var followsCarriageReturn = false

  /// An event with more than `limit` bytes of data, and a line longer than it, is not kept.
  package init(limit: Int = 1 << 20) { self.limit = limit }

  /// Whether something was read that no blank line has ended; at the end of a stream it is no event.
  package var isInEvent: Bool { !line.isEmpty || hasData || dropped > 0 }

  /// Takes a piece and gives the events that it ends.
  package mutating func append(_ piece: some Sequence<UInt8>) -> [ServerSentEvent] {
    var events: [ServerSentEvent] = []
    for byte in piece {
      let isSecondOfTwo = followsCarriageReturn && byte == 0x0A
      followsCarriageReturn = byte == 0x0D
      if isSecondOfTwo { continue }
      if byte == 0x0A || byte == 0x0D {
        endLine(&events)
      } else if line.count < limit {
        line.append(byte)
      } else {
        droppedOfLine += 1
      }
    }
    return events
  }

  private mutating func endLine(_ events: inout [ServerSentEvent]) {
    defer {
      line.removeAll(keepingCapacity: true)
      droppedOfLine = 0
    }
    var bytes = line[...]
    if isAtStart {
      isAtStart = false
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    }
    guard let first = bytes.first else { return dispatch(&events) }
    // A comment.
    guard first != UInt8(ascii: ":") else { return }
    let colon = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
    var value = bytes[colon...].dropFirst()
    if value.first == 0x20 { value = value.dropFirst() }
    guard droppedOfLine == 0 else {
      if bytes[..<colon].elementsEqual("data".utf8) { dropped += value.count + droppedOfLine }
      return
    }
    take(bytes[..<colon], value)
  }

  private mutating func take(_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) {
    if name.elementsEqual("data".utf8) {
      hasData = true
      if value.count < limit - data.count {
        data += value
        data.append(0x0A)
      } else {
        dropped += value.count
      }
    } else if name.elementsEqual("event".utf8) {
      event.type = String(decoding: value, as: UTF8.self)
    } else if name.elementsEqual("id".utf8), !value.contains(0) {
      event.id = String(decoding: value, as: UTF8.self)
    } else if name.elementsEqual("retry".utf8), value.allSatisfy({ (0x30...0x39).contains($0) }) {
      event.retry = Int(String(decoding: value, as: UTF8.self))
    }
  }

  private mutating func dispatch(_ events: inout [ServerSentEvent]) {
    if let id = event.id { lastEventID = id }
    if hasData || dropped > 0 {
      if dropped > 0 {
        event.droppedBytes = dropped + data.count
      } else {
        event.data = String(decoding: data.dropLast(), as: UTF8.self)
      }
      events.append(event)
    }
    event = ServerSentEvent()
    data = []
    hasData = false
    dropped = 0
  }
}

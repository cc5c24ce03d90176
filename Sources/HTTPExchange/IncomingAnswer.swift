/// Collects one answer from libcurl's callbacks as it arrives.
final class IncomingAnswer {
  private(set) var version = "HTTP/1.1"
  private(set) var status = 0
  private(set) var reason = ""
  private(set) var headers: [HTTPHeader] = []
  private(set) var body: [UInt8] = []
  /// Bytes of decoded body so far, kept or not.
  private(set) var receivedBytes = 0
  /// Whether the transfer was ended from here because nobody wants the rest.
  private(set) var isCut = false
  /// Why a stream ended before its server ended it.
  private(set) var streamEnding: StreamEnding?
  private(set) var hasTooManyHeaders = false
  /// Whether a head has begun and not ended.
  private(set) var isInHead = false
  private(set) var location: String?
  /// The coding of the body as the server names it; empty without one.
  private(set) var contentEncoding = ""
  private(set) var setsCookies = false

  /// Called when a compressed body begins: its raw bytes are to be given to `receiveRaw`.
  var codingBegins: () -> Void = {}

  private let bodyLimit: Int
  private var receiver: (any BodyReceiver)?
  private var isToReceiver: (IncomingAnswer) -> Bool = { _ in false }
  private var hasBegun = false
  private var hasExceeded = false
  private var headerBytes = 0
  private var contentLength: Int?
  private var isChunked = false
  private var compressed: CompressedBody?

  /// More than any real answer has; a server that never ends its headers must not fill memory.
  private static let headerLimit = 1 << 20
  private static let largestReservation = 16 << 20

  /// - Parameter isToReceiver: Asked once, before the body: false keeps the receiver out of it.
  init(
    bodyLimit: Int, receiver: (any BodyReceiver)? = nil,
    isToReceiver: @escaping (IncomingAnswer) -> Bool = { _ in true }
  ) {
    self.bodyLimit = max(0, bodyLimit)
    self.receiver = receiver
    self.isToReceiver = isToReceiver
  }

  /// Whether the body is longer than what is kept of it here.
  var isTruncated: Bool { isCut || receivedBytes > body.count }

  /// The body's length when it is known ahead.
  var announcedLength: Int? { contentEncoding.isEmpty ? contentLength : nil }

  // MARK: Head

  /// Takes one line of the answer's head; false stops the transfer.
  func receiveHeader(_ bytes: UnsafeRawBufferPointer) -> Bool {
    headerBytes += bytes.count
    guard headerBytes <= Self.headerLimit else {
      hasTooManyHeaders = true
      return false
    }
    let line = HeaderLine.trimmed(bytes[...])
    guard let first = bytes.first, !line.isEmpty else {
      isInHead = false
      return true
    }
    if first == UInt8(ascii: "H"), line.starts(with: "HTTP/".utf8) {
      // A new head: the one before was interim, such as 100 Continue.
      beginHead(line)
    } else if first == 0x20 || first == 0x09 {
      // Folded lines are obsolete (RFC 9112 section 5.2) but still sent.
      if !headers.isEmpty { headers[headers.count - 1].value += " " + HeaderLine.text(line) }
    } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
      let name = HeaderLine.trimmed(line[..<colon])
      let value = HeaderLine.text(HeaderLine.trimmed(line[(colon + 1)...]))
      note(name, value)
      headers.append(HTTPHeader(HeaderLine.text(name), value))
    }
    return true
  }

  private func beginHead(_ line: HeaderLine.Bytes) {
    isInHead = true
    headers = []
    location = nil
    contentLength = nil
    contentEncoding = ""
    isChunked = false
    headers.reserveCapacity(16)
    let afterVersion = HeaderLine.word(of: line, from: line.startIndex)
    let afterStatus = HeaderLine.word(of: line, from: afterVersion + 1)
    version = HeaderLine.text(line[..<afterVersion])
    status = Int(HeaderLine.text(line[min(afterVersion + 1, line.endIndex)..<afterStatus])) ?? 0
    reason = HeaderLine.text(HeaderLine.trimmed(line[min(afterStatus + 1, line.endIndex)...]))
  }

  private func note(_ name: HeaderLine.Bytes, _ value: String) {
    switch name.count {
    case 8 where HeaderLine.isName(name, "location"):
      // An empty one leads nowhere, as with curl.
      if location == nil, !value.isEmpty { location = value }
    case 10 where HeaderLine.isName(name, "set-cookie"): setsCookies = true
    case 14 where HeaderLine.isName(name, "content-length"):
      contentLength = Int(value).flatMap { $0 < 0 ? nil : $0 }
    case 16 where HeaderLine.isName(name, "content-encoding"): beginCoding(value)
    case 17 where HeaderLine.isName(name, "transfer-encoding"):
      isChunked = value.lowercased().hasSuffix("chunked")
    default: break
    }
  }

  private func beginCoding(_ name: String) {
    contentEncoding = name
    if CompressedBody.follows(name.lowercased()) { codingBegins() }
  }

  // MARK: Body

  /// Takes a piece of the body as it came over the wire, still compressed.
  func receiveRaw(_ bytes: UnsafeRawBufferPointer) {
    if compressed == nil {
      compressed = CompressedBody(coding: contentEncoding.lowercased(), isChunked: isChunked)
    }
    compressed?.receive(bytes)
  }

  /// Whether an answer that ended was a whole one, as far as can be told.
  var isWhole: Bool {
    !isInHead && (isCut || compressed?.isWhole(decodedLength: receivedBytes) != false)
  }

  /// Takes a piece of decoded body; false stops the transfer because the rest is not wanted.
  func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    begin()
    receivedBytes += bytes.count
    let room = bodyLimit - body.count
    let isRoom = bytes.count <= room
    if !isRoom, !hasExceeded {
      hasExceeded = true
      receiver?.bodyExceeds(body)
    }
    if isRoom {
      body.append(contentsOf: bytes)
    } else if room > 0 {
      body.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[..<room]))
    }
    let goesOn = receiver.map { $0.receive(bytes) } ?? isRoom
    if !goesOn { isCut = true }
    return goesOn
  }

  /// Whether what came is the answer, wherever it is stopped.
  var isStream: Bool { hasBegun && receiver?.isStream == true }

  /// Takes what came for the answer.
  func stop(by ending: StreamEnding) {
    isCut = true
    streamEnding = ending
  }

  /// The end of the answer, also of one without a body.
  func end() { begin() }

  private func begin() {
    guard !hasBegun else { return }
    hasBegun = true
    if let length = announcedLength {
      body.reserveCapacity(min(length, bodyLimit, Self.largestReservation))
    }
    guard let receiver else { return }
    if isToReceiver(self) {
      receiver.begin(HTTPHead(status: status, reason: reason, headers: headers))
    } else {
      self.receiver = nil
    }
  }
}

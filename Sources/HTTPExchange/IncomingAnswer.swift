/// Collects one answer from libcurl's callbacks as it arrives.
final class IncomingAnswer {
  private(set) var version = "HTTP/1.1"
  private(set) var status = 0
  private(set) var reason = ""
  private(set) var headers: [HTTPHeader] = []
  private(set) var body: [UInt8] = []
  private(set) var isTruncated = false
  private(set) var hasTooManyHeaders = false

  private let bodyLimit: Int
  private var headerBytes = 0

  /// More than any real answer has; a server that never ends its headers must not fill memory.
  private static let headerLimit = 1 << 20

  init(bodyLimit: Int) {
    self.bodyLimit = max(0, bodyLimit)
  }

  /// Takes one line of the answer's head; false stops the transfer.
  func receiveHeader(_ bytes: UnsafeRawBufferPointer) -> Bool {
    headerBytes += bytes.count
    guard headerBytes <= Self.headerLimit else {
      hasTooManyHeaders = true
      return false
    }
    let line = Self.trimmed(bytes[...])
    if line.starts(with: "HTTP/".utf8) {
      // A new head: the one before was interim, such as 100 Continue.
      beginHead(line)
    } else if let first = bytes.first, first == 0x20 || first == 0x09 {
      // Folded lines are obsolete (RFC 9112 section 5.2) but still sent.
      if !headers.isEmpty {
        headers[headers.count - 1].value += " " + Self.text(line)
      }
    } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
      let value = Self.trimmed(line[(colon + 1)...])
      headers.append(HTTPHeader(Self.text(Self.trimmed(line[..<colon])), Self.text(value)))
    }
    return true
  }

  private func beginHead(_ line: Bytes) {
    headers = []
    let parts = line.split(
      separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
    version = Self.text(parts[0])
    status = parts.count > 1 ? Int(Self.text(parts[1])) ?? 0 : 0
    reason = parts.count > 2 ? Self.text(Self.trimmed(parts[2])) : ""
  }

  /// Takes a piece of decoded body; false stops the transfer because the limit is reached.
  func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let room = bodyLimit - body.count
    if body.isEmpty, let length = announcedLength {
      body.reserveCapacity(min(length, bodyLimit, Self.largestReservation))
    }
    if bytes.count <= room {
      body.append(contentsOf: bytes)
      return true
    }
    body.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[0..<max(0, room)]))
    isTruncated = true
    return false
  }

  private static let largestReservation = 16 << 20

  /// The body's length when it is known ahead.
  var announcedLength: Int? {
    var length: Int?
    for header in headers {
      switch header.name.lowercased() {
      case "content-length": length = Int(header.value)
      case "content-encoding": return nil
      default: break
      }
    }
    return length.flatMap { $0 >= 0 ? $0 : nil }
  }

  /// The first value of a header.
  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name }?.value
  }

  private typealias Bytes = Slice<UnsafeRawBufferPointer>

  /// Without blanks and line ends on both sides.
  private static func trimmed(_ bytes: Bytes) -> Bytes {
    func isBlank(_ byte: UInt8) -> Bool {
      byte == 0x20 || byte == 0x09 || byte == 0x0d || byte == 0x0a
    }
    var bytes = bytes
    while let first = bytes.first, isBlank(first) { bytes.removeFirst() }
    while let last = bytes.last, isBlank(last) { bytes.removeLast() }
    return bytes
  }

  /// UTF-8 where it is that, else Latin-1, which is what older servers mean.
  private static func text(_ bytes: Bytes) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    if bytes.allSatisfy({ $0 < 0x80 }) || text.utf8.elementsEqual(bytes) { return text }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: bytes.map { Unicode.Scalar($0) })
    return String(scalars)
  }
}

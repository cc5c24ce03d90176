#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a person did at the keyboard, or the system told, while a line is edited.
enum KeyEvent: Equatable {
  /// One character; a key such as an arrow sends several in a row.
  case character(Unicode.Scalar)
  /// A paste that the terminal marked as such.
  case paste(String)
  /// A signal was forwarded.
  case signal(Int32)
  /// The terminal is gone.
  case end
}

/// Reads keys from a terminal: characters one at a time, a marked paste as a whole.
final class KeyInput {
  /// How long the rest of an escape sequence may take before ESC counts as a key of its own.
  static let escapeTimeout: Int32 = 30
  /// How long the terminal may take to tell where its cursor is.
  static let reportTimeout: Int32 = 100
  /// A larger paste is refused as a whole, since a part of it would be worse than nothing.
  static let pasteLimit = 16_777_216

  private let descriptor: Int32
  private let signalDescriptor: Int32
  /// Bytes that were read too far, in reverse.
  private var pushedBack: [UInt8] = []
  /// Whether the terminal still owes an answer, which is no key.
  private var awaitsReport = false

  private static let pasteStart = Array("[200~".utf8)
  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  init(descriptor: Int32, signalDescriptor: Int32) {
    self.descriptor = descriptor
    self.signalDescriptor = signalDescriptor
  }

  func next() -> KeyEvent {
    switch readByte(timeout: -1, watchesSignals: true) {
    case .byte(0x1B):
      if awaitsReport, report() != nil { return next() }
      return isPasteStart() ? paste() : .character("\u{1B}")
    case .byte(let byte):
      return .character(byte < 0x80 ? Unicode.Scalar(byte) : character(startingWith: byte))
    case .signal(let number): return .signal(number)
    case .timeout, .end: return .end
    }
  }

  /// The character comes again at the next read.
  func pushBack(_ character: Unicode.Scalar) {
    pushedBack += String(Character(character)).utf8.reversed()
  }

  /// Whether more input is waiting.
  var hasMore: Bool {
    guard pushedBack.isEmpty else { return true }
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, 0) > 0
  }

  /// Waits a moment for a signal, and forgets those that came.
  func awaitSignal(timeout: Int32) {
    var waiting = pollfd(fd: signalDescriptor, events: Int16(POLLIN), revents: 0)
    _ = poll(&waiting, 1, timeout)
    var byte: UInt8 = 0
    while read(signalDescriptor, &byte, 1) == 1 {}
  }

  /// Asks the terminal where its cursor is; nil when it does not tell in time.
  ///
  /// Keys that come meanwhile are kept.
  func cursorPlace(asking output: StandardOutput) -> EntryLayout.Place? {
    guard !awaitsReport, output.write("\u{1B}[6n") else { return nil }
    awaitsReport = true
    var kept: [UInt8] = []
    defer { pushedBack += kept.reversed() }
    while case .byte(let byte) = readByte(timeout: Self.reportTimeout) {
      if byte == 0x1B, let place = report() { return place }
      kept.append(byte)
    }
    return nil
  }

  /// The rest of an answer such as `ESC [ 3 ; 17 R`; nil, and nothing is taken, when it is something else.
  private func report() -> EntryLayout.Place? {
    var bytes: [UInt8] = []
    while bytes.count < 16, case .byte(let byte) = readByte(timeout: Self.escapeTimeout) {
      bytes.append(byte)
      if byte == UInt8(ascii: "R") {
        let numbers = bytes.dropFirst().dropLast().split(separator: UInt8(ascii: ";")).map {
          Int(String(decoding: $0, as: UTF8.self)) ?? 0
        }
        guard bytes.first == UInt8(ascii: "["), numbers.count == 2, numbers.allSatisfy({ $0 > 0 }) else {
          break
        }
        awaitsReport = false
        return EntryLayout.Place(row: numbers[0] - 1, column: numbers[1] - 1)
      }
    }
    pushedBack += bytes.reversed()
    return nil
  }

  private enum Reading {
    case byte(UInt8)
    case signal(Int32)
    case timeout
    case end
  }

  /// One byte at a time, so that what is typed ahead stays where another reader of the terminal finds it.
  private func readByte(timeout: Int32, watchesSignals: Bool = false) -> Reading {
    if let byte = pushedBack.popLast() { return .byte(byte) }
    while true {
      var waiting = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: watchesSignals ? signalDescriptor : -1, events: Int16(POLLIN), revents: 0),
      ]
      let ready = poll(&waiting, 2, timeout)
      if ready == 0 { return .timeout }
      guard ready > 0 else {
        if errno == EINTR { continue }
        return .end
      }
      var byte: UInt8 = 0
      if waiting[1].revents != 0, read(signalDescriptor, &byte, 1) == 1 { return .signal(Int32(byte)) }
      guard waiting[0].revents != 0 else { continue }
      let count = read(descriptor, &byte, 1)
      if count == 1 { return .byte(byte) }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      return .end
    }
  }

  private func isPasteStart() -> Bool {
    for (index, expected) in Self.pasteStart.enumerated() {
      guard case .byte(let byte) = readByte(timeout: Self.escapeTimeout) else {
        pushedBack += Self.pasteStart.prefix(index).reversed()
        return false
      }
      if byte != expected {
        pushedBack.append(byte)
        pushedBack += Self.pasteStart.prefix(index).reversed()
        return false
      }
    }
    return true
  }

  private func paste() -> KeyEvent {
    var bytes: [UInt8] = []
    var isTooLarge = false
    while case .byte(let byte) = readByte(timeout: -1) {
      bytes.append(byte)
      if byte == Self.pasteEnd.last, bytes.suffix(Self.pasteEnd.count) == Self.pasteEnd[...] {
        bytes.removeLast(Self.pasteEnd.count)
        return .paste(isTooLarge ? "" : PastedText.clean(bytes))
      }
      if bytes.count > Self.pasteLimit {
        isTooLarge = true
        bytes.removeFirst(bytes.count - Self.pasteEnd.count)
      }
    }
    return .end
  }

  private func character(startingWith first: UInt8) -> Unicode.Scalar {
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
    var bytes = [first]
    while bytes.count < length, case .byte(let byte) = readByte(timeout: Self.escapeTimeout) {
      guard byte & 0xC0 == 0x80 else {
        pushedBack.append(byte)
        break
      }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.first ?? "\u{FFFD}"
  }
}

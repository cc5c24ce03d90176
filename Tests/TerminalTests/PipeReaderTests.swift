import Shell
import TestSupport
import Testing

@testable import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite struct PipeReaderTests {
  private let folder = TemporaryFolder()

  private func events(_ text: String) -> [InputEvent] {
    let descriptor = open(folder.write(text, to: "input"), O_RDONLY)
    defer { close(descriptor) }
    let reader = PipeReader(descriptor: descriptor)
    var events: [InputEvent] = []
    while events.last != .endOfInput { events.append(reader.next(prompt: "> ")) }
    return events
  }

  @Test func readsLineByLine() {
    #expect(events("a\n\nb\r\nc") == [.text("a"), .text(""), .text("b"), .text("c"), .endOfInput])
    #expect(events("") == [.endOfInput])
    #expect(events("\n") == [.text(""), .endOfInput])
    #expect(events("\u{FEFF}a\n") == [.text("a"), .endOfInput])
  }

  @Test func linesMayBeOfAnySize() {
    let long = String(repeating: "ä", count: 300_000)
    #expect(events(long + "\nx\n" + long) == [.text(long), .text("x"), .text(long), .endOfInput])
    let many = (0..<50_000).map { "line \($0)" }
    #expect(events(many.joined(separator: "\n")) == many.map(InputEvent.text) + [.endOfInput])
  }

  @Test func aLineThatIsNotUTF8StopsTheReading() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { close(ends[0]) }
    let bytes: [UInt8] = Array("fine\nbad \u{E4}".utf8.dropLast()) + [0x0A, 0x78, 0x0A]
    #expect(write(ends[1], bytes, bytes.count) == bytes.count)
    close(ends[1])
    let reader = PipeReader(descriptor: ends[0])
    #expect(reader.next(prompt: "") == .text("fine"))
    #expect(reader.encodingError == nil)
    #expect(reader.next(prompt: "") == .endOfInput)
    #expect(reader.encodingError == PipeReader.EncodingError(line: 2))
    #expect(reader.next(prompt: "") == .endOfInput)
  }

  @Test func anInterruptEndsTheWait() throws {
    var (ends, interrupt): ([Int32], [Int32]) = ([0, 0], [0, 0])
    try #require(pipe(&ends) == 0 && pipe(&interrupt) == 0)
    defer { for end in ends + interrupt { close(end) } }
    let reader = PipeReader(descriptor: ends[0], interruptDescriptor: interrupt[0])
    var byte: UInt8 = 1
    #expect(write(interrupt[1], &byte, 1) == 1)
    #expect(reader.next(prompt: "") == .interrupted)
    #expect(read(interrupt[0], &byte, 1) == 1)
    #expect(write(ends[1], "x\n", 2) == 2)
    #expect(reader.next(prompt: "") == .text("x"))
  }
}

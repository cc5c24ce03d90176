import Testing

@testable import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The terminal tells where its cursor is, between the keys of the person.
@Suite struct KeyInputTests {
  /// Keys come from one pipe, and what the terminal is asked goes into another.
  private final class Keys {
    private(set) var keys: [Int32] = [-1, -1]
    private(set) var questions: [Int32] = [-1, -1]
    let input: KeyInput
    var output: StandardOutput { StandardOutput(descriptor: questions[1]) }

    init() {
      pipe(&keys)
      pipe(&questions)
      input = KeyInput(descriptor: keys[0], signalDescriptor: -1)
    }

    deinit { for end in keys + questions { close(end) } }

    func type(_ text: String) { StandardOutput(descriptor: keys[1]).write(text) }

    func typed(_ count: Int) -> String {
      String(
        (0..<count).map { _ in if case .character(let key) = input.next() { Character(key) } else { "?" } })
    }
  }

  @Test func keysAroundAnAnswerAreKept() {
    let keys = Keys()
    keys.type("é\u{1B}[A\u{1B}[3;17Rc")
    #expect(keys.input.cursorPlace(asking: keys.output) == EntryLayout.Place(row: 2, column: 16))
    #expect(keys.typed(5) == "é\u{1B}[Ac")
  }

  @Test func aPasteBeforeAnAnswerIsKept() {
    let keys = Keys()
    keys.type("\u{1B}[200~a\u{1B}[201~\u{1B}[1;1R")
    #expect(keys.input.cursorPlace(asking: keys.output) == EntryLayout.Place(row: 0, column: 0))
    #expect(keys.input.next() == .paste("a"))
  }

  @Test func anAnswerThatComesLateIsNoKey() {
    let keys = Keys()
    keys.type("x")
    #expect(keys.input.cursorPlace(asking: keys.output) == nil)
    keys.type("\u{1B}[3;17Ry\u{1B}[1;2R")
    // The second is none, but a key such as Shift-F3.
    #expect(keys.typed(8) == "xy\u{1B}[1;2R")
    keys.type("\u{1B}[4;5R")
    #expect(keys.input.cursorPlace(asking: keys.output) == EntryLayout.Place(row: 3, column: 4))
  }
}

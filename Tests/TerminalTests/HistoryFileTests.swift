import Dispatch
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

@Suite struct HistoryFileTests {
  private let folder = TemporaryFolder()
  private var file: HistoryFile { HistoryFile(path: folder.file("a/b/history")) }

  @Test func entriesComeBackAsTheyWere() {
    let entries = ["plain", "two\nlines\n", "tab\tquote\" back\\slash", "日本 🙂", "\u{1}\u{1F}\u{7F}", "\\n"]
    for entry in entries { #expect(file.append(entry)) }
    #expect(file.load(limit: 100) == entries)
    #expect(file.load(limit: 2) == Array(entries.suffix(2)))
  }

  @Test func aMissingFileHoldsNothing() {
    #expect(file.load(limit: 10).isEmpty)
  }

  @Test func theFileIsTheOwnersAlone() {
    file.append("x")
    #expect(mode(file.path) == 0o600)
    #expect(mode(folder.file("a/b")) == 0o700)
    chmod(file.path, 0o644)
    file.append("y")
    #expect(mode(file.path) == 0o600)
  }

  @Test func damagedLinesAreSkipped() {
    let text = "\"one\"\nno quotes\n\"open\n\"bad \\q\"\n\"\\u12\"\n\"\"\"\n\n\"\\u0041\"\n\"last\"\n"
    let file = HistoryFile(path: folder.write(text, to: "damaged"))
    #expect(file.load(limit: 100) == ["one", "A", "last"])
  }

  @Test func aTornLineDoesNotSpoilTheNext() {
    let file = HistoryFile(path: folder.write("\"one\"\n\"tor", to: "torn"))
    file.append("two")
    #expect(file.load(limit: 100) == ["one", "two"])
  }

  @Test func onlyTheEndOfALargeFileIsRead() {
    let line = "\"" + String(repeating: "x", count: 1_000) + "\"\n"
    let text = String(repeating: line, count: 6_000) + "\"end\"\n"
    let entries = HistoryFile(path: folder.write(text, to: "large")).load(limit: 10_000)
    #expect(entries.last == "end")
    #expect(entries.dropLast().allSatisfy { $0.count == 1_000 })
    #expect(entries.count > 4_000 && entries.count < 4_300)
  }

  @Test func severalShellsAtOnceLoseNothing() {
    let file = file
    DispatchQueue.concurrentPerform(iterations: 8) { shell in
      for number in 0..<100 {
        file.append("shell \(shell)\nentry \(number) " + String(repeating: "x", count: number * 20))
      }
    }
    let entries = file.load(limit: 10_000)
    #expect(entries.count == 800)
    for shell in 0..<8 {
      let own = entries.filter { $0.hasPrefix("shell \(shell)\n") }
      #expect(own.count == 100)
      #expect(zip(own, 0..<100).allSatisfy { $0.0.contains("entry \($0.1) ") })
    }
  }

  @Test func anUnwritablePlaceIsNoFault() {
    #expect(!HistoryFile(path: "/dev/null/history").append("x"))
  }

  // MARK: Masking

  private func mask(_ text: String) -> String { text.replacing("secret", with: "***") }

  @Test func entriesAreMaskedInPlace() {
    for entry in ["a", "x = \"secret\"\nsecret", "b"] { file.append(entry) }
    #expect(file.mask(with: mask))
    #expect(file.load(limit: 10) == ["a", "x = \"***\"\n***", "b"])
    #expect(mode(file.path) == 0o600)
    file.append("c")
    #expect(file.load(limit: 10).last == "c")
  }

  @Test func damagedLinesAreMaskedToo() {
    let file = HistoryFile(path: folder.write("\"one\"\n\"torn secret\n\"two\"\n", to: "damaged"))
    #expect(file.mask(with: mask))
    #expect(folder.read("damaged") == "\"one\"\n\"torn ***\n\"two\"\n")
  }

  @Test func nothingIsWrittenWhenNothingChanges() {
    file.append("a")
    let before = number(file.path)
    #expect(file.mask(with: mask))
    #expect(number(file.path) == before)
    #expect(HistoryFile(path: folder.file("none")).mask(with: mask))
    #expect(folder.read("none") == nil)
  }

  @Test func aFileBehindALinkStaysThere() {
    let target = folder.write("\"secret\"\n", to: "target")
    symlink(target, folder.file("link"))
    #expect(HistoryFile(path: folder.file("link")).mask(with: mask))
    #expect(folder.read("target") == "\"***\"\n")
  }

  @Test func shellsThatMaskLoseNoEntryOfOthers() {
    let file = file
    DispatchQueue.concurrentPerform(iterations: 6) { shell in
      for number in 0..<50 {
        file.append("shell \(shell) entry \(number) secret")
        if shell.isMultiple(of: 2) { #expect(file.mask(with: { $0.replacing("secret", with: "***") })) }
      }
    }
    #expect(file.mask(with: mask))
    let entries = file.load(limit: 10_000)
    #expect(entries.count == 300)
    #expect(Set(entries).count == 300)
    #expect(entries.allSatisfy { $0.hasSuffix("***") })
  }

  private func number(_ path: String) -> ino_t {
    var information = stat()
    return stat(path, &information) == 0 ? information.st_ino : 0
  }

  @Test func blanksAndRepetitionsAreNotKept() {
    var history = EntryHistory()
    let kept = ["a", "a", " secret", "", "\n", "b", "a"].filter { history.add($0) }
    #expect(kept == ["a", "b", "a"])
    #expect(history.entries == ["a", "b", "a"])
  }

  private func mode(_ path: String) -> mode_t {
    var information = stat()
    return stat(path, &information) == 0 ? information.st_mode & 0o777 : 0
  }
}

import Testing
import Vault

@Suite struct VaultTests {
  private let storage = MemoryStorage()
  private var vault: Vault { Vault(storage, cost: .tiny, bounds: .tiny) }
  private let passphrase = SecretBytes("correct horse".utf8)

  private func contents() throws -> [String: String] {
    let bytes = try #require(try vault.read())
    let entries = try vault.open(bytes, with: passphrase).contents.entries
    return Dictionary(uniqueKeysWithValues: entries.map { ($0.name, $0.value.text ?? "") })
  }

  private func set(_ name: String, _ value: String, at time: Int64 = 0) throws {
    try vault.change(with: passphrase) { contents throws(VaultError) in
      contents.set(name, to: SecretBytes(value.utf8), at: time)
    }
  }

  @Test func whatIsPutInComesOut() throws {
    try set("crm/clientSecret", "wörd \u{0} \n")
    try set("free name", String(repeating: "x", count: 100_000))
    try set("empty", "")
    #expect(
      try contents() == [
        "crm/clientSecret": "wörd \u{0} \n", "free name": String(repeating: "x", count: 100_000), "empty": "",
      ])
  }

  @Test func namesAreSortedAndKeepTheirDates() throws {
    try set("b", "1", at: 1_768_478_400)
    try set("a", "2", at: -1)
    try set("b", "3", at: 1_768_478_401)
    let entries = try vault.open(#require(storage.bytes), with: passphrase).contents.entries
    #expect(entries.map(\.name) == ["a", "b"])
    #expect(entries.map(\.changed) == [-1, 1_768_478_401])
    #expect(entries.map(\.value.text) == ["2", "3"])
  }

  @Test func aSecretCanBeTakenOut() throws {
    try set("a", "1")
    var found: [Bool] = []
    try vault.change(with: passphrase) { contents throws(VaultError) in
      found = [contents.remove("a"), contents.remove("a")]
    }
    #expect(found == [true, false])
    #expect(try contents().isEmpty)
  }

  @Test func anotherPassphraseOpensItAfterRotation() throws {
    try set("a", "1")
    let new = SecretBytes("battery staple".utf8)
    try vault.change(with: passphrase, newPassphrase: new)
    let bytes = try #require(storage.bytes)
    #expect(throws: VaultError.refusesPassphrase) { try vault.open(bytes, with: passphrase) }
    #expect(try vault.open(bytes, with: new).contents["a"]?.text == "1")
  }

  @Test func aWrongOrEmptyPassphraseChangesNothing() throws {
    try set("a", "1")
    let bytes = storage.bytes
    for wrong in ["", "Correct horse", "correct horse "] {
      #expect(throws: VaultError.refusesPassphrase) {
        try vault.change(with: SecretBytes(wrong.utf8)) { contents throws(VaultError) in
          _ = contents.remove("a")
        }
      }
    }
    #expect(storage.bytes == bytes)
  }

  @Test func nothingOfTheContentsIsInTheFile() throws {
    try set("visible-name", "visible-value")
    let text = String(decoding: try #require(storage.bytes), as: UTF8.self)
    #expect(!text.contains("visible") && !text.contains("correct horse"))
  }

  @Test func everyWriteHasItsOwnSaltAndNonce() throws {
    try set("a", "1")
    let first = try #require(storage.bytes)
    try set("a", "1")
    let second = try #require(storage.bytes)
    #expect(first.count == second.count)
    #expect(first[21..<53] != second[21..<53])
    #expect(first[53..<65] != second[53..<65])
  }

  @Test func theSizeTellsLittleOfTheValue() throws {
    try set("a", "1")
    let size = storage.bytes?.count
    try set("a", String(repeating: "x", count: 200))
    #expect(storage.bytes?.count == size)
  }

  @Test func moreThanTheFormatHoldsIsRefused() throws {
    try set("a", "1")
    let bytes = storage.bytes
    #expect(throws: VaultError.isTooBig) { try set("b", String(repeating: "x", count: 17_000_000)) }
    #expect(storage.bytes == bytes)
  }

  @Test(arguments: [
    ("crm/clientSecret", true), ("My CRM/key ö", true), ("", false), (" a", false), ("a ", false),
    ("a\nb", false), ("a\u{1B}[0m", false), ("a\u{85}", false), (String(repeating: "n", count: 401), false),
  ]) func names(name: String, isAllowed: Bool) {
    #expect((VaultContents.problem(withName: name) == nil) == isAllowed)
  }
}

/// A vault that exists only in a test.
final class MemoryStorage: VaultStorage {
  var bytes: [UInt8]?

  func read() -> [UInt8]? { bytes }
  func update(_ body: ([UInt8]?) throws(VaultError) -> [UInt8]) throws(VaultError) { bytes = try body(bytes) }
}

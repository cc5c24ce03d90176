import HTTPExchange
import IntegrationHub
import Shell
import TestSupport
import Testing
import Vault

extension ShellContext {
  /// A context in which everything that is not given ends the test run: a test names all that it touches.
  static func testing(
    environment: ((String) -> String?)? = nil, writeOutput: ((String) -> Void)? = nil,
    writeError: ((String) -> Void)? = nil, isInteractive: Bool = false, clock: (() -> Int64)? = nil,
    randomSeed: (() -> UInt64)? = nil, makeTransport: (() -> any HTTPTransport)? = nil,
    resetSandbox: (() -> Void)? = nil, askSecret: ((String) -> String?)? = nil,
    secrets: (any SecretAccess)? = nil,
    files: (any FileStore)? = nil
  ) -> ShellContext {
    func trap(_ what: String) -> Never { preconditionFailure("the test did not set \(what)") }
    return ShellContext(
      environment: environment ?? { name in trap("the environment, asked for \(name)") },
      writeOutput: writeOutput ?? { text in trap("writeOutput, given \(text)") },
      writeError: writeError ?? { text in trap("writeError, given \(text)") },
      writeBytes: { _ in trap("writeBytes") }, isInteractive: isInteractive, usesColor: false,
      clock: clock ?? { trap("the clock") }, randomSeed: randomSeed ?? { trap("the random source") },
      makeTransport: makeTransport ?? { trap("the network") },
      resetSandbox: resetSandbox ?? { trap("the sandbox") },
      askSecret: askSecret ?? { prompt in trap("the terminal, asked \(prompt)") },
      secrets: secrets ?? NoSecrets(), files: files ?? NoFiles(), interruption: Interruption())
  }
}

/// Traps at every use.
private final class NoFiles: FileStore {
  func exists(_ path: String) -> Bool { preconditionFailure("the test set no files, asked for \(path)") }
  func read(_ path: String) -> String { preconditionFailure("the test set no files, asked for \(path)") }
  func readBytes(_ path: String) -> [UInt8] {
    preconditionFailure("the test set no files, asked for \(path)")
  }
  func linkTarget(_ path: String) -> String? {
    preconditionFailure("the test set no files, asked for \(path)")
  }
  func makeFolder(_ path: String) { preconditionFailure("the test set no files, asked for \(path)") }
  func write(_ bytes: [UInt8], to path: String) {
    preconditionFailure("the test set no files, asked for \(path)")
  }
  func writePrivately(_ text: String, to path: String) {
    preconditionFailure("the test set no files, asked for \(path)")
  }
}

/// Traps at every use.
private final class NoSecrets: SecretAccess {
  func run(_ command: SecretCommand, interruption: Interruption) -> SecretCommandResult {
    preconditionFailure("the test set no sources of secrets, asked to run \(command.text)")
  }
  func readFile(_ path: String) -> SecretFile {
    preconditionFailure("the test set no sources of secrets, asked for \(path)")
  }
  func vault(at path: String) -> Vault {
    preconditionFailure("the test set no sources of secrets, asked for the vault \(path)")
  }
  func protectMemory() {}
}

/// Sources of secrets that exist only in a test; what was asked of them is noted.
final class MemorySecrets: SecretAccess {
  var commands: [SecretCommand] = []
  var results: [SecretCommandResult] = []
  var files: [String: SecretFile] = [:]
  var filesRead: [String] = []
  var isProtected = false
  let storage = MemoryVault()

  func run(_ command: SecretCommand, interruption: Interruption) -> SecretCommandResult {
    commands.append(command)
    return results.isEmpty
      ? SecretCommandResult(.notStarted(reason: "the test gave none")) : results.removeFirst()
  }
  func readFile(_ path: String) throws(FileError) -> SecretFile {
    filesRead.append(path)
    guard let file = files[path] else { throw FileError("\(path) cannot be read: No such file or directory") }
    return file
  }
  func vault(at path: String) -> Vault { Vault(storage, cost: .tiny, bounds: .tiny) }
  func protectMemory() { isProtected = true }
}

/// A vault without a file.
final class MemoryVault: VaultStorage {
  var bytes: [UInt8]?
  var reads = 0

  func read() -> [UInt8]? {
    reads += 1
    return bytes
  }
  func update(_ body: ([UInt8]?) throws(VaultError) -> [UInt8]) throws(VaultError) { bytes = try body(bytes) }
}

/// Files that exist only in a test.
final class MemoryFiles: FileStore {
  /// What folders hold, by their paths as they are asked for.
  var folders: [String: [(name: String, isFolder: Bool)]] = [:]

  func entries(inFolder path: String) -> [(name: String, isFolder: Bool)] {
    let files = texts.keys.filter { $0.hasPrefix(path + "/") }
    return (folders[path] ?? []) + files.map { (String($0.dropFirst(path.count + 1)), false) }
  }

  var texts: [String: String] = [:]
  var bytes: [String: [UInt8]] = [:]
  var links: [String: String] = [:]
  /// Every path that was asked for, in order.
  private(set) var asked: [String] = []

  func exists(_ path: String) -> Bool {
    asked.append(path)
    return texts[path] != nil || bytes[path] != nil
  }
  func read(_ path: String) throws(FileError) -> String {
    guard let text = texts[path] else { throw FileError("\(path) cannot be read: No such file or directory") }
    return text
  }
  func readBytes(_ path: String) throws(FileError) -> [UInt8] {
    if let bytes = bytes[path] { return bytes }
    return Array(try read(path).utf8)
  }
  func linkTarget(_ path: String) -> String? { links[path] }
  func makeFolder(_ path: String) {}
  func write(_ bytes: [UInt8], to path: String) { texts[path] = String(decoding: bytes, as: UTF8.self) }
  func writePrivately(_ text: String, to path: String) { texts[path] = text }
  func remove(_ path: String) {
    texts[path] = nil
    bytes[path] = nil
  }

  // MARK: Held files

  /// Why files that are held cannot be written.
  var failure: String?
  /// How many bytes were written to files that are held, each time.
  fileprivate(set) var writes: [Int] = []
  fileprivate var holders: [String: ObjectIdentifier] = [:]

  func isFree(_ path: String) -> Bool { exists(path) && holders[path] == nil }
  func hold(_ path: String) -> (any HeldFile)? {
    isFree(path) ? MemoryHeldFile(self, path) : nil
  }
  func makeHeld(_ bytes: [UInt8], at path: String) throws(FileError) -> any HeldFile {
    if let failure { throw FileError(failure) }
    texts[path] = ""
    self.bytes[path] = nil
    let file = MemoryHeldFile(self, path)
    try file.append(bytes)
    return file
  }
}

/// Held until it is let go.
private final class MemoryHeldFile: HeldFile {
  private let files: MemoryFiles
  private let path: String

  init(_ files: MemoryFiles, _ path: String) {
    self.files = files
    self.path = path
    files.holders[path] = ObjectIdentifier(self)
  }

  deinit { if files.holders[path] == ObjectIdentifier(self) { files.holders[path] = nil } }

  func append(_ bytes: [UInt8]) throws(FileError) {
    if let failure = files.failure { throw FileError(failure) }
    files.writes.append(bytes.count)
    files.texts[path, default: ""] += String(decoding: bytes, as: UTF8.self)
  }
  func read(at offset: Int, upTo count: Int) -> [UInt8] {
    Array(((try? files.readBytes(path)) ?? []).dropFirst(offset).prefix(count))
  }
  func synchronize() {}
  func erase() { files.texts[path] = "" }
}

/// The world of one test, and sessions in it.
final class SessionBench {
  let transport = StubTransport()
  let files = MemoryFiles()
  let secrets = MemorySecrets()
  /// The questions that were asked on the terminal.
  var asked: [String] = []
  var environment = ["HOME": "/home/me"]
  /// What the person types unseen, in order.
  var typed: [String] = []
  /// The keys that the person presses at questions, in order; Ctrl-C when none is left.
  var keys: [Character] = []
  var output = ""
  var errors = ""
  var isInteractive = false
  var milliseconds: Int64 = 1_768_478_400_000
  /// What edits texts.
  var editor: (any EntryEditor)?
  /// The terminal that a person looks at.
  var screen: TerminalScreen?
  /// Who signs in.
  var consent: (any ConsentAccess)?
  private var seeds: UInt64 = 41
  private let other: (any HTTPTransport)?

  /// Requests go to `transport`, or to another one.
  init(transport other: (any HTTPTransport)? = nil) { self.other = other }

  var context: ShellContext {
    var context = ShellContext.testing(
      environment: { [unowned self] in environment[$0] }, writeOutput: { [unowned self] in output += $0 },
      writeError: { [unowned self] in errors += $0 }, isInteractive: isInteractive,
      clock: { [unowned self] in
        milliseconds += 1000
        return milliseconds
      },
      randomSeed: { [unowned self] in
        seeds += 1
        return seeds
      },
      makeTransport: { [unowned self] in other ?? transport }, resetSandbox: {},
      askSecret: { [unowned self] prompt in
        asked.append(prompt)
        return typed.isEmpty ? nil : typed.removeFirst()
      }, secrets: secrets, files: files)
    context.askKey = { [unowned self] prompt, allowed in
      output += prompt
      guard let key = keys.first else { return nil }
      precondition(allowed.contains(key), "the key \(key) is none of \(allowed)")
      return keys.removeFirst()
    }
    context.consent = consent
    context.editor = editor
    if let screen { context.screen = { screen } }
    return context
  }

  private(set) lazy var session = Session(context: context)

  /// Begins again with a session in the world as it is now.
  func newSession() -> Session {
    session = Session(context: context)
    return session
  }

  /// Submits the cells of a text, all of them, and gives the last.
  @discardableResult
  func run(_ text: String) throws -> Cell {
    var last: Cell?
    for source in CellSplitter.cells(in: text) { last = session.submit(source) }
    return try #require(last)
  }

  /// A request `r` of the connection `c`, in two cells; its address holds the secret `key`, Kanari-4711.
  func defineSecretRequest() throws {
    environment["KEY"] = "Kanari-4711"
    try run(
      #"""
      connection c { "baseUrl": "https://h.test", "requests": { "r": { "url": "/r?k=[[key]]" } } }
      secret c key from env KEY
      """#)
  }

  /// Submits each line as a person enters it, and gives the last cell.
  @discardableResult
  func type(_ lines: String) throws -> Cell {
    var last: Cell?
    for line in lines.split(separator: "\n") { last = try run(String(line)) }
    return try #require(last)
  }

  func typedOutput(of lines: String) throws -> String { session.storedOutput(of: try type(lines)) }

  func typedStatus(of lines: String) throws -> Shell.ExitStatus { try type(lines).status }

  /// What the last cell of a text gave, as a transcript stores it.
  func output(of text: String) throws -> String { session.storedOutput(of: try run(text)) }

  /// What the last cell of a text shows; unlike what is stored it is not masked once more.
  func shown(of text: String) throws -> String {
    try run(text).parts.map { session.redacted($0).text }.joined(separator: "\n")
  }

  func status(of text: String) throws -> Shell.ExitStatus { try run(text).status }

  /// Replays a file in a session of its own.
  func replay(_ path: String, _ change: (inout ReplayOptions) -> Void = { _ in }) -> Shell.ExitStatus {
    var options = ReplayOptions()
    change(&options)
    output = ""
    errors = ""
    return Replayer(context: context, options: options).replay([path])
  }
}

extension HTTPRequest {
  var text: String { String(decoding: body ?? [], as: UTF8.self) }

  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

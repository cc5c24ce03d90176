import HTTPExchange
import Shell
import SnippetRuntime
import SnippetSyntax
import Vault

/// A session in memory, in which nothing is read, written or sent but what an entry's words say.
final class DiagnosticWorld: HTTPTransport, FileStore, SecretAccess, VaultStorage {
  private let words: Set<String>
  private let interruption = Interruption()

  init(words: [String]) { self.words = Set(words) }

  private var context: ShellContext {
    ShellContext(
      environment: { $0 == "HOME" ? "/home/me" : nil }, writeOutput: { _ in }, writeError: { _ in },
      writeBytes: { _ in }, isInteractive: false, usesColor: false, clock: { 1_768_478_400_000 },
      randomSeed: { 1 }, makeTransport: { [self] in self }, resetSandbox: {},
      askSecret: { _ in nil }, secrets: self, files: self, interruption: interruption)
  }

  /// The findings of an input in order, with the text that a person sees of all of it.
  func findings(of input: String) -> (diagnostics: [Diagnostic], text: String) {
    let cells = CellSplitter.cells(in: input)
    if words.contains("studio") {
      let found = CellChecker(context: context, isForStudio: true).findings(in: cells, name: "order.snippet")
      let texts = found.map { DiagnosticFormatter().format($0.diagnostic, in: $0.source) }
      return (found.map(\.diagnostic), texts.joined(separator: "\n"))
    }
    let session = Session(context: context)
    if words.contains("interrupt") { session.show = { [interruption] _ in interruption.interrupt() } }
    var diagnostics: [Diagnostic] = []
    var texts: [String] = []
    for source in cells {
      let cell = session.submit(source)
      for case .diagnostic(let diagnostic, _) in cell.parts.map(\.kind) { diagnostics.append(diagnostic) }
      let text = session.storedOutput(of: cell)
      if !text.isEmpty { texts.append(text) }
    }
    return (diagnostics, texts.joined(separator: "\n"))
  }

  // MARK: Network

  func send(
    _ request: HTTPRequest, interruption: Interruption
  ) throws(TransportError) -> HTTPResponse {
    if words.contains("timeout") { throw .timedOut(milliseconds: 10_000) }
    if words.contains("unreachable") {
      throw .unreachable(.nameLookup, message: "the name crm.test could not be resolved")
    }
    let isPage = words.contains("html")
    let body =
      if isPage {
        "<html>"
      } else if words.contains("large") {
        "[\(Array(repeating: "1234567890", count: 4000).joined(separator: ","))]"
      } else {
        #"{"id":7}"#
      }
    let type = isPage ? "text/html" : "application/json"
    return HTTPResponse(
      status: 200, reason: "OK", headers: [HTTPHeader("Content-Type", type)], body: Array(body.utf8),
      finalURL: request.url)
  }

  // MARK: Sources of secrets, which hold none

  func run(_ command: SecretCommand, interruption: Interruption) -> SecretCommandResult {
    SecretCommandResult(.exited(status: 1))
  }
  func readFile(_ path: String) throws(FileError) -> SecretFile {
    throw FileError("\(path) cannot be read: No such file or directory")
  }
  func vault(at path: String) -> Vault { Vault(self) }
  func protectMemory() {}
  func read() -> [UInt8]? { nil }
  func update(_ body: ([UInt8]?) throws(VaultError) -> [UInt8]) throws(VaultError) { _ = try body(nil) }

  // MARK: Files

  func exists(_ path: String) -> Bool { words.contains("notes") && path == "notes.md" }
  func read(_ path: String) throws(FileError) -> String {
    throw FileError("\(path) cannot be read: No such file or directory")
  }
  func readBytes(_ path: String) throws(FileError) -> [UInt8] { Array(try read(path).utf8) }
  func linkTarget(_ path: String) -> String? { nil }
  func makeFolder(_ path: String) {}
  func write(_ bytes: [UInt8], to path: String) {}
  func writePrivately(_ text: String, to path: String) {}
}

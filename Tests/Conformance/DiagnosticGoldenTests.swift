import Shell
import SnippetRuntime
import SnippetSyntax
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Each id has an input and the whole text that a person sees; the files are also read as lessons.
///
/// With `PATCHBAY_UPDATE_GOLDEN=1` the outputs are written anew; the change is then read in the diff.
@Suite struct DiagnosticGoldenTests {
  static let areas = [
    "syntax-operators", "syntax-statements", "syntax-names", "syntax-values", "syntax-texts", "syntax-blocks",
    "syntax-json", "name", "type", "runtime", "verb", "script", "json", "hub", "shell",
    "studio",
  ]

  /// Ids that no input brings about, with the reason why they are there.
  static let unreachable: [String: String] = [
    "syntax.missingJSON": "guards a call of the parser for JSON at a place that has none",
    "syntax.unexpectedEnd": "guards a cell that is open without a finding that says where",
    "runtime.undefinedFunction": "guards a call whose function was forgotten while it ran",
    "runtime.unknown": "guards a run that failed without a reason",
    "script.endless": "takes thousands of actions; see ScriptRunTests",
    "shell.includedCell": "takes a second file; see IncludeTests",
    "shell.includesItself": "takes a second file; see IncludeTests",
    "shell.lesson": "is said by patchbay learn --check of a file; see LessonFlowTests",
    "shell.notTrusted": "takes a second file; see IncludeTests",
    "shell.notInTranscript": "stands only in the output of a replay; see ReplayTests",
  ]

  @Test(arguments: areas)
  func eachMistakeHasItsText(area: String) throws {
    let path = try dataPath(area)
    let file = DiagnosticFile(try dataText(area))
    #expect(file.faults.isEmpty)
    var outputs: [String] = []
    for entry in file.entries {
      let (diagnostics, text) = DiagnosticWorld(words: entry.words).findings(of: entry.input)
      outputs.append(text)
      // One mistake gives one finding.
      #expect(diagnostics.map(\.id) == [entry.id], "\(area).md")
      for diagnostic in diagnostics { checkWording(diagnostic) }
      if !updates { #expect(text == entry.output, "\(area).md, \(entry.id)") }
    }
    if updates { try write(file.text(with: outputs), to: path) }
  }

  @Test func everyIDHasAnEntry() throws {
    let all =
      SyntaxDiagnosticID.allCases.map(\.text) + RuntimeDiagnosticID.allCases.map(\.rawValue)
      + ShellDiagnosticID.allCases.map(\.rawValue) + StudioDiagnosticID.allCases.map(\.rawValue)
    let shown = try Self.areas.flatMap { DiagnosticFile(try dataText($0)).entries.map(\.id) }
    #expect(Set(all).count == all.count)
    #expect(Set(shown).count == shown.count)
    #expect(Set(all).subtracting(shown).sorted() == Self.unreachable.keys.sorted())
    #expect(Set(shown).subtracting(all).sorted() == [])
  }

  /// A message is a clause without a full stop, a note a sentence with one.
  private func checkWording(_ diagnostic: Diagnostic) {
    #expect(!diagnostic.message.hasSuffix("."), "\(diagnostic.id)")
    #expect(diagnostic.message.count <= 140, "\(diagnostic.id)")
    #expect(diagnostic.suggestion?.isEmpty != true, "\(diagnostic.id)")
  }

  // MARK: Files

  private var updates: Bool { getenv("PATCHBAY_UPDATE_GOLDEN").map { $0.pointee != 0 } ?? false }

  private func dataPath(_ area: String) throws -> String { DiagnosticData.path(area) }

  private func dataText(_ area: String) throws -> String { try DiagnosticData.text(area) }

  private func write(_ text: String, to path: String) throws {
    let file = try #require(fopen(path, "w"))
    defer { fclose(file) }
    #expect(fputs(text, file) >= 0)
  }
}

/// The data files beside these tests.
enum DiagnosticData {
  static func path(_ area: String) -> String {
    let here = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return here.joined(separator: "/") + "/diagnostics/\(area).md"
  }

  static func text(_ area: String) throws -> String {
    let file = try #require(fopen(path(area), "r"), "\(area).md is missing")
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = fgetc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

import Shell
import SnippetSyntax
import TestSupport
import Testing
import Transcripts

@Suite struct InputBufferTests {
  /// Feeds an input line by line and gives the lines after which it was complete.
  private func completeLines(_ text: String) -> [Int] {
    var buffer = InputBuffer()
    var complete: [Int] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where buffer.add(String(line), mode: .interactive) != nil {
      complete.append(index + 1)
    }
    return buffer.isEmpty ? complete : complete + [-1]
  }

  /// Lines whose brackets do not count, or count otherwise than they look.
  @Test(arguments: [
    "x = \"{y}\"", "x = \"a } b\"", "x = '{y[1]}'", "// } ] )", "// {", "x = 15\\6", "x = $\"\\{\"",
    "x = $\"\\\"{y}\"",
    "IF x { y = 1 }", "} ELSE {", "IF x = \"}\"\n{", "x = f(1,\n2)", "z = { \"a\": \"\\\"}\" }",
    "z = { \"it's\": \"}\" }", "z = {\n\"a\": \"}\"\n}", "z = [1, [2,\n3]]", "x = #\"02/09/2023\"",
    "TRACE \"{f(\"a)\")}\"",
  ])
  func aLongBlockIsCompleteAtItsEndAndNotBefore(line: String) {
    let lines = line.split(separator: "\n").count * 100
    let opened = line.hasSuffix("\n{") ? String(repeating: "\n}", count: 100) : ""
    let text = "IF 1 = 1 {\n" + Array(repeating: line, count: 100).joined(separator: "\n") + opened + "\n}"
    let isWrong = line == "} ELSE {"
    if isWrong {
      #expect(completeLines(text).first.map { $0 < lines } == true, "a mistake is found on the way")
    } else {
      #expect(completeLines(text) == [lines + 2 + (opened.isEmpty ? 0 : 100)])
    }
  }

  @Test(arguments: [
    "\"v\": \"a \\\"b\\\" { c\",", "\"v\": \"}\",", "\"v\": \"{\",", "\"v\": { \"w\": [1, 2] },",
    "\"v\": \"it's // not\",",
  ])
  func aLongDefinitionIsCompleteAtItsEnd(member: String) {
    let members = (0..<100).map { member.replacing("\"v\"", with: "\"v\($0)\"") }
    let text =
      "connection crm {\n\"variables\": {\n" + members.joined(separator: "\n") + "\n\"last\": \"1\" }\n}"
    #expect(completeLines(text) == [104])
  }

  @Test(arguments: [
    "RESTAPI GET http://h.test/{i}/x -> done", "RESTAPI GET http://h.test/{i}", "TRACE \"}\" -> done",
    "SNIPPET {\n  y = \"}\"\n  // }\n  IF y = 1 {\n    z = 2\n  }\n}  -> done",
    "CASE n \"}\" -> done, } -> done",
    "CONNECTREQUEST crm get {\n  \"a\": [1,\n  2]\n} OnError -> done", "WAIT 1 -> done // }",
    "END // }\n\n  // }\n  name END",
  ])
  func aLongScriptIsCompleteAtItsBrace(action: String) {
    let actions = (0..<100).map { "  a\($0) \(action)" }.joined(separator: "\n")
    let text = "script long {\n  begin BEGIN -> a0\n\(actions)\n  done END\n}"
    let count = text.split(separator: "\n", omittingEmptySubsequences: false).count
    #expect(completeLines(text) == [count])
    #expect(completeLines(text.dropLast(1) + "  last END }") == [count])
    #expect(completeLines(text.dropLast(1) + "  last END") == [-1])
  }

  /// A script that is typed is not read as a whole at each line, and must come to the same.
  @Test func aScriptIsOpenAsLongAsItsWholeTextIs() throws {
    var count = 0
    for page in ProjectFiles.pages(under: ["sessions", "lessons"]) {
      let fences = try TranscriptReader.read(try #require(ProjectFiles.text(page)), name: page).fences
      for cell in fences.flatMap({ CellSplitter.cells(in: $0.source) }) where cell.kind == .verb(.script) {
        var buffer = InputBuffer()
        var typed: [Substring] = []
        for line in cell.text.split(separator: "\n", omittingEmptySubsequences: false) {
          typed.append(line)
          let whole = CellSplitter.completeness(of: typed.joined(separator: "\n"), mode: .interactive)
          let isOpen = buffer.add(String(line), mode: .interactive) == nil
          #expect(isOpen == (whole == .incomplete), "\(page): \(typed.joined(separator: "\n"))")
        }
        #expect(buffer.isEmpty)
        count += 1
      }
    }
    #expect(count > 20)
  }

  @Test func aMistakeInALongBlockIsFoundBeforeItsEnd() {
    let text =
      "IF 1 = 1 {\n" + String(repeating: "x = 1\n", count: 100) + "x == 2\n"
      + String(repeating: "x = 1\n", count: 900)
    let complete = completeLines(text + "}")
    #expect(complete.first.map { $0 >= 102 && $0 < 1002 } == true)
  }
}

import Testing
import Transcripts

@Suite("Unified diffs")
struct UnifiedDiffTests {
  @Test(
    "has the usual form",
    arguments: [
      ("a\nb\nc\n", "a\nb\nc\n", ""), ("", "", ""), ("", "a\n", "@@ -0,0 +1 @@\n+a\n"),
      ("a\n", "", "@@ -1 +0,0 @@\n-a\n"), ("a\nb\nc\n", "a\nx\nc\n", "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n"),
      ("a", "a\n", "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n"),
      ("a", "b", "@@ -1 +1 @@\n-a\n+b\n"),
      (
        "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n", "1\nx\n3\n4\n5\n6\n7\n8\n9\n10\n11\n",
        "@@ -1,5 +1,5 @@\n 1\n-2\n+x\n 3\n 4\n 5\n@@ -9,4 +9,3 @@\n 9\n 10\n 11\n-12\n"
      ),
      (
        "a\nb\nc\na\nb\nb\na\n", "c\nb\na\nb\na\nc\n",
        "@@ -1,7 +1,6 @@\n-a\n+c\n b\n-c\n a\n b\n-b\n a\n+c\n"
      ),
    ])
  func form(expected: String, actual: String, diff: String) {
    #expect(UnifiedDiff.text(expected: expected, actual: actual) == diff)
  }

  @Test(
    "of any texts is what diff -u writes",
    arguments: [
      ("a\n", "a\n", ""), ("a", "a", ""),
      ("a", "b", "-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n"),
      ("a\n", "a", "-a\n+a\n\\ No newline at end of file\n"),
      ("x\na", "y\na", "-x\n+y\n a\n\\ No newline at end of file\n"),
      ("a", "a\nb", "-a\n\\ No newline at end of file\n+a\n+b\n\\ No newline at end of file\n"),
      ("a\r\n", "a\n", "-a\r\n+a\n"), ("", "a", "+a\n\\ No newline at end of file\n"), ("\n", "", "-\n"),
    ])
  func plain(old: String, new: String, lines: String) {
    let text = UnifiedDiff(old: old, new: new).text()
    #expect(text.drop { $0 != "\n" }.dropFirst() == lines)
    #expect(UnifiedDiff(old: old, new: new).hunks.isEmpty == lines.isEmpty)
  }

  @Test("hunks are values, and sides with names get a header")
  func values() {
    let diff = UnifiedDiff(old: "a\nb\nc\n", new: "a\nc\nd", context: 1)
    #expect(diff.hunks.map(\.old) == [0..<3])
    #expect(diff.hunks.map(\.new) == [0..<3])
    let lines = diff.hunks.flatMap(\.lines)
    #expect(lines.map(\.kind) == [.context, .removed, .context, .added])
    #expect(lines.map(\.text) == ["a", "b", "c", "d"])
    #expect(lines.map(\.isUnended) == [false, false, false, true])
    #expect(diff.hunks.map(\.header) == ["@@ -1,3 +1,3 @@"])
    #expect(
      diff.text(oldName: "before", newName: "after")
        == "--- before\n+++ after\n@@ -1,3 +1,3 @@\n a\n-b\n c\n+d\n\\ No newline at end of file\n")
    #expect(UnifiedDiff(old: "a", new: "a").text(oldName: "before", newName: "after") == "")
  }

  @Test("shows as much context as asked for")
  func context() {
    #expect(
      UnifiedDiff.text(expected: "a\nb\nc\n", actual: "a\nx\nc\n", context: 0) == "@@ -2 +2 @@\n-b\n+x\n")
  }

  /// Takes the diff's lines apart and puts both texts together again.
  private func sides(_ diff: String) -> (expected: [Substring], actual: [Substring]) {
    var sides: (expected: [Substring], actual: [Substring]) = ([], [])
    for line in diff.split(separator: "\n") where !line.hasPrefix("@@") {
      if !line.hasPrefix("+") { sides.expected.append(line.dropFirst()) }
      if !line.hasPrefix("-") { sides.actual.append(line.dropFirst()) }
    }
    return sides
  }

  @Test("turns the one text into the other, and is as short as can be")
  func random() {
    var state: UInt64 = 3
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    for _ in 0..<400 {
      let left = (0..<next(30)).map { _ in "l\(next(4))" }
      let right = (0..<next(30)).map { _ in "l\(next(4))" }
      let diff = UnifiedDiff.text(
        expected: left.map { $0 + "\n" }.joined(), actual: right.map { $0 + "\n" }.joined(), context: 100)
      if left == right {
        #expect(diff.isEmpty)
        continue
      }
      let sides = sides(diff)
      #expect(sides.expected.map(String.init) == left)
      #expect(sides.actual.map(String.init) == right)
      let edits = diff.split(separator: "\n").count { $0.hasPrefix("-") || $0.hasPrefix("+") }
      #expect(edits == shortest(left, right))
    }
  }

  /// The number of edits by the plain table.
  private func shortest(_ left: [String], _ right: [String]) -> Int {
    var row = Array(0...right.count)
    for i in 0..<left.count {
      var previous = row[0]
      row[0] = i + 1
      for j in 0..<right.count {
        let above = row[j + 1]
        row[j + 1] = left[i] == right[j] ? previous : min(row[j], above) + 1
        previous = above
      }
    }
    return row[right.count]
  }

  @Test("huge texts with huge differences end, and still turn the one into the other")
  func huge() {
    let left = (0..<4_000).map { "a\($0 % 7 == 0 ? -$0 : $0 &* 31 % 1009)" }
    let right = (0..<4_000).map { "a\($0 % 5 == 0 ? $0 * 10_000 : $0 &* 17 % 1009)" }
    let diff = UnifiedDiff.text(
      expected: left.map { $0 + "\n" }.joined(), actual: right.map { $0 + "\n" }.joined(), context: 10_000)
    let sides = sides(diff)
    #expect(sides.expected.map(String.init) == left)
    #expect(sides.actual.map(String.init) == right)
  }
}

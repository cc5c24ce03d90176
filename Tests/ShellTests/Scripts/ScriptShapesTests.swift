import Testing
import TextLayout

@testable import Shell

/// `:graph` of scripts that are odd: cut off, wide, with many branches.
@Suite struct ScriptShapesTests {
  private let bench = SessionBench()

  private func drawing(_ actions: String) throws -> String {
    let cell = try bench.run("script a {\n\(actions)\n}")
    #expect(cell.status == .done, "\(bench.session.storedOutput(of: cell))")
    return try bench.output(of: ":graph")
  }

  /// A part that one forgotten arrow cut off: a way with a choice in it, a circle, and what stands behind both.
  private static let lostParts = """
    begin BEGIN -> done
    count ASSIGN n = 1 -> big
    big IF n > 1 True -> say, False -> both
    say TRACE "big" -> done
    here WAIT 1 -> there
    there WAIT 2 -> round
    round IF n > 2 True -> here, False -> both
    both TRACE "{n}" -> done
    done END
    """

  @Test func whatHangsTogetherIsDrawnTogether() throws {
    #expect(
      try drawing(Self.lostParts) == """
        script a

        begin  BEGIN
        ↓
        done  END

        (no way leads here from BEGIN)
        count  ASSIGN n = 1
        ↓
        big  IF n > 1
        ├─ False → both (below)
        ↓ True
        say  TRACE "big"
        └─ → done (above)

        (no way leads here from BEGIN)
        here  WAIT 1
        ↓
        there  WAIT 2
        ↓
        round  IF n > 2
        ├─ True → here (above)
        └─ False → both (below)

        (no way leads here from BEGIN)
        both  TRACE "{n}"
        └─ → done (above)
        """)
  }

  @Test func aLostPartIsWarnedOfOnce() throws {
    let cell = try bench.run("script a {\n\(Self.lostParts)\n}")
    let warnings = bench.session.storedOutput(of: cell).split(separator: "\n").filter {
      $0.contains("warning")
    }
    #expect(
      warnings == [
        "warning: no way leads from BEGIN to 'count' [script.unreachable]",
        "warning: no way leads from BEGIN to 'here' [script.unreachable]",
      ])
  }

  @Test func codeThatBeginsOnALineOfItsOwnShowsItsFirstLine() throws {
    let text = try drawing(
      "begin BEGIN -> a\na SNIPPET \n  {\n    x = {\"a\": 1}\n    y = 2\n  } -> b\nb SNIPPET { } -> c\nc SNIPPET { z = \"}\" }"
    )
    for line in ["a  SNIPPET x = {\"a\": 1} ...", "b  SNIPPET", "c  SNIPPET z = \"}\""] {
      #expect(text.contains("\n\(line)\n"), "\(text)")
    }
  }

  @Test func equalBranchesOfACaseStandSideBySide() throws {
    #expect(
      try drawing(
        "begin BEGIN -> pick\npick CASE x a -> one, b -> two, Default -> three\none END\ntwo END\nthree END")
          == """
          script a

          begin  BEGIN
          ↓
          pick  CASE x
          ├─ a → one  END
          ├─ b → two  END
          └─ Default → three  END
          """)
  }

  @Test func aCaseMayHaveManyBranches() throws {
    let branches = (1...40).map { "v\($0) -> a\($0)" }.joined(separator: ", ")
    let actions = (1...40).map { "a\($0) TRACE \"\($0)\" -> done" }.joined(separator: "\n")
    let lines = try drawing("begin BEGIN -> pick\npick CASE x \(branches)\n\(actions)\ndone END")
      .split(separator: "\n")
    for place in 1...40 { #expect(lines.contains("├─ v\(place) → a\(place)  TRACE \"\(place)\"")) }
    #expect(lines.suffix(2) == ["└─ Default (ends)", "done  END"])
  }

  @Test func wideAndJoinedLettersFitTheScreen() throws {
    let long = String(repeating: "日本語", count: 30)
    let script = """
      script 名前 {
        開始 BEGIN -> é
        é CASE x "\(long)" -> 送る, "👩‍👩‍👧" -> 送る, "cafe\u{301}" -> 待つ
        送る TRACE "\(long)" -> 終わり
        待つ WAIT 1 -> 終わり
        終わり END
      }
      """
    for (columns, isUTF8) in [(40, true), (40, false), (20, true)] {
      bench.screen = TerminalScreen(columns: columns, rows: 24, isUTF8: isUTF8)
      let session = bench.newSession()
      #expect(try bench.run(script).status == .done)
      var shown = ""
      session.show = { shown = session.screenText(of: $0, OutputRenderer(isColored: false)) ?? $0.text }
      try bench.run(":graph")
      let lines = shown.split(separator: "\n")
      #expect(lines.count > 8)
      for line in lines { #expect(displayWidth(of: String(line)) <= columns, "\(line)") }
    }
  }
}

import SnippetSyntax
import Testing

@Suite struct CompletenessTests {
  static let blocks = [
    """
    IF x = 1 {
      y = 2
      IF z {
        TRACE "a {b}"
      }
      ELSE
      {
        w = f(1, 2)
      }
    }
    """,
    """
    FOREACH a IN b
    {
      // a comment
      x = a

      REPEAT 3 {
        BREAK
      }
    }
    """,
    """
    SELECT
    {
      CASE x = 1
      CASE x = 2
      {
        y = 1
      }

      DEFAULT {
        y = 2
      }
    }
    """,
    """
    SWITCH v {
      CASE 1
        // one
      { x = 1 } CASE 2 { x = 2 }
      DEFAULT
      {
      }
    }
    """,
    """
    FUNCTION f(
      a, // first
      b
    )
    { // help
      o = {
        "a": [
          1, 2
        ],
        "b": "x{y}"
      }
      RETURN (a +
        b)
    }
    """,
    """
    o = {
      "a": 1,

      "b": [
      ]
    }
    """,
    """
    x = f(
      1,
      (2
      + 3)
    )
    """,
    """
    FOR i = 1 TO 10
    {
      a[
        i
      ] = "x"
      IF a { x = 1
      } ELSE {
      }
    }
    """,
  ]

  @Test(arguments: blocks)
  func everyLinePrefixOfABlockIsIncomplete(block: String) {
    let lines = block.split(separator: "\n", omittingEmptySubsequences: false)
    for count in 1..<lines.count {
      let prefix = lines[..<count].joined(separator: "\n")
      for text in [prefix, prefix + "\n"] {
        let source = SourceText(name: "cell", text: text)
        #expect(Parser.parse(source).completeness == .incomplete, "\(text)")
        #expect(Parser.parse(source).diagnostics.count == 1, "\(text)")
        #expect(StatementScanner.endOfStatement(in: source, from: 0) == nil, "\(text)")
      }
    }
    #expect(parse(block).completeness == .complete)
    let whole = SourceText(name: "cell", text: block + "\nz = 1\n")
    #expect(StatementScanner.endOfStatement(in: whole, from: 0) == block.utf8.count)
  }

  /// A text of several lines is not finished before its last, unless ELSE follows, which may be left out.
  private func checkPrefixes(_ block: String) {
    let lines = block.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count > 1 else { return }
    for count in 1..<lines.count {
      let source = SourceText(name: "cell", text: lines[..<count].joined(separator: "\n") + "\n")
      #expect(Parser.parse(source).completeness == .incomplete, "\(source.text)")
      #expect(StatementScanner.endOfStatement(in: source, from: 0) == nil, "\(source.text)")
    }
  }

  @Test func everyLinePrefixOfAGeneratedBlockIsIncomplete() {
    for seed in 0..<150 {
      var generator = ProgramGenerator(seed: UInt64(seed), isPlain: true)
      let block = generator.block()
      if !parse(block).hasErrors { checkPrefixes(block) }
    }
  }

  @Test func everyLinePrefixOfAStatementOfTheCorpusIsIncomplete() {
    var checked = 0
    for text in SourceCorpus.programs {
      let source = SourceText(name: "cell", text: text)
      for statement in Parser.parse(source).program.statements {
        if case .conditional(_, _, .some) = statement.kind { continue }
        let block = source[statement.span]
        guard block.contains("\n") else { continue }
        checkPrefixes(block)
        checked += 1
      }
    }
    #expect(checked > 50)
  }

  @Test(arguments: [
    "IF x = 1", "IF (a", "x = (1 +", "f(", "f(a,", "x = a[", "FOREACH a IN b", "FOR i = 1 TO 2", "REPEAT 3",
    "SELECT", "SWITCH x", "SELECT {", "SELECT { CASE 1", "FUNCTION f(a,", "FUNCTION f()", "IF a { } ELSE",
    "IF a { x = 1", "FUNCTION f(", "x = (\n\n",
  ])
  func openInputIsIncomplete(text: String) {
    #expect(parse(text).completeness == .incomplete)
  }

  @Test(arguments: [
    "x = \"abc", "x =", "x = 1 +", "FOR i = 1", "FOREACH a", "IF", "FUNCTION f", "ASSIGN x", "IF a { x = \"b",
    "IF a == b {", "IF a { x = 1 2", "f(\"a", "f(1 2", "WHILE x {", "{", "IF x == 1", "DYNAMIC",
  ])
  func wrongInputIsInvalidEvenWhenItIsOpen(text: String) {
    #expect(parse(text).completeness == .invalid)
  }

  @Test(arguments: ["", "\n", "// c", "IF a { }", "x = 1", "IF a { } // c\n", "x", "IF a { } ELSE { }"])
  func finishedInputIsComplete(text: String) {
    #expect(parse(text).completeness == .complete)
  }

  @Test func theFindingOfAnOpenBlockNamesItsBrace() {
    let result = parse("IF a {\n IF b {\n x = 1\n }\n")
    #expect(result.diagnostics.map(\.span) == [SourceSpan(5, 6)])
  }
}

@Suite struct StatementScannerTests {
  /// The pieces that the scanner cuts a text to.
  private func pieces(_ text: String) -> [String] {
    let source = SourceText(name: "pipe", text: text)
    var pieces: [String] = []
    var start = 0
    while start < source.utf8.count, let end = StatementScanner.endOfStatement(in: source, from: start) {
      guard end > start else {
        Issue.record("no progress at \(start)")
        break
      }
      pieces.append(String(source[SourceSpan(start, end)].drop { $0.isWhitespace }))
      start = end
    }
    return pieces.filter { !$0.isEmpty }
  }

  @Test func eachStatementIsAPiece() {
    #expect(pieces("x = 1\ny = 2 // two\n\nTRACE \"a\"\n") == ["x = 1", "y = 2 // two", "TRACE \"a\""])
    #expect(pieces("x = 1;\r\ny = 2\r\n") == ["x = 1;", "y = 2"])
    #expect(pieces("x\nx + 1\nf(x)") == ["x", "x + 1", "f(x)"])
  }

  @Test func aCommentLineIsAPiece() {
    #expect(pieces("// a\n// b\nx = 1\n") == ["// a", "// b", "x = 1"])
  }

  @Test func anIfEndsAtItsBraceUnlessElseIsOnItsLine() {
    #expect(pieces("IF a {\n} ELSE {\n}\nx = 1") == ["IF a {\n} ELSE {\n}", "x = 1"])
    #expect(pieces("IF a { }\nELSE { }") == ["IF a { }", "ELSE { }"])
    #expect(pieces("IF a { IF b { }\nELSE { } }") == ["IF a { IF b { }\nELSE { } }"])
    #expect(pieces("IF a { } // c\nx = 1") == ["IF a { } // c", "x = 1"])
  }

  @Test func aLineWithSeveralBlocksIsSeveralPieces() {
    #expect(pieces("IF a {x=1 } IF b {x=2 }") == ["IF a {x=1 }", "IF b {x=2 }"])
  }

  @Test func aWrongLineIsOnePiece() {
    #expect(pieces("x = 1 2\ny = 1") == ["x = 1 2", "y = 1"])
    #expect(pieces("x = )\n}\ny = 1") == ["x = )", "}", "y = 1"])
    #expect(pieces("x = \"a\nELSE\ny = 1") == ["x = \"a", "ELSE", "y = 1"])
    #expect(pieces("WHILE x {\n a = 1\n}\ny = 1") == ["WHILE x {\n a = 1\n}", "y = 1"])
    #expect(pieces("x = 1 # c\ny = 1") == ["x = 1 # c", "y = 1"])
  }

  @Test func nothingIsLostAfterAWrongHeader() {
    #expect(ids("ELSE\ny = = 1") == ["elseAlone", "missingValue"])
    #expect(ids("CASE 1\ny = = 1") == ["caseOutside", "missingValue"])
    #expect(ids("WHILE x\ny = = 1") == ["noSuchStatement", "missingValue"])
    #expect(ids("IF\ny = = 1") == ["missingValue", "missingValue"])
    #expect(ids("FOR i\ny = = 1") == ["forHeader", "missingValue"])
    #expect(ids("SELECT\ny = = 1") == ["missingBrace", "missingValue"])
  }

  @Test func theStartCountsFromTheWholeText() {
    let source = SourceText(name: "pipe", text: "x = 1\ny = (2\n+ 3)\n")
    #expect(StatementScanner.endOfStatement(in: source, from: 5) == 17)
    #expect(StatementScanner.endOfStatement(in: source, from: 18) == 18)
  }
}

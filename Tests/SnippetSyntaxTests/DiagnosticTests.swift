import SnippetSyntax
import Testing

/// Each source marks with `«»` where its one finding must stand; the last text is part of the suggestion.
@Suite struct DiagnosticTests {
  private func check(_ marked: String, _ id: String, _ suggestion: String) {
    let source = MarkedSource(marked)
    let diagnostics = parse(source.text).diagnostics
    #expect(diagnostics.map(\.id) == ["syntax.\(id)"], "\(source.text)")
    guard let finding = diagnostics.first else { return }
    #expect(finding.span?.start == source.start, "\(source.text)")
    #expect(finding.span?.end == source.end, "\(source.text)")
    if suggestion.isEmpty {
      #expect(finding.suggestion == nil, "\(source.text)")
    } else {
      #expect(
        finding.suggestion?.contains(suggestion) == true, "\(source.text): \(finding.suggestion ?? "none")")
    }
    // The mistake hides nothing of what follows.
    let ids = parse(source.text + "\nq = = 1").diagnostics.map(\.id)
    #expect(ids == ["syntax.\(id)", "syntax.missingValue"], "\(source.text)")
  }

  @Test(arguments: [
    ("x = y «==» 3", "foreignOperator", "'='"),
    ("x = y «===» 3", "foreignOperator", "'='"),
    ("x = y «<>» 3", "foreignOperator", "'!='"),
    ("x = y «&&» z", "foreignOperator", "'&'"),
    ("x = y «||» z", "foreignOperator", "'|'"),
    ("x = y «**» z", "foreignOperator", "'^'"),
    ("x = y «=>» z", "foreignOperator", "'>='"),
    ("x = «!»y", "foreignOperator", "y = 0"),
    ("x = y «AND» z", "wordOperator", "'&'"),
    ("x = y «or» z", "wordOperator", "'|'"),
    ("x = y «mod» z", "wordOperator", "'%'"),
    ("x = «NOT» y", "wordOperator", "y = 0"),
    ("«NOT» y", "wordOperator", "y = 0"),
    ("IF «not»(a) { }", "wordOperator", "(a) = 0"),
    ("x «+=» 1", "compoundAssignment", "x = x +"),
    ("o.a «-=» 1", "compoundAssignment", "o.a = o.a -"),
    ("x«++»", "increment", "x = x + 1"),
    ("x«--»", "increment", "x = x - 1"),
    ("x «:=» 1", "foreignOperator", "'='"),
    ("x «==» 1", "foreignOperator", "'='"),
    ("ASSIGN x «==» 1", "foreignOperator", "'='"),
    ("x = a «?» b : c", "noConditional", "IF"),
    ("x = «+»5", "unaryPlus", "take it out"),
    ("x = -«-»5", "doubledMinus", "parentheses"),
  ])
  func operatorsOfOtherLanguages(marked: String, id: String, suggestion: String) {
    check(marked, id, suggestion)
  }

  @Test(arguments: [
    ("x = \"Hello \" «+» name", "textInArithmetic", "\"Hello {name}\""),
    ("x = \"Hello \" «+» name + '!' ", "textInArithmetic", "\"a{b}\""),
    ("x = \"a\" «+» b + \"c\"", "textInArithmetic", "\"a{b}c\""),
    ("x = a.b «+» \" \" + f(c)", "textInArithmetic", "\"{a.b} {f(c)}\""),
    ("x = 1 «+» \"{p}\"", "textInArithmetic", "\"1{p}\""),
    ("x = «\"abc\"» * 2", "textInArithmetic", "\"a{b}\""),
    ("x = 2 - «\"{p}\"»", "textInArithmetic", "\"a{b}\""),
    ("x = -«\"abc\"»", "textInArithmetic", "\"a{b}\""),
    ("x = \"\" «+» a", "textInArithmetic", "\"{a}\""),
    ("x = «\"1,000\"» + 1", "textInArithmetic", "write 1000"),
    ("x = «\"0x10\"» + 0", "textInArithmetic", "write 16"),
    ("TRACE \"a\" «+» b", "textInArithmetic", "\"a{b}\""),
    ("x = \"{\"a\" «+» b}\"", "textInArithmetic", "\"a{b}\""),
  ])
  func textIsNotJoinedByPlus(marked: String, id: String, suggestion: String) {
    check(marked, id, suggestion)
  }

  @Test(arguments: [
    ("«WHILE» x < 3 {\n x = x + 1\n}", "noSuchStatement", "FOR v = a TO b"),
    ("«while» (x < 3)\n{\n x = x + 1\n BREAK\n}", "noSuchStatement", "REPEAT"),
    ("«DO» {\n x = 1\n} WHILE x < 3", "noSuchStatement", "REPEAT"),
    ("FOR i = 1 TO 2 {\n «CONTINUE»\n}", "noSuchStatement", "IF"),
    ("«TRY» {\n x = 1\n} CATCH e {\n y = 1\n}", "noSuchStatement", "_ERR"),
    ("«TRY»\n{\n x = 1\n}\nCATCH e\n{\n y = 1\n}", "noSuchStatement", "_ERR"),
    ("«GOTO» start", "noSuchStatement", "FUNCTION"),
    ("IF a { } «ELSEIF» b { } ELSE { }", "elseIf", "ELSE { IF"),
    ("IF a { }\n«ELSE IF» b { }\nELSE { }", "elseIf", "ELSE { IF"),
    ("«/* a */» x = 1", "blockComment", "//"),
    ("«/*»\nx = 1", "blockComment", "//"),
    ("«# a comment»\nx = 1", "hashComment", "//"),
    ("x = «#02/09/2023#»", "dateWithoutQuotes", "#\"02/09/2023\""),
    ("«let» x = 5", "declaration", "write x = 5"),
    ("«print» \"x\"", "printing", "TRACE \"x\""),
    ("x = 5«;» ", "semicolon", "take it out"),
    ("x = 5«;» y = 6", "semicolonBetween", "line"),
    ("IF x «THEN» { }", "wordBeforeBlock", "take it out"),
  ])
  func statementsOfOtherLanguages(marked: String, id: String, suggestion: String) {
    check(marked, id, suggestion)
  }

  @Test(arguments: [
    ("«case» = 5", "keywordAsName", "another name"),
    ("ASSIGN «for» = 5", "keywordAsName", "another name"),
    ("x = 1 + «default»", "keywordAsName", "another name"),
    ("FOREACH «case» IN a { }", "keywordAsName", "another name"),
    ("FUNCTION f(«if») { }", "keywordAsName", "another name"),
    ("FUNCTION «if»(a) { }", "keywordAsFunction", "another name"),
    ("FUNCTION f(a, «A») { }", "duplicateParameter", "another name"),
    ("FUNCTION f«» { }", "missingParameters", "FUNCTION f()"),
    ("o.«__type» = 5", "reservedMember", "another name"),
    ("x = o[«\"__type\"»]", "reservedMember", "another name"),
    ("«RETURN» 5", "returnOutsideFunction", "take it out"),
    ("IF a { «RETURN» }", "returnOutsideFunction", "take it out"),
    ("«BREAK»", "breakOutsideLoop", "take it out"),
    ("FOR i = 1 TO 2 { FUNCTION f() { «BREAK» } }", "breakOutsideLoop", "take it out"),
    ("SWITCH a { CASE 1 { «BREAK» } }", "breakOutsideLoop", "take it out"),
    ("x.«$value» = 3", "readOnlyValue", "x = value"),
    ("ASSIGN «f(x)» = 3", "invalidTarget", "a variable"),
    ("ASSIGN «f(x)».a = 3", "invalidTarget", "a variable"),
    ("x = 12 «y» = 6", "expectedLineEnd", "line"),
    ("x = «12abc»", "badName", ""),
    ("x = «1e5»", "badNumber", "100000"),
    ("x = «0x10»", "badNumber", "16"),
    ("x = «.»5", "badNumber", "0.5"),
    ("x = «5.»", "badNumber", "5"),
    ("x = «1.5.2»", "badNumber", ""),
    ("x = 1«,»000", "unexpectedComma", "1000"),
    ("x = a«:»b", "unexpectedColon", ""),
    ("x = o.«1»", "memberName", "o[1]"),
    ("x = o.«$name»", "memberName", "$value"),
    ("x =«»", "missingValue", "\"\""),
    ("x = 1 +«»", "missingValue", ""),
    ("x = a[«]»", "missingIndex", "[1]"),
    ("x = a[1«,» 2]", "twoIndexes", "a[a][b]"),
    ("x = f(1, «,» 2)", "missingArgument", "\"\""),
    ("x = f(1 «2»)", "unclosedBracket", ""),
    ("x = 1«)»", "strayBracket", "take it out"),
    ("x = «@»a", "unexpectedCharacter", ""),
    ("«}»", "strayBrace", "take it out"),
    ("TRACE «x»", "traceNeedsText", "TRACE \"{x}\""),
    ("TRACE «(\"x\")»", "traceNeedsText", "TRACE \"x\""),
    ("TRACE«»", "traceNeedsText", "TRACE \""),
    ("USES «x»", "usesNeedsText", "USES \""),
    ("DYNAMIC a«,» b", "oneDynamic", "each"),
    ("DYNAMIC a«.»b", "dynamicMember", "DYNAMIC a"),
    ("DYNAMIC o = «fromjson»(t)", "dynamicValue", "o = "),
  ])
  func namesAndValues(marked: String, id: String, suggestion: String) {
    check(marked, id, suggestion)
  }

  @Test(arguments: [
    ("IF x = 1«» TRACE \"a\"", "missingBrace", "'{'"),
    ("IF x = 1«»\nTRACE \"a\"", "missingBrace", "'{'"),
    ("IF x = 1«»\n  TRACE \"a\"\n}", "missingBrace", "'{'"),
    ("IF x = 1«»\n  y = 2\nEND IF", "missingBrace", "'{'"),
    ("IF«» { x = 1 }", "missingValue", ""),
    ("IF x = «{» x = 1 }", "missingValue", ""),
    ("IF (a = 1 «{» x = 1 }", "unclosedBracket", ""),
    ("IF a = 1«)» { x = 1 }", "strayBracket", "take it out"),
    ("IF a { } ELSE { } «ELSE» { }", "secondElse", "SELECT"),
    ("«ELSE» { x = 1 }", "elseAlone", "} ELSE {"),
    ("«CASE» 1 { x = 1 }", "caseOutside", "IF"),
    ("«DEFAULT» { x = 1 }", "caseOutside", "ELSE"),
    ("SELECT { CASE a { } «x» = 1 }", "outsideCase", "CASE"),
    ("SELECT { CASE a { } «ELSE» { } }", "outsideCase", "DEFAULT"),
    ("SELECT { DEFAULT { } «CASE» a { } }", "caseAfterDefault", "before"),
    ("SELECT { DEFAULT { } «DEFAULT» { } }", "secondDefault", "take one out"),
    ("SELECT «x» { CASE 1 { } }", "selectWithValue", "SWITCH"),
    ("SWITCH a { CASE 1«:» x = 1\n BREAK\n }", "unexpectedColon", "{ }"),
    ("SWITCH a { CASE 1«,» 2 { } }", "unexpectedComma", "CASE"),
    ("SWITCH«» { CASE 1 { } }", "missingValue", ""),
    ("FOR i = 1 TO 10 «STEP» 2 { }", "noStep", "multiply"),
    ("FOR «(»i = 1; i < 10; i++) { x = i }", "forHeader", "FOR i = 1 TO 9"),
    ("FOR i «IN» arr { }", "forHeader", "FOREACH"),
    ("FOR «EACH» i IN arr { }", "forHeader", "FOREACH"),
    ("FOR i = 10 «DOWNTO» 1 { }", "forHeader", "TO"),
    ("FOR i = 1 «{» }", "forHeader", "TO"),
    ("FOREACH «(»i IN arr) { }", "forEachHeader", "FOREACH i IN arr {"),
    ("FOREACH a IN «b + c» { }", "forEachArray", "variable"),
    ("REPEAT«» { x = 1 }", "missingValue", "REPEAT 3"),
    ("«{»\n x = 1\n}", "blockWithoutHeader", "o = {"),
    ("x = 1 «{»\n x = 1\n}", "blockWithoutHeader", ""),
    ("FUNCTION f(a «=» 1) { RETURN a }", "parameter", "write a"),
    ("FUNCTION f(a,«)» { RETURN a }", "parameter", ""),
    ("x = (1 + 2«»\ny = 3", "unclosedBracket", ""),
  ])
  func headersAndBlocks(marked: String, id: String, suggestion: String) {
    check(marked, id, suggestion)
  }

  @Test func aSemicolonAtTheEndIsAWarning() {
    let result = parse("x = 5;\nIF a { y = 1; };")
    #expect(result.diagnostics.map(\.severity) == [.warning, .warning, .warning])
    #expect(result.completeness == .complete)
    #expect(parse("x = 5;;").hasErrors)
  }

  @Test(arguments: ["for (let i = 0; i < 3; i++) {", "IF a == b {", "FUNCTION f(a = 1) {"])
  func aWrongHeaderIsTheOnlyMistakeOfItsLine(header: String) {
    #expect(parse(header).diagnostics.count == 1)
    #expect(parse(header).completeness == .invalid)
    // An open block further on is a mistake of its own.
    #expect(ids("x = = 1\nIF a {").last == "unclosedBlock")
    #expect(ids(header + "\n  x = 1").last == "unclosedBlock")
  }

  @Test func elseAloneNamesTheWayToRunAWholeText() {
    #expect(parse("ELSE { }").diagnostics.first?.notes.first?.contains("run -") == true)
  }

  @Test func severalMistakesAreEachReportedOnce() {
    let text = """
      x = 1 +
      IF a == b {
        y = "open
        z = f(1,
      }
      BREAK
      w = 5 AND 6
      """
    #expect(
      ids(text) == [
        "missingValue", "foreignOperator", "unclosedText", "missingValue", "breakOutsideLoop", "wordOperator",
      ])
  }

  @Test func diagnosticsAreInTheOrderOfTheirPlaces() {
    let starts = parse("x\ny = = 1\nz\n").diagnostics.compactMap { $0.span?.start }
    #expect(starts == starts.sorted())
    #expect(starts.count == 3)
  }

  @Test func aListOfErrorsHasAnEnd() {
    let text = String(repeating: "x = = 1\n", count: 5000)
    #expect(parse(text).diagnostics.count == Parser.errorLimit)
  }
}

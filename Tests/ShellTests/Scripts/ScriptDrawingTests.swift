import Testing

@testable import Shell

/// `:graph`: what is drawn, on which screen.
@Suite struct ScriptDrawingTests {
  private let bench = SessionBench()

  private static let findOrder = """
    begin   BEGIN                                        -> auth
    auth    CONNECTAUTH connectName=crm                  OnSuccess -> build, Default -> fail
    build   SNIPPET {
              DYNAMIC req
              req.url = "/orders/{orderId}"
              ASSIGN payload = "{req.asjson()}"
            }                                            Default -> ask, Error -> fail
    ask     CONNECTREQUEST crm findOrders payload        OnSuccess -> done, OnTimeout -> ask, Default -> fail
    fail    TRACE "could not: {ERR}"                     -> done
    done    END
    """

  private static let loops = """
    begin BEGIN -> outer
    outer LOOP 2 counter=o Repeat -> inner, Finished -> done
    inner LOOP {times} counter=i Repeat -> say, Finished -> outer
    say TRACE "{o}{i}" -> inner
    done END
    """

  private static let choice = """
    begin BEGIN state -> pick
    pick CASE state "in stock" -> ship, "sold out" -> order, late -> nap, lost -> nap, Default -> oops
    ship CONNECTREQUEST crm ship OnSuccess -> done
    order SNIPPET { x = 1 } -> check
    check IF x > 1 True -> done
    nap WAIT 3 -> pick
    oops TRACE "unknown state {state}"
    done RETURN state
    """

  private func define(_ actions: String, name: String = "a") throws {
    let cell = try bench.run("script \(name) {\n\(actions)\n}")
    #expect(cell.status == .done, "\(bench.session.storedOutput(of: cell))")
  }

  private func drawing(_ actions: String) throws -> String {
    try define(actions)
    return try bench.output(of: ":graph")
  }

  /// What a terminal shows.
  private func shown(_ actions: String, columns: Int, isUTF8: Bool = true) throws -> String {
    bench.screen = TerminalScreen(columns: columns, rows: 24, isUTF8: isUTF8)
    let session = bench.newSession()
    try define(actions)
    var shown = ""
    session.show = { shown = session.screenText(of: $0, OutputRenderer(isColored: false)) ?? $0.text }
    try bench.run(":graph")
    return shown
  }

  @Test func theUsualWayGoesDown() throws {
    #expect(
      try drawing(Self.findOrder) == """
        script a

        begin  BEGIN
        ↓
        auth  CONNECTAUTH connectName=crm
        ├─ Default → fail (below)
        ↓ OnSuccess
        build  SNIPPET DYNAMIC req ...
        ├─ Error → fail (below)
        ↓ Default
        ask  CONNECTREQUEST crm findOrders payload
        ├─ OnTimeout → ask (above)
        ├─ Default → fail (below)
        ↓ OnSuccess
        done  END

        fail  TRACE "could not: {ERR}"
        └─ → done (above)
        """)
  }

  @Test func waysThatComeTogetherStandSideBySide() throws {
    let text = try drawing(
      """
      begin BEGIN -> ask
      ask IF n > 1 True -> many, False -> few
      many TRACE "many" -> done
      few TRACE "few" -> done
      done END
      """)
    #expect(
      text == """
        script a

        begin  BEGIN
        ↓
        ask  IF n > 1
        ├─ True → many  TRACE "many"
        │  └─ → done (below)
        └─ False → few  TRACE "few"
           └─ → done (below)

        done  END
        """)
  }

  @Test func whatIsRepeatedIsSetInAndTheLastRunIsMarked() throws {
    try define(Self.loops)
    try bench.run("times = 1\nstart a")
    #expect(
      try bench.output(of: ":graph a") == """
        script a

        begin  BEGIN
        ↓ ✓
        outer  LOOP 2 counter=o
        ├─ Repeat ✓ → inner  LOOP {times} counter=i
        │  ├─ Repeat ✓ → say  TRACE "{o}{i}"
        │  │  └─ ✓ → inner (above)
        │  └─ Finished ✓ → outer (above)
        ↓ Finished ✓
        done  END

        ✓ taken in the last run
        """)
    try bench.run("times = 0\nstart a")
    #expect(try bench.output(of: ":graph a").contains("├─ Repeat → say"))
    // Another script of that name has not run.
    try define("begin BEGIN -> done\nouter LOOP 2 Repeat -> done\ndone END")
    #expect(try !bench.output(of: ":graph a").contains("✓"))
  }

  @Test func aChoiceHasItsBranchesAndWhatIsNotConnectedEnds() throws {
    #expect(
      try drawing(Self.choice) == """
        script a

        begin  BEGIN state
        ↓
        pick  CASE state
        ├─ in stock → ship  CONNECTREQUEST crm ship
        │  ├─ OnSuccess → done (below)
        │  └─ OnError, OnTimeout (ends)
        ├─ sold out → order  SNIPPET x = 1
        │  ↓
        │  check  IF x > 1
        │  ├─ True → done (below)
        │  └─ False (ends)
        ├─ late, lost → nap  WAIT 3
        │  └─ → pick (above)
        └─ Default → oops  TRACE "unknown state {state}"
           └─ (ends)

        done  RETURN state
        """)
  }

  @Test func aNarrowScreenInTheCLocaleHasAllOfIt() throws {
    #expect(
      try shown(Self.choice, columns: 40, isUTF8: false) == """
        script a

        begin  BEGIN state
        v
        pick  CASE state
        |- in stock -> ship  CONNECTREQUEST c...
        |  |- OnSuccess -> done (below)
        |  `- OnError, O... (ends)
        |- sold out -> order  SNIPPET x = 1
        |  v
        |  check  IF x > 1
        |  |- True -> done (below)
        |  `- False (ends)
        |- late, lost -> nap  WAIT 3
        |  `- -> pick (above)
        `- Default -> oops  TRACE "unknown st...
           `- (ends)

        done  RETURN state
        """)
  }

  @Test func aLongChainOfRequestsIsNotSetIn() throws {
    let asks = (1...30).map { "a\($0) CONNECTREQUEST crm get OnSuccess -> a\($0 + 1), Default -> fail" }
    let text = try drawing(
      "begin BEGIN -> a1\n" + asks.joined(separator: "\n") + "\na31 END\nfail TRACE \"{ERR}\" -> a31")
    #expect(
      text.contains("\na30  CONNECTREQUEST crm get\n├─ Default → fail (below)\n↓ OnSuccess\na31  END\n"))
    #expect(!text.contains("│"))
  }

  @Test func nothingIsDrawnTwiceOrLost() throws {
    // Deep, with ways back and into the middle of others.
    let count = 60
    let actions = (1...count).map { place in
      "a\(place) IF n = \(place) True -> a\(place * 7 % count + 1), False -> a\(min(place + 1, count))"
    }
    for columns in [40, 80, 200] {
      let text = try shown("begin BEGIN -> a1\n" + actions.joined(separator: "\n"), columns: columns)
      let lines = text.split(separator: "\n")
      for place in 1...count {
        #expect(
          lines.count { $0.contains("a\(place)  IF ") || $0.hasSuffix("a\(place)  IF") } == 1, "a\(place)")
      }
      #expect(lines.allSatisfy { $0.count <= columns })
    }
  }

  @Test func whatNoBranchLeadsToIsDrawnToo() throws {
    let text = try drawing("begin BEGIN -> done\nlost TRACE \"x\" -> done\ndone END")
    #expect(
      text.hasSuffix("\n\n(no way leads here from BEGIN)\nlost  TRACE \"x\"\n└─ → done (above)"), "\(text)")
  }

  @Test func theScriptIsChosen() throws {
    #expect(try bench.output(of: ":graph").hasPrefix("(no scripts"))
    try define("begin BEGIN", name: "a")
    try define("begin BEGIN", name: "b")
    #expect(try bench.output(of: ":graph").hasPrefix("script b"))
    try bench.run("start a")
    #expect(try bench.output(of: ":graph").hasPrefix("script a"))
    #expect(try bench.output(of: ":graph c").contains("there is no script 'c'"))
    #expect(try bench.status(of: ":graph a svg") == .invalid)
    #expect(try bench.status(of: ":graph a mermaid b") == .invalid)
  }

  @Test func noSecretIsInIt() throws {
    bench.environment["TOKEN"] = "canary-value-17"
    try bench.run("connection crm {\"baseUrl\": \"http://crm.test\"}\nsecret crm token from env TOKEN")
    try define(
      """
      begin BEGIN -> canary-value-17
      canary-value-17 SNIPPET { copy = "canary-value-17" } -> pick
      pick CASE copy canary-value-17 -> done
      done TRACE "canary-value-17"
      """)
    try bench.run("start a")
    bench.screen = TerminalScreen(columns: 40, rows: 24)
    let session = bench.session
    var shown = ""
    session.show = { shown += session.screenText(of: $0, OutputRenderer(isColored: true)) ?? $0.text }
    shown += try bench.shown(of: ":graph") + bench.shown(of: ":graph a mermaid")
    #expect(!shown.contains("canary"), "\(shown)")
    #expect(shown.contains("‹secret:crm/token›"))
  }
}

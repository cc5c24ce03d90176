import IntegrationHub
import Shell
import TestSupport
import Testing

/// The file of a person's settings.
@Suite struct SettingsFileTests {
  private let bench = SessionBench()
  private let path = "/home/me/.config/patchbay/settings.json"

  @Test func withoutAFileNothingHappens() throws {
    bench.session.readSettingsFile()
    #expect(bench.session.cells.isEmpty && bench.errors.isEmpty)
    #expect(bench.files.asked == [path])
  }

  @Test func theFolderOfTheDesktopComesFirst() throws {
    bench.environment["XDG_CONFIG_HOME"] = "/cfg"
    bench.files.texts["/cfg/patchbay/settings.json"] = #"{"theme": "light"}"#
    bench.session.readSettingsFile()
    #expect(bench.session.settings.screen.theme == .light)
  }

  @Test func whatChangesResultsBecomesACell() throws {
    bench.files.texts[path] =
      #"{"pager": "off", "asjson": "strings", "suggestions": false, "steps": 1000000000}"#
    bench.session.readSettingsFile()
    #expect(bench.session.cells.map(\.source.text) == [":set asjson strings"])
    #expect(!bench.session.settings.screen.usesPager && !bench.session.settings.screen.suggestsEntries)
    try bench.type("DYNAMIC o\no.n = 1\no.asjson()\n:save a.md")
    #expect(bench.replay("a.md") == .done)
    // The look stays; what changes results goes back, as it does in a replay.
    try bench.type(":reset")
    #expect(!bench.session.settings.screen.usesPager)
    #expect(try bench.typedOutput(of: "DYNAMIC o\no.n = 1\no.asjson()") == #"{"n":1}"#)
  }

  @Test func mistakesAreNamedWithTheirLine() throws {
    bench.files.texts[path] = """
      {
        "thme": "light",
        "history": "never",
        "timezone": "Atlantis/City",
        "colors": "on"
      }
      """
    bench.session.readSettingsFile()
    #expect(
      bench.errors == """
        warning: \(path):2: there is no setting 'thme'; did you mean 'theme'?
        warning: \(path):3: "never" is no value of 'history': shared|project|off
        warning: \(path):4: "Atlantis/City" is no value of 'timezone': NAME|local|UTC

        """)
    #expect(bench.session.settings.screen.colors == .on)
  }

  @Test func aFileThatIsNoJSONIsLeftAlone() throws {
    bench.files.texts[path] = "{\n  \"theme\": \"light\""
    bench.session.readSettingsFile()
    #expect(bench.errors.hasPrefix("warning: \(path):2: "))
    #expect(try bench.typedOutput(of: ":set --save theme light").contains(path))
    #expect(bench.files.texts[path] == "{\n  \"theme\": \"light\"")
  }

  @Test func aSettingIsSavedAndTheOthersStay() throws {
    bench.files.texts[path] = #"{"mine": [1, 2], "theme": "dark", "pager": "off"}"#
    let cell = try bench.type(":set --save theme light")
    #expect(cell.status == .done && !cell.isRecorded)
    #expect(bench.session.settings.screen.theme == .light)
    #expect(
      bench.files.texts[path]
        == "{\n  \"mine\": [1, 2],\n  \"theme\": \"light\",\n  \"pager\": \"off\"\n}\n"
        || bench.files.texts[path]
          == "{\n  \"mine\": [\n    1,\n    2\n  ],\n  \"theme\": \"light\",\n  \"pager\": \"off\"\n}\n"
    )
    // Saved, but not set: a session whose results change by it must say so in a cell.
    #expect(try bench.typedOutput(of: ":set --save asjson strings").contains("for sessions to come"))
    #expect(try bench.typedOutput(of: "DYNAMIC o\no.n = 1\no.asjson()") == #"{"n":1}"#)
  }

  @Test func wrongWordsSayWhatIsRight() throws {
    #expect(try bench.typedOutput(of: ":set --save").contains(":set --save NAME VALUE"))
    #expect(try bench.typedOutput(of: ":set --save thme light").contains("did you mean 'theme'?"))
    #expect(try bench.typedOutput(of: ":set theme blue").contains(":set theme auto|dark|light"))
    #expect(try bench.typedOutput(of: ":set --save ANI 5").contains("there is no setting 'ANI'"))
    #expect(bench.files.texts.isEmpty)
  }

  @Test func theListHoldsValueAndDefaultAndTheLookIsNotRecorded() throws {
    var shown = ""
    bench.session.show = { shown += $0.text + "\n" }
    try bench.type(":set theme light\n:set string-size 2K")
    let stored = try bench.typedOutput(of: ":set")
    #expect(stored.contains("string-size") && stored.contains("2K") && stored.contains("(32K)"))
    #expect(!stored.contains("theme"))
    #expect(shown.contains("theme") && shown.contains("light") && shown.contains("(auto)"))
    #expect(bench.session.cells.map(\.source.text) == [":set string-size 2K", ":set"])
  }

  @Test func aTranscriptWritesNoSettings() throws {
    bench.files.texts["a.md"] = "```patchbay\n:set --save theme light\n```\n"
    try bench.type(":open a.md")
    #expect(bench.files.texts[path] == nil)
  }

  /// A file's name has at most 255 bytes, and every folder a history of its own.
  @Test func theHistoryOfALongPathHasAShortName() throws {
    func folder(_ project: String) throws -> String {
      bench.environment["PWD"] = project
      try bench.type(":set history project")
      let parts = try #require(bench.session.historyPath).split(separator: "/")
      #expect(parts.last == "history")
      return String(parts[parts.count - 2])
    }
    #expect(try folder("/home/me/ä b") == "%2Fhome%2Fme%2F%C3%A4%20b")
    let long = String(repeating: "/ordner ä", count: 40)
    let names = try [long, long + "x", "/x" + long].map(folder)
    #expect(Set(names).count == 3)
    #expect(names.allSatisfy { $0.utf8.count <= 255 && $0.utf8.count > 200 }, "\(names)")
    #expect(try folder(long) == names[0])
  }

  /// JSON, code, a status and an error take the colours of the theme.
  @Test func theThemeColoursAllThatIsShown() throws {
    func codes(_ background: String?) throws -> Set<String> {
      bench.environment["COLORFGBG"] = background
      let renderer = OutputRenderer(isColored: true, theme: bench.session.theme)
      var shown = ""
      bench.session.show = { shown += renderer.text($0) }
      try bench.run(
        "FUNCTION f(a) {\n  RETURN \"{a}\\n\" + 1\n}\n:show f\nx = {\"a\": [1, \"b\", true]}\n:show x")
      try bench.run("1 +")
      shown += renderer.text(OutputPart(.status(.onTimeout), "OnTimeout"))
      return Set(shown.split(separator: "\u{1B}[").dropFirst().map { String($0.prefix { $0 != "m" }) })
    }
    let (dark, light) = (try codes("15;0"), try codes("0;15"))
    #expect(dark.isSuperset(of: ["36", "33", "32", "35", "1;33"]))
    // Yellow, cyan and the bright colours are hard to see there.
    for code in light where !["0", "1", "2"].contains(code) {
      #expect(code.contains("38;5;"), "\(code)")
    }
    #expect(light.count >= 8)
    try bench.run(":set theme dark")
    #expect(try codes("0;15") == dark)
  }
}

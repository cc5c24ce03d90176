import HTTPExchange
import IntegrationHub
import Shell
import TestSupport
import Testing
import Transcripts

/// Transcripts whose definitions name files of the machine.
@Suite struct FileUseTests {
  private let bench = SessionBench()
  private static let cells = """
    connection c { "baseUrl": "https://h.test", "clientCertificate": "~/client.pem", "cookies": "~/jar.txt" }
    request c up { "verb": "POST", "url": "/up", "multipart": [{ "name": "f", "file": "~/report.csv" }] }
    connectrequest c up
    """

  private func save() throws {
    bench.files.texts["/home/me/report.csv"] = "a,b\n"
    bench.transport.answer(201, #"{"ok":true}"#)
    try bench.run(Self.cells + "\n:save s.md")
  }

  @Test func filesOfTheHomeFolderGoOut() throws {
    try save()
    let request = try #require(bench.transport.requests.first)
    #expect(request.text.contains("filename=\"report.csv\"\r\nContent-Type: text/csv\r\n\r\na,b\n\r\n"))
    #expect(request.transport.clientCertificate?.file == "/home/me/client.pem")
    #expect(request.transport.cookies == .file("/home/me/jar.txt"))
    #expect(bench.files.texts["s.har"]?.contains("client.pem") == false)
  }

  @Test func offlineTheFilesNeedNotBeThere() throws {
    try save()
    bench.files.texts["/home/me/report.csv"] = nil
    #expect(bench.replay("s.md") == .done, "\(bench.output)\(bench.errors)")
    bench.files.texts["/home/me/report.csv"] = "changed"
    #expect(bench.replay("s.md") == .done)
  }

  @Test func partsWithoutFilesAreComparedWhole() throws {
    bench.transport.answer(201, #"{"ok":true}"#)
    try bench.run(
      """
      connection c { "baseUrl": "https://h.test", "variables": { "v": "one" } }
      request c up { "verb": "POST", "url": "/up", "multipart": [{ "name": "f", "value": "[[v]]" }] }
      connectrequest c up
      :save s.md
      """)
    #expect(bench.replay("s.md") == .done, "\(bench.output)\(bench.errors)")
    let saved = try #require(bench.files.texts["s.md"])
    bench.files.texts["s.md"] = saved.replacing(#""v": "one""#, with: #""v": "two""#)
    #expect(bench.replay("s.md") != .done)
  }

  @Test func aForeignTranscriptUsesNoFile() throws {
    bench.files.texts["/home/me/report.csv"] = "private"
    for members in [
      #""clientCertificate": "~/client.pem""#, #""cookies": "~/jar.txt""#, #""unixSocket": "/run/x""#,
    ] {
      bench.files.texts["f.md"] = """
        ```patchbay
        connection c { "requests": { "r": { "url": "http://h.test" } }, \(members) }
        connectrequest c r
        ```

        """
      #expect(bench.replay("f.md") { $0.isLive = true } == .secretMissing)
      #expect(bench.output.contains("patchbay replay --live --trust f.md"), "\(bench.output)")
    }
    bench.files.texts["f.md"] = """
      ```patchbay
      connection c {}
      request c up { "verb": "POST", "url": "http://h.test", "bodyFile": "~/report.csv" }
      connectrequest c up
      ```

      """
    #expect(bench.replay("f.md") { $0.isLive = true } == .secretMissing)
    #expect(bench.transport.requests.isEmpty)
    bench.transport.answer()
    #expect(
      bench.replay("f.md") {
        $0.isLive = true
        $0.trusts = true
      } != .secretMissing)
    #expect(bench.transport.requests.map(\.text) == ["private"])
  }

  @Test func insecureIsRecordedEachTimeAndSaidOnceOnStderr() throws {
    try bench.run(#"connection c { "insecure": true, "requests": { "r": { "url": "https://h.test" } } }"#)
    for _ in 0..<2 {
      bench.transport.answer()
      #expect(
        try bench.output(of: "test c r").contains("note: INSECURE: the certificates of 'c' are not checked"))
    }
    #expect(bench.errors.ranges(of: "INSECURE").count == 1)
  }
}

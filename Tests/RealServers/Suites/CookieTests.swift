import JSON
import TestSupport
import Testing

/// Cookies of a session and of a file; a value is a credential, and masked wherever it turns up.
@Suite(.needsServers) struct CookieTests {
  private static let value = "crumbs-of-the-monster"

  private func cells(_ cookies: String, _ tests: String...) -> String {
    """
    connection c { "baseUrl": "\(Servers.httpbin)", "cookies": "\(cookies)", "requests": {
      "set": { "url": "/cookies/set?sid=[[sid]]" }, "show": { "url": "/cookies" },
      "delete": { "url": "/cookies/delete?sid=" } } }
    variable c sid "\(Self.value)"
    \(tests.map { "test c \($0)" }.joined(separator: "\n"))
    """
  }

  /// The cookies that the server was sent last, with masks in place of values.
  private func sent(_ session: SavedSession) -> JSONObject? { session.answer?["cookies"]?.objectValue }

  @Test func aSessionKeepsThem() throws {
    let session = try SavedSession(cells("session", "show", "set", "show"))
    #expect(sent(session)?["sid"] != nil, "\(session.outcome.said)")
    let without = try SavedSession(cells("off", "set", "show"))
    #expect(sent(without)?.members.isEmpty == true, "\(without.outcome.said)")
    let deleted = try SavedSession(cells("session", "set", "delete", "show"))
    #expect(sent(deleted)?.members.isEmpty == true, "\(deleted.outcome.said)")
  }

  @Test func anotherConnectionHasItsOwn() throws {
    let session = try SavedSession(
      cells("session", "set") + """

        connection d { "baseUrl": "\(Servers.httpbin)", "cookies": "session", "requests": { "show": { "url": "/cookies" } } }
        test d show
        """)
    #expect(sent(session)?.members.isEmpty == true, "\(session.outcome.said)")
  }

  /// The server makes this cookie, so nothing but its header says that it is one.
  @Test func aValueThatTheServerMakesIsMasked() throws {
    let session = try SavedSession(
      """
      connection c { "baseUrl": "\(Servers.httpbin)", "cookies": "session", "requests": {
        "get": { "url": "/response-headers", "parameters": { "Set-Cookie": "[[pair]]" } }, "show": { "url": "/cookies" } } }
      secret c pair from command "echo 'id=\(Self.value); Path=/'"
      test c get
      test c show
      """)
    #expect(session.outcome.stdout.contains("\"id\": \"‹secret:"), "\(session.outcome.said)")
  }

  @Test func aFileKeepsThemForTheNextSessionAndForCurl() throws {
    let place = Workplace()
    _ = try SavedSession(cells("jar.txt", "set"), in: place)
    let listed = try ProcessRunner.run("/bin/ls", ["-l", place.folder.file("jar.txt")])
    #expect(listed.stdout.hasPrefix("-rw-------"), "\(listed.said)")
    let next = try SavedSession(
      """
      connection c { "baseUrl": "\(Servers.httpbin)", "cookies": "\(place.folder.file("jar.txt"))",
        "requests": { "show": { "url": "/cookies" } } }
      test c show
      """, hiding: [Self.value])
    #expect(next.outcome.stdout.contains("\"sid\": \"‹secret:"), "\(next.outcome.said)")
    let curl = try Curl.answer(to: Servers.httpbin + "/cookies", ["--cookie", place.folder.file("jar.txt")])
    #expect(String(decoding: curl.body, as: UTF8.self).contains(Self.value))
  }

  @Test func aFileOfCurlIsRead() throws {
    let place = Workplace()
    _ = try Curl.answer(
      to: Servers.httpbin + "/cookies/set?sid=\(Self.value)", ["--cookie-jar", place.folder.file("jar.txt")])
    let session = try SavedSession(
      """
      connection c { "baseUrl": "\(Servers.httpbin)", "cookies": "jar.txt", "requests": { "show": { "url": "/cookies" } } }
      test c show
      """, in: place, hiding: [Self.value])
    #expect(session.outcome.stdout.contains("\"sid\": \"‹secret:"), "\(session.outcome.said)")
  }
}

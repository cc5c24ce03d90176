import TestSupport
import Testing

/// Credentials in headers open the door, are echoed by the server, and stand in no file.
@Suite(.needsServers) struct HTTPBinCredentialTests {
  private static let user = "ada"
  private static let password = "pa$$:w0rd ü"
  // ada:pa$$:w0rd ü
  private static let pair = "YWRhOnBhJCQ6dzByZCDDvA=="
  private static let token = "tok.en-1234567890/+=abc"

  private func session(_ requests: String, _ cells: String) throws -> (Workplace, String) {
    var place = Workplace()
    place.environment = ["PAIR": Self.pair, "TOKEN": Self.token]
    let outcome = try place.run(
      """
      connection c { "baseUrl": "\(Servers.httpbin)", "requests": { \(requests) } }
      secret c pair from env PAIR
      secret c token from env TOKEN
      \(cells)
      :save session.md

      """)
    #expect(outcome.status == 0, "\(outcome.said)")
    place.environment = [:]
    let replay = try place.replay("session.md")
    #expect(replay.status == 0, "\(replay.said)")
    for text in [
      outcome.stdout, outcome.stderr, place.folder.read("session.md"), place.folder.read("session.har"),
    ] {
      for value in [Self.pair, Self.token, Self.password] { #expect(text?.contains(value) == false) }
    }
    return (place, outcome.stdout)
  }

  @Test func basic() throws {
    let path = "/basic-auth/ada/pa$$%3Aw0rd%20%C3%BC"
    let (_, said) = try session(
      #""r": { "url": "\#(path)", "headers": { "Authorization": "Basic [[pair]]" } }, "#
        + #""h": { "url": "\#(path.replacing("basic-auth", with: "hidden-basic-auth"))", "headers": { "Authorization": "Basic [[pair]]" } }"#,
      "connectrequest c r\ntest c h")
    #expect(said.split(separator: "\n").filter { $0.hasPrefix("OnSuccess 200") }.count == 2, "\(said)")
    #expect(said.contains("\"authenticated\": true"))
  }

  @Test func bearer() throws {
    let (_, said) = try session(
      #""r": { "url": "/bearer", "headers": { "Authorization": "Bearer [[token]]" } }"#, "connectrequest c r")
    #expect(said.contains("\"authenticated\": true"), "\(said)")
    #expect(said.contains("‹secret:c/token›"))
  }

  @Test func anEchoOfEveryHeaderHidesThem() throws {
    let (_, said) = try session(
      #""r": { "url": "/headers", "headers": { "Authorization": "Bearer [[token]]", "X-Api-Key": "[[token]]" } }, "#
        + #""q": { "url": "/anything/[[token]]", "parameters": { "t": "[[token]]" } }"#,
      "connectrequest c r\nconnectrequest c q")
    #expect(said.contains("\"Authorization\": \"Bearer ‹secret:c/token›\""), "\(said)")
  }

  @Test(arguments: ["/basic-auth/a/b", "/bearer", "/hidden-basic-auth/a/b"])
  func withoutThemTheDoorIsShut(path: String) throws {
    try expectSameAnswerAsCurl(
      Route("GET", path, path.hasPrefix("/hidden") ? 404 : 401), at: Servers.httpbin)
  }

  @Test func theyDoNotFollowARedirectToAnotherHost() throws {
    // The same machine by its other name is another origin.
    let other = Servers.httpbin.replacing("127.0.0.1", with: "localhost") + "/headers"
    let (place, said) = try session(
      #""r": { "url": "/redirect-to", "parameters": { "url": "\#(other)" }, "headers": { "Authorization": "Bearer [[token]]" } }"#,
      "connectrequest c r")
    #expect(said.contains("OnSuccess 200"), "\(said)")
    #expect(!said.contains("\"Authorization\""), "\(said)")
    withExtendedLifetime(place) {}
  }
}

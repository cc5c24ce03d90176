import TestSupport
import Testing

/// Requests that carry a proof of their own: signatures that moto checks, Digest and Basic that httpbin checks.
@Suite(.needsServers) struct SignatureTests {
  /// Runs cells on a connection `a` that signs for a service, with the user's keys or those of a session.
  private func signed(
    _ service: String, _ requests: String, _ cells: String, session: Bool = false, secret: String? = nil,
    status: Int32 = 0
  ) throws -> ProcessRunner.Outcome {
    var place = Workplace()
    let text = { (name: String) in
      session ? Servers.text("aws", "session", name) : Servers.text("aws", name)
    }
    place.environment = [
      "SECRET": secret ?? text("secretAccessKey"), "SESSION": session ? text("sessionToken") : "",
    ]
    let outcome = try place.run(
      """
      connection a { "baseUrl": "\(Servers.text("aws", "url"))", "auth": { "type": "aws_sigv4", "region": "eu-west-1",
          "accessKeyId": "\(text("accessKeyId"))", "secretAccessKey": "[[secret]]", "service": "\(service)"
          \(session ? ", \"sessionToken\": \"[[session]]\"" : "") },
        "requests": { \(requests) } }
      secret a secret from env SECRET
      \(session ? "secret a session from env SESSION" : "")
      \(cells)
      \(status == 0 ? ":save session.md" : "")

      """)
    #expect(outcome.status == status, "\(outcome.said)")
    if status == 0 {
      let files = [place.folder.read("session.md"), place.folder.read("session.har")].map { $0 ?? "" }
      for file in files {
        #expect(!file.contains(text("secretAccessKey")))
        #expect(!session || !file.contains(text("sessionToken")))
      }
      place.environment = [:]
      let replay = try place.replay("session.md")
      #expect(replay.status == 0, "\(replay.said)")
    }
    return outcome
  }

  private static let form = #""headers": { "Content-Type": "application/x-www-form-urlencoded" }"#
  private static let identity =
    #""id": { "verb": "POST", "url": "/", \#(form), "body": "Action=GetCallerIdentity&Version=2011-06-15" }"#

  @Test func aFormIsSigned() throws {
    let outcome = try signed("sts", Self.identity, "connectrequest a id")
    #expect(outcome.stdout.contains(":user/tester"), "\(outcome.said)")
  }

  @Test func aSessionSigns() throws {
    let outcome = try signed("sts", Self.identity, "connectrequest a id", session: true)
    #expect(outcome.stdout.contains("assumed-role/guest"), "\(outcome.said)")
  }

  @Test func aWrongKeyIsRefused() throws {
    let outcome = try signed(
      "sts", Self.identity, "connectrequest a id", secret: "not-the-secret-of-this-user", status: 5)
    #expect(outcome.stdout.contains("SignatureDoesNotMatch"), "\(outcome.said)")
  }

  @Test func objectsWithOddNamesAreWrittenReadAndListed() throws {
    let outcome = try signed(
      "s3",
      """
      "read": { "url": "/shelf/notes/a%20b%2Bc%20%C3%BC.txt" },
      "write": { "verb": "PUT", "url": "/shelf/new/x%20y%3Dz%26%281%29~%2A%27.txt", "body": "written ✓" },
      "again": { "url": "/shelf/new/x%20y%3Dz%26%281%29~%2A%27.txt" },
      "list": { "url": "/shelf", "parameters": { "list-type": "2", "prefix": "no", "delimiter": "/" } },
      "delete": { "verb": "DELETE", "url": "/shelf/new/x%20y%3Dz%26%281%29~%2A%27.txt" }
      """,
      "test a read\ntest a write\ntest a again\ntest a list\ntest a delete")
    #expect(outcome.stdout.contains("\nfound\n"), "\(outcome.said)")
    #expect(outcome.stdout.contains("\nwritten ✓\n"))
    #expect(outcome.stdout.contains("<Prefix>notes/</Prefix>"))
    #expect(outcome.stdout.contains("OnSuccess 204"))
  }

  /// Marks as they are, and dot segments, which the library that sends takes out of the path.
  @Test func pathsAreSignedAsTheyAreSent() throws {
    let outcome = try signed(
      "s3",
      """
      "write": { "verb": "PUT", "url": "/shelf/new/x=&()*'!,;@$+:y.txt", "body": "raw ✓" },
      "again": { "url": "/shelf/new/x%3D%26%28%29%2A%27%21%2C%3B%40%24%2B%3Ay.txt" },
      "dots": { "url": "/shelf/a/.././new/./x=&()*'!,;@$+:y.txt" },
      "query": { "url": "/shelf?list-type=2&prefix=new/x=&start-after=a+b(c),d" },
      "delete": { "verb": "DELETE", "url": "/shelf/new/x=&()*'!,;@$+:y.txt" }
      """,
      "test a write\ntest a again\ntest a dots\ntest a query\ntest a delete")
    #expect(outcome.stdout.split(separator: "\n").count { $0 == "raw ✓" } == 2, "\(outcome.said)")
    #expect(outcome.stdout.contains("<KeyCount>1</KeyCount>"), "\(outcome.said)")
    #expect(outcome.stdout.contains("OnSuccess 204"))
  }

  @Test func digestAnswersForThePathThatIsSent() throws {
    try digest("/anything/../digest-auth/./auth/ada/lovelace-1815/MD5")
  }

  @Test func jsonIsSigned() throws {
    let outcome = try signed(
      "dynamodb",
      #""tables": { "verb": "POST", "url": "/", "headers": { "Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": "DynamoDB_20120810.ListTables" }, "body": {} }"#,
      "connectrequest a tables")
    #expect(outcome.stdout.contains("\"TableNames\": []"), "\(outcome.said)")
  }

  @Test(arguments: ["MD5", "SHA-256"], ["auth", "auth-int"])
  func digestAnswersTheChallenge(algorithm: String, protection: String) throws {
    try digest("/digest-auth/\(protection)/ada/lovelace-1815/\(algorithm)")
  }

  private func digest(_ path: String) throws {
    var place = Workplace()
    place.environment = ["PASSWORD": "lovelace-1815"]
    let outcome = try place.run(
      """
      connection d { "baseUrl": "\(Servers.httpbin)", "auth": { "type": "digest", "username": "ada", "password": "[[password]]" },
        "requests": { "r": { "url": "\(path)" } } }
      secret d password from env PASSWORD
      test d r
      test d r
      """ + "\n")
    #expect(outcome.status == 0, "\(outcome.said)")
    #expect(outcome.stdout.contains("\"authenticated\": true"), "\(outcome.said)")
  }

  @Test func basicIsAType() throws {
    var place = Workplace()
    place.environment = ["PASSWORD": "pa$$:w0rd ü"]
    let outcome = try place.run(
      """
      connection b { "baseUrl": "\(Servers.httpbin)", "auth": { "type": "basic", "username": "ada", "password": "[[password]]" },
        "requests": { "r": { "url": "/basic-auth/ada/pa$$%3Aw0rd%20%C3%BC" } } }
      secret b password from env PASSWORD
      test b r

      """)
    #expect(outcome.status == 0, "\(outcome.said)")
    #expect(outcome.stdout.contains("\"authenticated\": true"), "\(outcome.said)")
  }
}

import HTTPExchange
import IntegrationHub
import JSON
import Redaction
import TestSupport
import Testing

/// AWS Signature Version 4, against botocore (Tests/Golden/aws-sigv4.py) and AWS' own examples.
@Suite struct AWSSignatureTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var request: HTTPRequest
    var credentials: AWSCredentials
    var authorization: String
    /// The URL that goes out.
    var sent: String

    init(_ json: JSONObject) {
      func text(_ name: String) -> String { json[name]?.stringValue ?? "" }
      testDescription = text("name")
      request = HTTPRequest(
        method: text("method"), url: text("url"),
        headers: (json["headers"]?.objectValue?.members ?? []).map {
          HTTPHeader($0.name, $0.value.stringValue ?? "")
        }, body: text("body").isEmpty ? nil : Array(text("body").utf8))
      credentials = AWSCredentials(
        accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        sessionToken: json["sessionToken"]?.stringValue, region: text("region"), service: text("service"),
        leavesPayloadUnsigned: json["unsignedPayload"] == .bool(true))
      authorization = text("authorization")
      sent = text("sent")
    }
  }

  static func cases() -> [Case] {
    let text = ProjectFiles.text("Tests/Golden/aws-sigv4.json") ?? "[]"
    return ((try? JSONValue(parsing: text))?.arrayValue ?? []).compactMap { $0.objectValue.map { Case($0) } }
  }

  /// 2015-08-30 12:36:00 UTC.
  private static let time: Int64 = 1_440_938_160_000

  @Test func thereAreCases() { #expect(Self.cases().count > 15) }

  @Test(arguments: cases()) func botocoreSignsTheSame(golden: Case) {
    let signature = AWSSignature(golden.request, golden.credentials, unixMilliseconds: Self.time)
    #expect(
      signature.header(signature: signature.signature) == golden.authorization,
      "\(signature.canonicalRequest)")
    #expect(signature.request.url == golden.sent)
  }

  /// The example of the IAM manual, step by step.
  @Test func theExampleOfTheManual() {
    let request = HTTPRequest(
      method: "GET", url: "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08",
      headers: [HTTPHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")])
    let signature = AWSSignature(
      request,
      AWSCredentials(
        accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        region: "us-east-1", service: "iam"), unixMilliseconds: Self.time)
    #expect(
      signature.stringToSign == """
        AWS4-HMAC-SHA256
        20150830T123600Z
        20150830/us-east-1/iam/aws4_request
        f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59
        """)
    #expect(signature.signature == "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7")
  }

  /// The example of the S3 manual: GET with a range.
  @Test func theExampleOfS3() {
    let request = HTTPRequest(
      method: "GET", url: "https://examplebucket.s3.amazonaws.com/test.txt",
      headers: [HTTPHeader("Range", "bytes=0-9")])
    let signature = AWSSignature(
      request,
      AWSCredentials(
        accessKeyID: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        region: "us-east-1", service: "s3"), unixMilliseconds: 1_369_353_600_000)
    #expect(signature.signature == "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")
  }

  @Test(
    arguments: [
      (0, "19700101T000000Z"), (951_782_400_000, "20000229T000000Z"), (-1, "19691231T235959Z"),
      (4_107_542_399_999, "21000228T235959Z"),
    ] as [(Int64, String)]) func theTimeIsWrittenByTheCalendar(milliseconds: Int64, text: String)
  {
    let signature = AWSSignature(
      HTTPRequest(method: "GET", url: "https://x.test/"),
      AWSCredentials(accessKeyID: "a", secretAccessKey: "b", region: "c", service: "d"),
      unixMilliseconds: milliseconds)
    #expect(signature.request.headers.first { $0.name == "X-Amz-Date" }?.value == text)
  }

  @Test func aConnectionSignsEachRequest() throws {
    let bench = HubBench()
    try bench.define(
      """
      { "baseUrl": "https://api.test", "auth": { "type": "aws_sigv4", "accessKeyId": "AKID", "secretAccessKey": "[[key]]",
        "sessionToken": "[[token]]", "region": "eu-west-1", "service": "execute-api" },
        "requests": { "get": { "url": "/x", "parameters": { "a": "b c" } } } }
      """)
    try bench.secret("key", "the-secret-key")
    try bench.secret("token", "session-token-1")
    bench.transport.answer()
    #expect(bench.hub.connectRequest("crm", "get", payload: nil).failure == nil)
    let header = try #require(bench.last?.header("Authorization"))
    #expect(
      header.hasPrefix("AWS4-HMAC-SHA256 Credential=AKID/19700101/eu-west-1/execute-api/aws4_request, "))
    #expect(bench.last?.header("X-Amz-Security-Token") == "session-token-1")
    let signature = try #require(header.split(separator: "=").last)
    #expect(bench.redactor.redact(String(signature)) == "‹secret:crm/signature›")
    bench.hub.recorded = { _ in true }
    bench.transport.answer()
    _ = bench.hub.connectRequest("crm", "get", payload: nil)
    #expect(bench.last?.header("Authorization")?.hasSuffix("\u{E000}secret:crm/signature\u{E001}") == true)
  }
}

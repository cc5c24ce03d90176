import JSON
import JSONSchema
import Testing

@Suite("Formats of JSON schemas")
struct FormatTests {
  private func fits(_ format: String, _ text: String) throws -> Bool {
    try JSONSchema(["format": .string(format)]).validate(.string(text)).isEmpty
  }

  @Test(
    "texts of the format",
    arguments: [
      ("date-time", "2024-05-06T07:08:09Z"), ("date-time", "2024-02-29t07:08:09.123456789+23:59"),
      ("date-time", "1998-12-31T15:59:60.5-08:00"), ("date", "2000-02-29"), ("time", "23:59:60Z"),
      ("time", "00:00:00.0-00:00"),
      ("email", "ada@example.test"), ("email", "\"a b\\\"@\"@example.test"), ("email", "a+b@[127.0.0.1]"),
      ("email", "a@[IPv6:::1]"), ("hostname", "a"), ("hostname", "xn--bcher-kva.example"),
      ("hostname", "1.2.3.4x"),
      ("ipv4", "0.10.255.1"), ("ipv6", "::"), ("ipv6", "::1"), ("ipv6", "1::"), ("ipv6", "1:2:3:4:5:6:7:8"),
      ("ipv6", "::ffff:1.2.3.4"), ("ipv6", "1::3:4:5:6:7:8"), ("uri", "https://u:p@host:8080/a%20b?c=d#e"),
      ("uri", "urn:a:b"),
      ("uri", "mailto:a@b"), ("uri", "http://[::1]:80/"), ("uri", "http://[v1.a:b]"), ("uri", "file:///a"),
      ("uuid", "2EB8AA08-aa98-11ea-b4aa-73b441d16380"),
    ])
  func fitting(format: String, text: String) throws {
    #expect(try fits(format, text))
  }

  @Test(
    "other texts",
    arguments: [
      ("date-time", "2024-05-06"), ("date-time", "2024-05-06 07:08:09Z"),
      ("date-time", "2024-05-06T07:08:09"),
      ("date-time", "2024-05-06T24:00:00Z"), ("date-time", "1998-12-31T15:59:60Z"), ("date", "2023-02-29"),
      ("date", "2024-13-01"),
      ("date", "2024-1-01"), ("date", "٢٠٢٤-01-01"), ("time", "07:08Z"), ("time", "07:08:09.Z"),
      ("time", "07:08:09+24:00"),
      ("time", "22:59:60Z"), ("email", "ada"), ("email", "@a"), ("email", "a@"), ("email", "a..b@c"),
      ("email", "a b@c"),
      ("email", "a@[1.2.3]"), ("hostname", ""), ("hostname", "-a"), ("hostname", "a-"), ("hostname", "a..b"),
      ("hostname", "a_b"),
      ("hostname", "ab--c"), ("hostname", String(repeating: "a", count: 64)), ("ipv4", "1.2.3"),
      ("ipv4", "1.2.3.256"),
      ("ipv4", "01.2.3.4"), ("ipv6", ":::"), ("ipv6", ":"), ("ipv6", "1:2"), ("ipv6", ":1::"),
      ("ipv6", "1::2::3"),
      ("ipv6", "1:2:3:4:5:6:7:8:9"), ("ipv6", "::12345"), ("ipv6", "::1%eth0"), ("ipv6", "1.2.3.4::"),
      ("ipv6", ""),
      ("uri", "/a"), ("uri", "//a"), ("uri", "a b:c"), ("uri", "http://a b"), ("uri", "http://a/%2"),
      ("uri", "http://[::1"),
      ("uri", "http://é"), ("uri", "http://a:b"), ("uri", "1a:b"), ("uri", ""),
      ("uuid", "2eb8aa08aa9811eab4aa73b441d16380"),
      ("uuid", "2eb8aa08-aa98-11ea-b4aa-73b441d1638g"),
    ])
  func notFitting(format: String, text: String) throws {
    #expect(try !fits(format, text))
  }

  @Test("a format says nothing of what is no string")
  func others() throws {
    #expect(try JSONSchema(["format": "date"]).validate(1).isEmpty)
  }
}

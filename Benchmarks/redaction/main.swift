import Encodings
import Redaction

/// Times how fast a text passes the redactor that knows 100 secrets, beside a plain loop over the same bytes.
///
/// Texts without secrets come first, then texts with one in every record, then hostile ones. A name as argument measures
/// that text alone, and once, for counting instructions.

let redactor = Redactor()
var state: UInt64 = 42
@MainActor func random(_ limit: Int) -> Int {
  state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
  return Int(truncatingIfNeeded: state >> 33) % limit
}
let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_")
let secrets = (0..<100).map { place in
  String((0..<16 + place % 48).map { _ in letters[random(letters.count)] })
}
let periodic = String(repeating: "a", count: 1000) + "b"
for (place, secret) in (secrets + [periodic]).enumerated() {
  redactor.register(secret, as: SecretReference(connection: "crm", name: "s\(place)"), identifier: "demo")
}

/// Different pieces up to 1 MB, and those again up to 8 MB.
@MainActor func filled(_ piece: @MainActor () -> String) -> [UInt8] {
  var text: [UInt8] = []
  while text.count < 1 << 20 { text += Array(piece().utf8) }
  return (0..<8).reduce(into: []) { result, _ in result += text }
}

@MainActor func record(_ secret: String) -> String {
  """
  {"id": \(random(1_000_000)), "name": "Customer \(random(10_000))", "active": true, "tags": ["new", "north"],
   "address": {"street": "Main Street \(random(300))", "city": "Springfield"}, "note": "\(secret)"},

  """
}

@MainActor func hits(_ name: String, _ form: SecretForm) -> (String, @MainActor () -> [UInt8]) {
  (name, { filled { record(form.encode(secrets[random(100)], identifier: "demo") ?? "") } })
}

@MainActor func base64Line() -> String {
  String((0..<76).map { _ in letters[random(letters.count)] }) + "\r\n"
}

/// A line of Base64 with the beginning of a secret's, but not enough of it.
@MainActor func nearMiss() -> String {
  String(Base64.encode(secrets[random(100)].utf8).prefix(4 + random(6))) + base64Line()
}

let texts: [(name: String, make: @MainActor () -> [UInt8])] = [
  ("prose", { filled { "The order was sent on Monday; the customer has not yet answered our letter.\n" } }),
  ("json", { filled { record("called twice, no answer") } }),
  ("json-in-json", { filled { record("x").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") } }),
  (
    "xml",
    { filled { "<row id=\"\(random(1000))\"><name>Fish &amp; Chips &quot;North&quot;</name></row>\n" } }
  ),
  ("base64", { filled(base64Line) }),
  hits("hits", .raw), hits("hits-percent", .percent), hits("hits-json", .jsonFull),
  hits("hits-xml", .xmlFull),
  hits("hits-base64", .base64), hits("hits-basic", .basic), hits("hits-hex", .hex),
  hits("hits-quoted", .quotedFull),
  ("percents", { filled { "%25252525" } }),
  ("backslashes", { filled { "\\\\\\\\" } }),
  ("references", { filled { "&#&#x&am" } }),
  ("entities", { filled { "&amp;lt;&nbsp;" } }),
  ("near-base64", { filled(nearMiss) }),
  ("prefixes", { filled { String(secrets[random(100)].dropLast()) } }),
  ("periodic", { filled { String(repeating: "a", count: 990 + random(20)) + "c" } }),
]

/// What any loop over the bytes costs at least.
func sum(_ text: [UInt8]) -> UInt64 {
  var (first, second) = (UInt64(0), UInt64(0))
  for byte in text {
    first &+= UInt64(byte)
    second = second &* 31 &+ first
  }
  return second
}

let chosen = CommandLine.arguments.dropFirst().first
let clock = ContinuousClock()
var kept = 0
/// Megabytes a second, the middle one of five runs.
@MainActor func rate(_ text: [UInt8], _ body: ([UInt8]) -> Int) -> String {
  let times = (0..<(chosen == nil ? 5 : 1)).map { _ in clock.measure { kept &+= body(text) } }.sorted()
  let middle = times[times.count / 2].components
  return padded(
    String(Int(Double(text.count) / (Double(middle.attoseconds) / 1e12 + Double(middle.seconds) * 1e6))))
}

func padded(_ text: String) -> String { String(repeating: " ", count: max(0, 12 - text.count)) + text }

print("kind          \(padded("MB/s"))\(padded("with forms"))\(padded("plain loop"))")
for (name, make) in texts where chosen == nil || chosen == name {
  let text = make()
  let redacted = rate(text) { redactor.redact($0)?.count ?? 0 }
  let forms = rate(text) { redactor.redact($0, keepsForms: true)?.count ?? 0 }
  let plain = rate(text) { Int(truncatingIfNeeded: sum($0)) }
  print("\(name)\(String(repeating: " ", count: max(1, 14 - name.count)))\(redacted)\(forms)\(plain)")
}
if kept == 42 { print("") }

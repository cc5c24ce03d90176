import Encodings
import Redaction

/// Times how fast a text of 8 MB passes the redactor that knows 100 secrets, beside a plain loop over the same bytes.
///
/// A name as argument measures that text alone, and once, for counting instructions.

let size = 8 << 20
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
for (place, secret) in secrets.enumerated() {
  redactor.register(secret, as: SecretReference(connection: "crm", name: "s\(place)"), identifier: "demo")
}

@MainActor func filled(_ piece: @MainActor () -> String) -> [UInt8] {
  var text: [UInt8] = []
  while text.count < size { text += Array(piece().utf8) }
  return text
}

@MainActor func record(_ secret: String) -> String {
  """
  {"id": \(random(1_000_000)), "name": "Customer \(random(10_000))", "active": true, "tags": ["new", "north"],
   "address": {"street": "Main Street \(random(300))", "city": "Springfield"}, "note": "\(secret)"},

  """
}

let texts: [(name: String, make: @MainActor () -> [UInt8])] = [
  ("json", { filled { record("called twice, no answer") } }),
  ("json-in-json", { filled { record("x").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") } }),
  ("prose", { filled { "The order was sent on Monday; the customer has not yet answered our letter.\n" } }),
  ("base64", { filled { String((0..<76).map { _ in letters[random(letters.count)] }) + "\r\n" } }),
  ("hits", { filled { record(secrets[random(100)]) } }),
  ("hits-encoded", { filled { record(PercentEncoding.encode(secrets[random(100)])) } }),
  ("hits-base64", { filled { record(Base64.encode("demo:\(secrets[random(100)])".utf8)) } }),
  ("percents", { filled { "%25252525" } }),
  ("backslashes", { filled { "\\\\\\\\" } }),
  ("references", { filled { "&#&#x&am" } }),
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
@MainActor func rate(_ text: [UInt8], _ body: ([UInt8]) -> Int) -> Double {
  var best = Double.infinity
  for _ in 0..<(chosen == nil ? 7 : 1) {
    let took = clock.measure { kept &+= body(text) }
    best = min(best, Double(took.components.attoseconds) / 1e18 + Double(took.components.seconds))
  }
  return Double(text.count) / best / 1e6
}

for (name, make) in texts where chosen == nil || chosen == name {
  let text = make()
  let plain = rate(text) { Int(truncatingIfNeeded: sum($0)) }
  let redacted = rate(text) { redactor.redact($0)?.count ?? 0 }
  let forms = rate(text) { redactor.redact($0, keepsForms: true)?.count ?? 0 }
  print("\(name): \(Int(redacted)) MB/s, with forms \(Int(forms)) MB/s; a plain loop \(Int(plain)) MB/s")
}
if kept == 42 { print("") }

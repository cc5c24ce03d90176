import TextLayout
import Transcripts

/// Draws the phases of exchanges as bars, one after the other.
enum Waterfall {
  /// A drawing is this wide, whatever the page makes of it.
  private static let width = 1_000

  /// The bar of one exchange and the length of each of its phases; nothing when none was measured.
  static func render(_ timings: HARTimings, into html: inout HTMLBuilder) {
    guard timings.isMeasured else { return }
    let told = timings.phases.map { "\($0.name) \(Amount.time($0.length))" }.joined(separator: ", ")
    html.element("div", class: "timing") { html in
      bar(timings, from: 0, of: timings.sum, label: "Timing: \(told)", &html)
      legend(timings.phases.map { ("\($0.name) \(Amount.time($0.length))", $0.style) }, into: &html)
    }
  }

  /// What the colours of several bars mean.
  static func legend(of timings: [HARTimings], into html: inout HTMLBuilder) {
    let all = timings.flatMap(\.phases)
    let names = HARTimings.phaseNames.filter { name in all.contains { $0.name == name && $0.length > 0 } }
    legend(names.compactMap { name in all.first { $0.name == name }.map { (name, $0.style) } }, into: &html)
  }

  private static func legend(_ phases: [(text: String, style: StaticString)], into html: inout HTMLBuilder) {
    html.element("ul", class: "legend") { html in
      for phase in phases { html.element("li", class: phase.style) { $0.text(phase.text) } }
    }
  }

  /// The bar of an exchange that began some time after the first of several.
  static func bar(
    _ timings: HARTimings, from start: Int, of total: Int, label: String, _ html: inout HTMLBuilder
  ) {
    html.open(
      "svg",
      [
        ("viewBox", "0 0 \(width) 10"), ("preserveAspectRatio", "none"), ("role", "img"),
        ("aria-label", label),
      ])
    var before = start
    for phase in timings.phases where phase.length > 0 {
      // A phase that took any time is seen.
      let x = min(scaled(before, total), width - 2)
      let length = min(max(2, scaled(before + phase.length, total) - x), width - x)
      html.open(
        "rect", class: phase.style,
        [("x", String(x)), ("y", "0"), ("width", String(length)), ("height", "10")])
      html.literal("</rect>")
      before += phase.length
    }
    html.literal("</svg>")
  }

  private static func scaled(_ time: Int, _ total: Int) -> Int {
    Int(Double(time) / Double(max(1, total)) * Double(width))
  }
}

extension HARTimings {
  /// The phases in the order in which they follow one another.
  static let phaseNames = ["blocked", "dns", "connect", "ssl", "send", "wait", "receive"]

  /// The phases that took place, in order; TLS is told apart from connecting.
  var phases: [(name: String, style: StaticString, length: Int)] {
    let tls = min(ssl ?? 0, connect ?? 0)
    let all: [(String, StaticString, Int?)] = [
      ("blocked", "t-blocked", blocked), ("dns", "t-dns", dns),
      ("connect", "t-connect", connect.map { $0 - tls }), ("ssl", "t-ssl", ssl.map { _ in tls }),
      ("send", "t-send", send), ("wait", "t-wait", wait), ("receive", "t-receive", receive),
    ]
    return all.compactMap { name, style, length in
      length.map { (name, style, min(max(0, $0), Self.longest)) }
    }
  }

  /// A day; longer phases are cut, so that sums stay small.
  private static let longest = 86_400_000_000

  var sum: Int { phases.reduce(0) { $0 + $1.length } }

  /// Not every recording holds times.
  var isMeasured: Bool { sum > 0 }
}

import TextLayout
import Transcripts

/// HTML that is built piece by piece; what is no literal of the program comes in escaped, or not at all.
struct HTMLBuilder {
  /// A name and a value; the value is escaped.
  typealias Attribute = (StaticString, String)

  private(set) var html = ""

  /// Adds markup of our own.
  mutating func literal(_ markup: StaticString) { html += markup.description }

  /// Adds text as text, control characters written out.
  mutating func text(_ text: String) { html += Self.escaped(ControlCharacters.visible(text)) }

  /// Adds text in which the references to secrets are marked.
  mutating func data(_ text: String) {
    guard text.utf8.contains(0xE2) else { return self.text(text) }
    let bytes = Array(text.utf8)
    var start = 0
    var at = 0
    while at < bytes.count {
      guard bytes[at] == 0xE2, let end = StoredReference.end(in: bytes, from: at) else {
        at += 1
        continue
      }
      self.text(String(decoding: bytes[start..<at], as: UTF8.self))
      element("span", class: "secret") { $0.text(String(decoding: bytes[at..<end], as: UTF8.self)) }
      (start, at) = (end, end)
    }
    self.text(String(decoding: bytes[start...], as: UTF8.self))
  }

  /// Adds an element and what it holds.
  mutating func element(
    _ name: StaticString, class style: StaticString? = nil, _ attributes: [Attribute] = [],
    _ content: (inout HTMLBuilder) -> Void
  ) {
    open(name, class: style, attributes)
    content(&self)
    html += "</\(name)>"
  }

  /// Adds lines that keep their blanks and scroll in a box of their own.
  mutating func preformatted(_ content: (inout HTMLBuilder) -> Void) {
    var inner = HTMLBuilder()
    content(&inner)
    open("pre", [("tabindex", "0")])
    // A browser drops a line end right behind the tag.
    if inner.html.utf8.first == UInt8(ascii: "\n") { html += "\n" }
    append(inner)
    html += "</pre>"
  }

  /// Adds the beginning of an element, or an element that holds nothing.
  mutating func open(_ name: StaticString, class style: StaticString? = nil, _ attributes: [Attribute] = []) {
    html += "<\(name)"
    if let style { html += " class=\"\(style)\"" }
    for (name, value) in attributes {
      html += " \(name)=\"\(Self.escaped(ControlCharacters.visible(value, onOneLine: true)))\""
    }
    html += ">"
  }

  /// Adds what another builder made.
  mutating func append(_ other: HTMLBuilder) { html += other.html }

  private static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + text.utf8.count / 16)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      case UInt8(ascii: "'"): bytes += "&#39;".utf8
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

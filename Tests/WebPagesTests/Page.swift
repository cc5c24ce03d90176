import SnippetSyntax
import Transcripts
import WebPages

/// A page taken apart: its elements in order, and what stands between them.
struct Page {
  struct Element {
    var name: String
    var attributes: [(name: String, value: String)]
    var isEnd: Bool
  }

  let html: String
  private(set) var elements: [Element] = []
  /// The text a reader sees, with line ends between the elements.
  private(set) var text = ""
  /// What is not as our builder writes it; none for a sound page.
  private(set) var faults: [String] = []

  private static let empty: Set = ["meta", "br", "hr"]

  init(_ text: String, recording: HARRecording? = nil, name: String = "session.md") throws {
    let page = SessionPage(
      try TranscriptReader.read(text, name: "t"), recording: recording, name: name,
      reading: .init(
        spans: { SyntaxHighlighter.spans(in: SourceText(name: "", text: $0)) },
        count: { $0.source.isEmpty ? 0 : $0.source.split(separator: "\n").count }))
    html = page.html()
    parse()
  }

  /// The values of an attribute, wherever it stands.
  func values(_ name: String) -> [String] {
    elements.flatMap { $0.attributes.filter { $0.name == name }.map(\.value) }
  }

  /// The texts of all `pre` elements, as a browser reads them: it drops a line end right behind the tag.
  var preformatted: [String] {
    var texts: [String] = []
    var rest = Array(html.utf8)[...]
    while let start = rest.firstRange(of: Array("<pre".utf8)),
      let end = rest.firstRange(of: Array("</pre>".utf8))
    {
      var inner = rest[start.upperBound..<end.lowerBound].drop { $0 != UInt8(ascii: ">") }.dropFirst()
      if inner.first == 0x0A { inner = inner.dropFirst() }
      var text: [UInt8] = []
      while let byte = inner.popFirst() {
        if byte == UInt8(ascii: "<") {
          inner = inner.drop { $0 != UInt8(ascii: ">") }.dropFirst()
        } else {
          text.append(byte)
        }
      }
      texts.append(Self.unescaped(text))
      rest = rest[end.upperBound...]
    }
    return texts
  }

  private mutating func parse() {
    var open: [String] = []
    let bytes = Array(html.utf8)
    let doctype = Array("<!DOCTYPE html>".utf8)
    guard bytes.starts(with: doctype) else {
      faults.append("no doctype")
      return
    }
    var at = doctype.count
    var texts: [UInt8] = []
    while let start = bytes[at...].firstIndex(of: UInt8(ascii: "<")) {
      texts += bytes[at..<start] + [0x0A]
      guard let end = Self.end(of: bytes[start...]) else {
        faults.append("an open <")
        return
      }
      let element = Self.element(bytes[start + 1..<end])
      elements.append(element)
      at = end + 1
      if element.isEnd {
        if open.popLast() != element.name { faults.append("</\(element.name)> closes another element") }
      } else if !Self.empty.contains(element.name) {
        open.append(element.name)
      }
      if element.name == "style", !element.isEnd {
        at = bytes[at...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
      }
    }
    if !open.isEmpty { faults.append("open at the end: \(open)") }
    if texts.contains(UInt8(ascii: ">")) { faults.append("a stray >") }
    text = Self.unescaped(texts)
  }

  /// Where a tag ends; `>` in a quoted value is none.
  private static func end(of tag: ArraySlice<UInt8>) -> Int? {
    var isQuoted = false
    for index in tag.indices {
      if tag[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if tag[index] == UInt8(ascii: ">"), !isQuoted { return index }
    }
    return nil
  }

  private static func element(_ tag: ArraySlice<UInt8>) -> Element {
    let isEnd = tag.first == UInt8(ascii: "/")
    var rest = isEnd ? tag.dropFirst() : tag
    let name = rest.prefix { $0 != 0x20 }
    rest = rest.dropFirst(name.count)
    var attributes: [(name: String, value: String)] = []
    while let equals = rest.firstIndex(of: UInt8(ascii: "=")) {
      let name = rest[..<equals].drop { $0 == 0x20 }
      let value = rest[equals...].dropFirst(2).prefix { $0 != UInt8(ascii: "\"") }
      attributes.append((unescaped(name), unescaped(value)))
      rest = rest[equals...].dropFirst(3 + value.count)
    }
    return Element(name: unescaped(name), attributes: attributes, isEnd: isEnd)
  }

  private static func unescaped(_ bytes: some Collection<UInt8>) -> String {
    let text = String(decoding: Array(bytes), as: UTF8.self)
    guard bytes.contains(UInt8(ascii: "&")) else { return text }
    // By scalars: a mark behind `;` makes one character of both.
    var scalars = text.unicodeScalars
    for (reference, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
    {
      scalars.replace(reference.unicodeScalars, with: sign.unicodeScalars)
    }
    return String(scalars)
  }
}

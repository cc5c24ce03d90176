import HTTPExchange
import IntegrationHub
import Redaction

/// The body of a preview in words: text as it is, files and other bytes by what they are.
struct PreviewBody {
  /// Lines that are shown.
  private static let shownLines = 200

  private let preview: RequestPreview
  private let bytes: [UInt8]?
  private let redactor: Redactor

  init(_ preview: RequestPreview, _ bytes: [UInt8]?, _ redactor: Redactor) {
    self.preview = preview
    self.bytes = bytes
    self.redactor = redactor
  }

  /// Whether its length is the same in each replay.
  var isStable: Bool {
    guard let bytes else { return true }
    return !preview.isBodyComputed && !hasFiles && redactor.redact(bytes, escapes: false) == nil
  }

  private var hasFiles: Bool {
    switch preview.body {
    case .file: true
    case .multipart(let parts): parts.contains { if case .file = $0.content { true } else { false } }
    case .value, .form, nil: false
    }
  }

  /// What is shown of it; nil for none.
  func text(isStored: Bool) -> String? {
    guard let bytes else { return nil }
    switch preview.body {
    case .file:
      let type = preview.request?.headers.first { $0.name.lowercased() == "content-type" }?.value ?? ""
      let size = isStored ? "" : ", \(bytes.count) B"
      return redactor.redact("(the file \(preview.bodyFile ?? ""): \(type)\(size))")
    case .multipart(let parts): return multipart(bytes, parts, isStored: isStored)
    case .value, .form, nil: break
    }
    if bytes.isEmpty { return "(an empty body)" }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return "(\(bytes.count) B that are no text)"
    }
    return ShownBody.cut(redactor.redact(text), to: Self.shownLines) { "... \($0) more lines" }.text
  }

  /// The parts by their heads, without what is in them.
  private func multipart(_ bytes: [UInt8], _ parts: [RequestBody.Part], isStored: Bool) -> String {
    let text = bytes[...]
    guard let lineEnd = text.firstIndex(of: 0x0D) else { return "(\(bytes.count) B)" }
    let boundary = Array(bytes[..<lineEnd])
    var lines: [String] = []
    var rest = text.dropFirst(boundary.count + 2)
    for part in parts {
      guard let headEnd = rest.firstIndex(ofBytes: Array("\r\n\r\n".utf8)),
        let end = rest[(headEnd + 4)...].firstIndex(ofBytes: [0x0D, 0x0A] + boundary)
      else { break }
      let head = String(decoding: rest[..<headEnd], as: UTF8.self).replacing("\r\n", with: "; ")
      let isFile = if case .file = part.content { true } else { false }
      let content = rest[(headEnd + 4)..<end]
      let isKnown = !isStored || !isFile && redactor.redact(Array(content), escapes: false) == nil
      lines.append("(part: \(head)\(isKnown ? ": \(content.count) B" : ""))")
      rest = rest[(end + boundary.count + 2)...].dropFirst(2)
    }
    return redactor.redact(lines.joined(separator: "\n"))
  }
}

extension ArraySlice<UInt8> {
  /// Where these bytes first stand.
  fileprivate func firstIndex(ofBytes part: [UInt8]) -> Int? {
    guard let first = part.first else { return nil }
    var at = startIndex
    while let next = self[at...].firstIndex(of: first) {
      if self[next...].starts(with: part) { return next }
      at = next + 1
    }
    return nil
  }
}

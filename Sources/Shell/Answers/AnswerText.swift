import Encodings
import HTTPExchange

/// Brings text that came in another character set to UTF-8, before anything reads, searches or records it.
enum AnswerText {
  /// The answer with its text in UTF-8; what is no text stays as it came.
  static func inUTF8(_ response: HTTPResponse) -> HTTPResponse {
    guard let body = decoded(response.body, type: response.header("Content-Type") ?? "") else {
      return response
    }
    var answer = response
    answer.recordedBodySize = response.bodySize
    answer.body = Array(body.utf8)
    return answer
  }

  /// nil where the body is UTF-8 already, or no text.
  private static func decoded(_ body: [UInt8], type: String) -> String? {
    // What is all ASCII and has no zero reads the same in every set that an answer may name.
    guard body.contains(where: { $0 == 0 || $0 >= 0x80 }) else { return nil }
    let (kind, charset) = parts(of: type)
    guard charset != nil || isText(kind) else { return nil }
    if body.starts(with: [0xFF, 0xFE]) { return TextDecoding.utf16(body.dropFirst(2), isBigEndian: false) }
    if body.starts(with: [0xFE, 0xFF]) { return TextDecoding.utf16(body.dropFirst(2), isBigEndian: true) }
    let isUTF8 = String(validating: body, as: UTF8.self) != nil
    switch charset ?? "" {
    case "utf-16le" where mayBeUTF16(body, isUTF8): return TextDecoding.utf16(body, isBigEndian: false)
    case "utf-16be" where mayBeUTF16(body, isUTF8): return TextDecoding.utf16(body, isBigEndian: true)
    case "utf-16" where mayBeUTF16(body, isUTF8), "ucs-2" where mayBeUTF16(body, isUTF8):
      return TextDecoding.utf16(body, isBigEndian: TextDecoding.isBigEndianUTF16(body) ?? false)
    default:
      if let isBigEndian = TextDecoding.isBigEndianUTF16(body) {
        return TextDecoding.utf16(body, isBigEndian: isBigEndian)
      }
      return isUTF8 ? nil : TextDecoding.lenient(body)
    }
  }

  /// Whether a body of this head is UTF-8 or no text, so that pieces of it can be searched.
  static func mayBeUTF8(_ head: HTTPHead) -> Bool {
    let charset = parts(of: head.header("Content-Type") ?? "").charset
    return charset == nil || charset == "utf-8" || charset == "utf8" || charset == "us-ascii"
      || head.streamFormat == .events
  }

  /// Whether a body of this head is text.
  static func isText(_ head: HTTPHead) -> Bool { isText(parts(of: head.header("Content-Type") ?? "").kind) }

  /// UTF-8 without a single zero is what a service sent that names the wrong set.
  private static func mayBeUTF16(_ body: [UInt8], _ isUTF8: Bool) -> Bool { !isUTF8 || body.contains(0) }

  /// The media type and the value of `charset`, both in lower case (RFC 9110, section 8.3).
  private static func parts(of type: String) -> (kind: String, charset: String?) {
    let parts = type.lowercased().split(separator: ";").map { $0.trimmingBlanks() }
    let charset = parts.dropFirst().first { $0.hasPrefix("charset=") }.map { part in
      part.dropFirst("charset=".count).filter { $0 != "\"" && $0 != "'" }
    }
    return (parts.first ?? "", charset.map { String($0) })
  }

  /// Whether a media type is one of text; an answer that names none is taken for it.
  private static func isText(_ kind: String) -> Bool {
    kind.isEmpty || kind.hasPrefix("text/")
      || ["json", "xml", "javascript", "x-www-form-urlencoded", "yaml", "graphql"].contains {
        kind.hasSuffix($0)
      }
  }
}

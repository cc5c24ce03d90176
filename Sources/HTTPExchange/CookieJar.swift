import CCurl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The cookies of one session or one file, which libcurl keeps and sends.
final class CookieJar {
  let share: UnsafeMutableRawPointer
  /// nil for cookies that live in memory only.
  private let path: String?
  private var stored: [String] = []

  private static let largestFile = 4 << 20
  private static let headline = "# Netscape HTTP Cookie File"

  /// Reads the file, when there is one.
  init(_ cookies: TransportSettings.Cookies, handle: CurlHandle) throws(TransportError) {
    guard let share = ccurl_cookie_share_init() else {
      throw .unreachable(.library, message: "Not enough memory for cookies")
    }
    self.share = share
    if case .file(let path) = cookies { self.path = path } else { path = nil }
    guard let path else { return }
    stored = try Self.lines(ofFile: path)
    handle.set(CURLOPT_SHARE, share)
    for line in stored { handle.set(CURLOPT_COOKIELIST, line) }
  }

  deinit { ccurl_share_cleanup(share) }

  private static func lines(ofFile path: String) throws(TransportError) -> [String] {
    guard access(path, F_OK) == 0 else { return [] }
    let bytes = try LocalFile.read(path, upTo: largestFile, as: "cookies")
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .unreachable(.send, message: "cookies: \(path) is no text")
    }
    let lines = text.split(whereSeparator: \.isNewline).map(String.init).filter {
      !$0.hasPrefix("#") || $0.hasPrefix("#HttpOnly_")
    }
    guard lines.allSatisfy({ $0.split(separator: "\t", omittingEmptySubsequences: false).count == 7 }) else {
      throw .unreachable(
        .send, message: "cookies: \(path) is no cookie file of the Netscape format, and stays as it is")
    }
    return lines
  }

  /// A file's cookies that have not expired.
  static func validLines(ofFile path: String) throws(TransportError) -> [String] {
    let now = time(nil)
    return try lines(ofFile: path).filter { line in
      let expiry = line.split(separator: "\t", omittingEmptySubsequences: false)[4]
      return Int(expiry).map { $0 == 0 || $0 >= now } ?? false
    }
  }

  /// Every cookie by name and value; the file is written when they have changed.
  func contents(of handle: CurlHandle) throws(TransportError) -> [HTTPCookie] {
    let lines = handle.list(CURLINFO_COOKIELIST)
    if let path, lines != stored {
      stored = lines
      let text = Self.headline + "\n\n" + lines.map { $0 + "\n" }.joined()
      try LocalFile.replace(path, by: Array(text.utf8), as: "cookies")
    }
    return lines.compactMap(HTTPCookie.init(line:))
  }
}

extension HTTPCookie {
  /// Reads a line of the Netscape format.
  init?(line: String) {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard fields.count == 7 else { return nil }
    self.init(name: String(fields[5]), value: String(fields[6]))
  }
}

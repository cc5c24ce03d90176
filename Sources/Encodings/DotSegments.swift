/// The segments `.` and `..` in the paths of URLs (RFC 3986, section 5.2.4).
package enum DotSegments {
  /// A URL without them, as clients send it; whoever signs a path must sign that one.
  package static func removed(from url: String) -> String {
    let start = url.firstRange(of: "://")?.upperBound ?? url.startIndex
    guard let slash = url[start...].firstIndex(where: { "/?#".contains($0) }), url[slash] == "/" else {
      return url
    }
    let path = url[slash...].prefix { $0 != "?" && $0 != "#" }
    let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    guard segments.contains(where: { dots(of: $0) != nil }) else { return url }
    var kept: [Substring] = []
    for (index, segment) in segments.enumerated() {
      guard let dots = dots(of: segment) else {
        kept.append(segment)
        continue
      }
      if dots == 2 { _ = kept.popLast() }
      if index == segments.count - 1 { kept.append("") }
    }
    return url[..<slash] + "/" + kept.joined(separator: "/") + url[path.endIndex...]
  }

  /// How many dots a dot segment has, which may be written as `%2e`; nil for any other.
  private static func dots(of segment: Substring) -> Int? {
    guard segment.utf8.count <= 6, !segment.isEmpty else { return nil }
    switch segment.replacing("%2e", with: ".").replacing("%2E", with: ".") {
    case ".": return 1
    case "..": return 2
    default: return nil
    }
  }
}

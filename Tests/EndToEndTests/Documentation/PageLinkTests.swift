import TestSupport
import Testing

/// What the documentation leads to is there.
@Suite struct PageLinkTests {
  private static let pages =
    ["README.md", "CHANGELOG.md", ".github/CONTRIBUTING.md", "Benchmarks/README.md"]
    + ProjectFiles.pages(under: ["docs", "sessions", "lessons"])

  private struct Link { var path: String, anchor: String }

  /// The links of a page that lead to files of the project, without those in blocks and in code.
  private static func links(of page: String) -> [Link] {
    prose(of: page).flatMap { line -> [Link] in
      line.split(separator: "](", omittingEmptySubsequences: false).dropFirst().compactMap { rest in
        let target = rest.prefix { $0 != ")" }
        guard !target.contains("://"), !target.hasPrefix("mailto:") else { return nil }
        let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        return Link(path: String(parts[0]), anchor: parts.count > 1 ? String(parts[1]) : "")
      }
    }
  }

  private static func prose(of page: String) -> [Substring] {
    var mark: Substring?
    return (ProjectFiles.text(page) ?? "").split(separator: "\n").filter { line in
      let ticks = line.prefix { $0 == "`" }
      if let open = mark {
        if line == open { mark = nil }
        return false
      }
      if ticks.count >= 3 { mark = ticks }
      return mark == nil
    }
  }

  /// The anchors that forges give the headings of a page.
  private static func anchors(of page: String) -> Set<String> {
    Set(
      prose(of: page).filter { $0.hasPrefix("#") }.map { line in
        let words = line.drop { $0 == "#" }.dropFirst().lowercased()
        return String(
          words.filter { $0.isLetter || $0.isNumber || "-_ ".contains($0) }.map { $0 == " " ? "-" : $0 })
      })
  }

  /// A path with `.` and `..` taken away.
  private static func resolved(_ path: String, from page: String) -> String {
    var parts = page.split(separator: "/").dropLast().map(String.init)
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
    }
    return parts.joined(separator: "/")
  }

  @Test(arguments: pages) func everyLinkLeadsSomewhere(page: String) {
    for link in Self.links(of: page) {
      let target = link.path.isEmpty ? page : Self.resolved(link.path, from: page)
      let isThere = ProjectFiles.text(target) != nil || !ProjectFiles.names(in: target).isEmpty
      #expect(isThere, "\(page): \(link.path) is not there")
      guard !link.anchor.isEmpty, target.hasSuffix(".md") else { continue }
      #expect(Self.anchors(of: target).contains(link.anchor), "\(page): \(target) has no #\(link.anchor)")
    }
  }

  /// The contents of the book name every page of it, and the decisions' page every decision.
  @Test func everyPageIsFound() {
    for (folder, contents) in [
      ("docs", "docs/README.md"), ("docs/decisions", "docs/decisions/README.md"),
      ("docs/how-to/connections", "docs/how-to/connections/README.md"),
    ] {
      let named = Set(Self.links(of: contents).map { Self.resolved($0.path, from: contents) })
      for page in ProjectFiles.pages(under: [folder]) where page != contents {
        let inner = ["docs/decisions/", "docs/how-to/connections/"].contains {
          page.hasPrefix($0) && folder == "docs" && !page.hasSuffix("/README.md")
        }
        #expect(inner || named.contains(page), "\(contents) does not name \(page)")
      }
    }
  }
}

import SnippetSyntax
import TestSupport

/// Snippet code that stands in the project's own files, each piece as it is written there.
enum SourceCorpus {
  /// The pieces that parse.
  static let programs: [String] = {
    var pieces: [String] = []
    for folder in ["Tests", "sessions", "Benchmarks", "docs"] {
      for path in ProjectFiles.paths(below: folder, endingIn: ".md", ".swift", ".snippet") {
        guard let text = ProjectFiles.text(path) else { continue }
        if path.hasSuffix(".md") {
          pieces += fences(in: text)
        } else if path.hasSuffix(".swift") {
          pieces += literals(in: text)
        } else {
          pieces.append(text)
        }
      }
    }
    return Set(pieces).sorted().filter { !parse($0).hasErrors }
  }()

  /// What stands between lines of backticks.
  private static func fences(in text: String) -> [String] {
    let parts = text.components(around: "\n```")
    return stride(from: 1, to: parts.count, by: 2).map { place in
      String(parts[place].drop { $0 != "\n" }.dropFirst())
    }
  }

  /// The texts of a Swift source, without care for its comments; what is no Snippet does not parse.
  private static func literals(in text: String) -> [String] {
    var pieces: [String] = []
    for (place, part) in text.components(around: "\"\"\"").enumerated() {
      if place.isMultiple(of: 2) {
        pieces += part.split(separator: "\n").flatMap { quoted($0) }
      } else {
        pieces.append(String(part).replacing("\\\"", with: "\""))
      }
    }
    return pieces
  }

  private static func quoted(_ line: Substring) -> [String] {
    var pieces: [String] = []
    var current: String?
    var isEscaped = false
    for character in line {
      if isEscaped {
        current?.append(character == "n" ? "\n" : character == "t" ? "\t" : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        if let text = current { pieces.append(text) }
        current = current == nil ? "" : nil
      } else {
        current?.append(character)
      }
    }
    return pieces
  }
}

extension String {
  /// The parts before, between and behind a mark.
  fileprivate func components(around mark: String) -> [Substring] {
    split(separator: mark, omittingEmptySubsequences: false)
  }
}

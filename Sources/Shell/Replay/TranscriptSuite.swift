import Transcripts

/// Finds the transcripts that a replay is to run.
struct TranscriptSuite {
  /// The file that runs before the transcripts of its folder when the folder is replayed.
  static let preludeName = "prelude.md"

  private let files: any FileStore

  init(_ files: any FileStore) { self.files = files }

  /// The files as they were named, and in place of a folder the transcripts in it and below, by name.
  func transcripts(in paths: [String], prelude: String?) throws(FileError) -> [ReplayItem] {
    var items: [ReplayItem] = []
    for path in paths {
      guard files.isFolder(path) else {
        items.append(ReplayItem(path: path, prelude: prelude))
        continue
      }
      let found = transcripts(inFolder: path, prelude: prelude)
      guard !found.isEmpty else { throw FileError("\(path) has no transcripts") }
      items += found
    }
    return items
  }

  private func transcripts(inFolder folder: String, prelude: String?) -> [ReplayItem] {
    let entries = files.entries(inFolder: folder)
    let base = folder.hasSuffix("/") ? folder : folder + "/"
    let own = entries.contains { $0.name == Self.preludeName && !$0.isFolder } ? base + Self.preludeName : nil
    let prelude = prelude ?? own
    var items: [ReplayItem] = []
    for entry in entries.sorted(by: { $0.name < $1.name }) where !entry.name.hasPrefix(".") {
      let path = base + entry.name
      // A link may lead to where it stands.
      if entry.isFolder, files.linkTarget(path) != nil { continue }
      if entry.isFolder {
        items += transcripts(inFolder: path, prelude: prelude)
      } else if entry.name.lowercased().hasSuffix(".md"), path != prelude, path != own, isTranscript(path) {
        items.append(ReplayItem(path: path, prelude: prelude))
      }
    }
    return items
  }

  /// Whether a Markdown file holds cells; one that cannot be read is replayed, which says why.
  private func isTranscript(_ path: String) -> Bool {
    guard let bytes = try? files.readRegularFile(path, upTo: 64 << 20),
      let text = String(validating: bytes, as: UTF8.self),
      let read = try? TranscriptReader.read(text, name: path)
    else {
      return true
    }
    return !read.fences.isEmpty
  }
}

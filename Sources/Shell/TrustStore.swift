import Encodings
import Crypto

/// Remembers by content which transcripts may use secrets: those saved here, and those the user trusted.
package struct TrustStore {
  private let context: ShellContext

  package init(_ context: ShellContext) { self.context = context }

  private var path: String? { context.dataFolder.map { $0 + "/trusted" } }

  package func trusts(_ text: String) -> Bool {
    guard let path, context.files.exists(path), let known = try? context.files.read(path) else {
      return false
    }
    return known.split(separator: "\n").contains { $0 == Self.digest(text) }
  }

  /// Adds a transcript's content; that it cannot be remembered is no reason to fail.
  package func remember(_ text: String) {
    guard let path, let folder = context.dataFolder, !trusts(text) else { return }
    context.files.makeFolder(folder)
    let known = (try? context.files.read(path)) ?? ""
    try? context.files.write(known + Self.digest(text) + "\n", to: path)
  }

  private static func digest(_ text: String) -> String {
    Hexadecimal.encode(SHA256.hash(data: Array(text.utf8)))
  }
}

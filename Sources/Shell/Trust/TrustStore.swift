import Encodings
import Crypto

/// Remembers by content which transcripts may use secrets: those saved here, and those the user trusted.
package struct TrustStore {
  private let context: ShellContext

  package init(_ context: ShellContext) { self.context = context }

  private var path: String? { context.dataFolder.map { $0 + "/trusted" } }

  /// Whether what the cells do, run over the network, is trusted.
  package func trusts(_ opened: OpenedTranscript) -> Bool {
    opened.mayUseSecrets ?? known.contains(Self.digest(opened.text))
  }

  /// Whether the recording is trusted too, which gives an opened transcript the values it goes on with.
  package func trustsRecording(of opened: OpenedTranscript) -> Bool {
    guard opened.mayUseSecrets == nil, let recording = opened.recordingText else { return trusts(opened) }
    return known.contains(Self.digest(opened.text, recording))
  }

  /// Adds a transcript's content; that it cannot be remembered is no reason to fail.
  package func remember(_ opened: OpenedTranscript) {
    remember(opened.text, recording: opened.recordingText)
  }

  /// The same for files just written.
  package func remember(_ text: String, recording: String?) {
    guard let path, let folder = context.dataFolder else { return }
    let known = known
    let new = ([Self.digest(text)] + (recording.map { [Self.digest(text, $0)] } ?? []))
      .filter { !known.contains($0) }
    guard !new.isEmpty else { return }
    context.files.makeFolder(folder)
    try? context.files.writePrivately((known + new).map { $0 + "\n" }.joined(), to: path)
  }

  private var known: [String] {
    guard let path, context.files.exists(path), let text = try? context.files.read(path) else { return [] }
    return text.split(separator: "\n").map(String.init)
  }

  private static func digest(_ texts: String...) -> String {
    var hash = SHA256()
    for text in texts {
      // With its length before it, so that no text can pass for two.
      if texts.count > 1 { hash.update(data: Array("\(text.utf8.count):".utf8)) }
      hash.update(data: Array(text.utf8))
    }
    return Hexadecimal.encode(hash.finalize())
  }
}

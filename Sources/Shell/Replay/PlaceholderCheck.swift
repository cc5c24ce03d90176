import SnippetSyntax
import Transcripts

/// Finds placeholders in expected output that nobody has declared.
enum PlaceholderCheck {
  /// Throws at the first unknown name, since a slip in it would fit nothing.
  static func check(_ transcript: Transcript) throws(TranscriptError) {
    let wildcards = Wildcards(declared: transcript.metadata.placeholders)
    for fence in transcript.fences where !fence.isExact && !fence.isVolatile {
      guard let output = fence.output, let (name, line) = wildcards.unknownNames(in: output).first else {
        continue
      }
      let nearest = NearestName.of(name, in: wildcards.names)
      throw TranscriptError(
        message: "there is no placeholder '\(name)'; "
          + (nearest.map { "did you mean [..\($0)]? " } ?? "")
          + "Declare it in the metadata as \"placeholders\": {\"\(name)\": \"PATTERN\"}, "
          + "or mark the output exact where it is meant literally",
        line: fence.outputLine + line - 1)
    }
  }
}

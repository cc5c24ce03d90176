/// Follows the raw bytes of a compressed body to its end.
///
/// libcurl takes a compressed body that ends too early for a whole one; this tells them apart.
struct CompressedBody {
  private enum Coding {
    case gzip(GzipTrailer)
    case zstd(ZstdFrames)
    case brotli(BrotliStream)
  }

  private var framing: ChunkFraming
  private var coding: Coding
  private var isEmpty = true

  /// Whether bodies of this Content-Encoding, in lower case, can be followed.
  static func follows(_ coding: String) -> Bool { ["gzip", "x-gzip", "br", "zstd"].contains(coding) }

  /// nil for a coding that cannot be followed.
  init?(coding name: String, isChunked: Bool) {
    framing = ChunkFraming(isChunked: isChunked)
    switch name {
    case "gzip", "x-gzip": coding = .gzip(GzipTrailer())
    case "zstd": coding = .zstd(ZstdFrames())
    case "br":
      guard let stream = BrotliStream() else { return nil }
      coding = .brotli(stream)
    default: return nil
    }
  }

  mutating func receive(_ bytes: UnsafeRawBufferPointer) {
    var (coding, isEmpty) = (coding, isEmpty)
    framing.receive(bytes) { piece in
      isEmpty = isEmpty && piece.isEmpty
      switch coding {
      case .gzip(var trailer):
        trailer.receive(piece)
        coding = .gzip(trailer)
      case .zstd(var frames):
        frames.receive(piece)
        coding = .zstd(frames)
      case .brotli(let stream): stream.receive(piece)
      }
    }
    (self.coding, self.isEmpty) = (coding, isEmpty)
  }

  /// False when the body ended too early; nothing at all is an empty body.
  func isWhole(decodedLength: Int) -> Bool {
    guard framing.isKnown, !isEmpty else { return true }
    return switch coding {
    case .gzip(let trailer): trailer.accepts(decodedLength: decodedLength)
    case .zstd(let frames): frames.isWhole
    case .brotli(let stream): stream.isWhole
    }
  }
}

import CCurl

/// A brotli body (RFC 7932), decoded a second time since nothing but decoding finds its end.
final class BrotliStream {
  private let decoder: UnsafeMutableRawPointer
  private var state = CCURL_BROTLI_UNFINISHED
  /// Decoded bytes up to which it is followed; a few bytes can stand for any number.
  private var room = 64 << 20

  /// nil without a decoder.
  init?() {
    guard let decoder = ccurl_brotli_create() else { return nil }
    self.decoder = decoder
  }

  deinit { ccurl_brotli_destroy(decoder) }

  func receive(_ bytes: UnsafeRawBufferPointer) {
    guard state == CCURL_BROTLI_UNFINISHED else { return }
    state = ccurl_brotli_receive(decoder, bytes.baseAddress, bytes.count, &room)
  }

  /// Whether the stream has ended, as far as it could be followed.
  var isWhole: Bool { state != CCURL_BROTLI_UNFINISHED }
}

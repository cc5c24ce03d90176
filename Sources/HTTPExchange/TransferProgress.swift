/// How far a transfer has come.
package struct TransferProgress: Sendable {
  /// Bytes of body received so far, decoded.
  package var bytesReceived: Int
  /// The length the server announced; nil when it did not, or when the body is compressed.
  package var totalBytes: Int?
  /// Since the request was begun, redirects included.
  package var elapsedMilliseconds: Int
}

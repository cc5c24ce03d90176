#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Bytes that are overwritten with zeros when nobody holds them any more.
///
/// A `String` cannot be wiped: Swift copies it as it likes and frees the copies as they are. So a value stays in
/// here as long as it can, and becomes a `String` only when something needs its text.
///
/// Safe to share, since nothing changes them after they were made.
package final class SecretBytes: @unchecked Sendable {
  private let buffer: UnsafeMutableRawBufferPointer

  /// Zeros, to be filled by `fill`.
  package init(count: Int, fill: (UnsafeMutableRawBufferPointer) -> Void = { _ in }) {
    buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(0, count), alignment: 16)
    buffer.initializeMemory(as: UInt8.self, repeating: 0)
    fill(buffer)
  }

  /// A copy; the original is the caller's to wipe.
  package convenience init(_ bytes: some Collection<UInt8>) {
    self.init(count: bytes.count) { $0.copyBytes(from: bytes) }
  }

  /// Takes the bytes over and wipes them where they were.
  package convenience init(taking bytes: inout some Collection<UInt8> & MutableCollection) {
    self.init(bytes)
    Self.wipe(&bytes)
  }

  deinit {
    Self.wipe(buffer)
    buffer.deallocate()
  }

  package var count: Int { buffer.count }
  package var isEmpty: Bool { buffer.isEmpty }

  /// The bytes, for as long as `body` runs.
  package func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(buffer))
  }

  /// The bytes as text, which cannot be wiped; nil when they are not UTF-8.
  package var text: String? { String(validating: buffer, as: UTF8.self) }

  /// Without one line break at the end, which commands and editors add.
  package var withoutLineBreak: SecretBytes {
    var rest = buffer[...]
    if rest.last == UInt8(ascii: "\n") {
      rest = rest.dropLast()
      if rest.last == UInt8(ascii: "\r") { rest = rest.dropLast() }
    }
    return rest.count == count ? self : SecretBytes(rest)
  }

  package func holdsSame(as other: SecretBytes) -> Bool { buffer.elementsEqual(other.buffer) }

  /// Overwrites a collection in place.
  package static func wipe(_ bytes: inout some MutableCollection<UInt8>) {
    let isDone: Void? = bytes.withContiguousMutableStorageIfAvailable { storage in
      wipe(UnsafeMutableRawBufferPointer(storage))
    }
    guard isDone == nil else { return }
    var index = bytes.startIndex
    while index != bytes.endIndex {
      bytes[index] = 0
      bytes.formIndex(after: &index)
    }
  }

  /// Overwrites memory in a way that no optimiser leaves out.
  private static func wipe(_ memory: UnsafeMutableRawBufferPointer) {
    guard let start = memory.baseAddress, !memory.isEmpty else { return }
    #if canImport(Darwin)
      memset_s(start, memory.count, 0, memory.count)
    #else
      explicit_bzero(start, memory.count)
    #endif
  }
}

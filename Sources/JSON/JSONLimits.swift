/// How much a JSON text may hold before it is refused.
package struct JSONLimits: Sendable {
  /// The largest number of arrays and objects that may stand inside one another.
  package var maximumDepth: Int
  /// The largest size in bytes; never more than 1 GiB, whatever is set.
  package var maximumBytes: Int

  /// The tape keeps offsets and lengths in 30 bits.
  static let largestBytes = (1 << 30) - 1

  /// Limits that suit answers of an API.
  package init(maximumDepth: Int = 512, maximumBytes: Int = 256 << 20) {
    self.maximumDepth = maximumDepth
    self.maximumBytes = maximumBytes
  }
}

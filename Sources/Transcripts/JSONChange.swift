/// A difference between two JSON values, and where it stands in the text of the old one.
package struct JSONChange: Equatable, Sendable {
  /// What differs.
  package var difference: JSONDifference
  /// The places of the steps to it, counted among all members or elements from 0; duplicate names count, too.
  ///
  /// For what was added the last one is the place before which it belongs.
  var place: [Int]
}

import Redaction
import Transcripts

/// An exchange of a recording that is replayed.
final class RecordedExchange {
  let entry: HAREntry
  /// Its request with what has no order in one; made when it is first asked for.
  private(set) lazy var ordered = entry.request.inOneOrder

  var request: HARRequest { entry.request }

  init(_ entry: HAREntry) { self.entry = entry }

  /// The connections whose secrets its answer gave.
  var owners: Set<String> {
    guard case .response(let response) = entry.outcome else { return [] }
    let paths = StoredReference.paths(in: String(decoding: response.content.bytes, as: UTF8.self))
    return Set(paths.compactMap { SecretReference(path: $0)?.connection })
  }

  /// The cell that sent it, such as `cell 3 (login)`; nil where the recording does not tell.
  var cell: String? {
    let id = entry.cellID.map { " (\($0))" } ?? ""
    return entry.cellIndex.map { "cell \($0)\(id)" }
  }
}

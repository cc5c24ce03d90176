import JSON
import SnippetRuntime
import Transcripts

/// What a session used of time zones, as its transcript holds it: for each zone a list of
/// `[first second, first second after, seconds ahead of UTC]`, null where there is no end.
enum ZoneStretches {
  private static let member = "zoneOffsets"

  static func write(_ stretches: SessionTimeZone.Stretches, to metadata: inout TranscriptMetadata) {
    guard !stretches.isEmpty else {
      metadata.otherMembers[member] = nil
      return
    }
    func number(_ seconds: Int64?) -> JSONValue { seconds.map { JSONValue($0) } ?? .null }
    let zones = stretches.sorted { $0.key < $1.key }.map { name, stretches in
      JSONObject.Member(
        name, .array(stretches.map { [number($0.start), number($0.end), JSONValue($0.offset)] }))
    }
    metadata.otherMembers[member] = .object(JSONObject(zones))
  }

  /// What cannot be understood is left out; the zone's own file is asked then.
  static func read(from metadata: TranscriptMetadata) -> SessionTimeZone.Stretches {
    let zones = metadata.otherMembers[member]?.objectValue?.members ?? []
    return zones.reduce(into: [:]) { result, zone in
      result[zone.name] = (zone.value.arrayValue ?? []).compactMap(stretch)
    }
  }

  private static func stretch(_ value: JSONValue) -> TimeZone.Stretch? {
    guard let parts = value.arrayValue, parts.count == 3, let offset = parts[2].intValue,
      (-93_600...93_600).contains(offset)
    else { return nil }
    let bounds = parts[..<2].map { $0.intValue.map(Int64.init) }
    guard zip(parts, bounds).allSatisfy({ $0 == .null || $1 != nil }) else { return nil }
    return TimeZone.Stretch(start: bounds[0], end: bounds[1], offset: offset)
  }
}

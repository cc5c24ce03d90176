package import JSON

/// What a session file says of itself, in the HTML comment at its top.
///
/// An empty metadata writes no comment, which is also how a Markdown file without one is read.
package struct TranscriptMetadata: Equatable, Sendable {
  /// Clock readings that follow one another at the same value.
  package struct ClockRun: Equatable, Sendable {
    /// The moment.
    package var unixMilliseconds: Int
    /// How far the zone was ahead of UTC.
    package var zoneOffsetSeconds: Int
    /// How often the clock was read in a row.
    package var count: Int

    /// A run of equal readings.
    package init(unixMilliseconds: Int, zoneOffsetSeconds: Int, count: Int) {
      self.unixMilliseconds = unixMilliseconds
      self.zoneOffsetSeconds = zoneOffsetSeconds
      self.count = count
    }
  }

  /// A secret the session used, by name only.
  package struct Secret: Equatable, Sendable {
    /// Such as `crm/clientSecret`.
    package var name: String
    /// The kind of source, such as `env CRM_SECRET` or `prompt`.
    package var source: String

    /// A secret and its kind of source.
    package init(name: String, source: String) {
      self.name = name
      self.source = source
    }
  }

  /// The newest format that this program reads, and the one it writes.
  package static let currentFormatVersion = 1

  /// The version of the file's format.
  package var formatVersion = TranscriptMetadata.currentFormatVersion
  /// The version of the program that wrote the file.
  package var productVersion: String?
  /// The seed of the random source, if it was used.
  package var seed: UInt64?
  /// What the clock gave, if it was read.
  package var clock: [ClockRun] = []
  /// The time zone's name, if it was used.
  package var timeZone: String?
  /// The locale's name, if it was used.
  package var locale: String?
  /// The secrets the session needs, in the order of their definition.
  package var secrets: [Secret] = []
  /// The limits in force, by name.
  package var limits = JSONObject()
  /// The placeholders that expected output may name, beside the built-in ones.
  package var placeholders: [NamedPattern] = []
  /// Members this version has no meaning for; they are written back behind the known ones.
  package var otherMembers = JSONObject()

  /// The comment as the file had it, where the writer would choose another layout.
  var layout: String?

  /// Metadata of this format.
  package init(productVersion: String? = nil) {
    self.productVersion = productVersion
  }

  /// True when there is nothing to write.
  package var isEmpty: Bool { self == TranscriptMetadata() }
}

extension TranscriptMetadata {
  /// The members in the writer's order.
  package var object: JSONObject {
    var object: JSONObject = ["formatVersion": JSONValue(formatVersion)]
    object["productVersion"] = productVersion.map { .string($0) }
    object["seed"] = seed.map { JSONValue($0) }
    if !clock.isEmpty {
      object["clock"] = .array(
        clock.map {
          [JSONValue($0.unixMilliseconds), JSONValue($0.zoneOffsetSeconds), JSONValue($0.count)]
        })
    }
    object["timeZone"] = timeZone.map { .string($0) }
    object["locale"] = locale.map { .string($0) }
    if !secrets.isEmpty {
      object["secrets"] = .object(
        JSONObject(secrets.map { JSONObject.Member($0.name, .string($0.source)) }))
    }
    if !limits.isEmpty { object["limits"] = .object(limits) }
    if !placeholders.isEmpty {
      object["placeholders"] = .object(
        JSONObject(placeholders.map { JSONObject.Member($0.name, .string($0.pattern)) }))
    }
    object.members += otherMembers.members
    return object
  }

  /// Takes the members of a comment; the error is only the words, the caller knows the line.
  init(_ object: JSONObject) throws(MetadataFault) {
    guard let version = object["formatVersion"]?.intValue, version >= 1 else {
      throw MetadataFault(
        member: "formatVersion", message: "the metadata needs \"formatVersion\": 1; add it")
    }
    guard version <= TranscriptMetadata.currentFormatVersion else {
      throw MetadataFault(
        member: "formatVersion",
        message: "a newer Patchbay wrote this file (format \(version); this one reads up to "
          + "\(TranscriptMetadata.currentFormatVersion)); update Patchbay")
    }
    formatVersion = version
    for member in object.members { try take(member) }
  }

  private mutating func take(_ member: JSONObject.Member) throws(MetadataFault) {
    let value = member.value
    switch member.name {
    case "formatVersion": break
    case "productVersion": productVersion = try text(member)
    case "timeZone": timeZone = try text(member)
    case "locale": locale = try text(member)
    case "seed":
      guard case .number(let digits) = value, let seed = UInt64(digits) else {
        throw MetadataFault(member, "must be a whole number from 0 to \(UInt64.max)")
      }
      self.seed = seed
    case "clock":
      guard let runs = value.arrayValue else { throw MetadataFault(member, Self.clockForm) }
      clock = []
      for run in runs { clock.append(try clockRun(run, member)) }
    case "secrets":
      guard let object = value.objectValue else { throw MetadataFault(member, Self.secretForm) }
      secrets = []
      for secret in object.members {
        guard let source = secret.value.stringValue else { throw MetadataFault(member, Self.secretForm) }
        secrets.append(Secret(name: secret.name, source: source))
      }
    case "limits":
      guard let object = value.objectValue else { throw MetadataFault(member, "must be an object") }
      limits = object
    case "placeholders":
      guard let object = value.objectValue else { throw MetadataFault(member, Self.placeholderForm) }
      placeholders = []
      for placeholder in object.members { placeholders.append(try namedPattern(placeholder, member)) }
    default: otherMembers.members.append(member)
    }
  }

  private static let clockForm = "must be a list of [unix milliseconds, zone offset in seconds, count]"
  private static let secretForm = "must be an object of names and kinds of source"

  private static let placeholderForm = "must be an object of names and patterns"
  private static let mostPlaceholders = 200

  private func namedPattern(
    _ placeholder: JSONObject.Member, _ member: JSONObject.Member
  ) throws(MetadataFault) -> NamedPattern {
    guard let pattern = placeholder.value.stringValue else {
      throw MetadataFault(member, Self.placeholderForm)
    }
    guard placeholders.count < Self.mostPlaceholders else {
      throw MetadataFault(member, "may hold \(Self.mostPlaceholders) names; declare fewer")
    }
    guard !(placeholders + NamedPattern.builtIn).contains(where: { $0.name == placeholder.name }) else {
      throw MetadataFault(member, "names '\(placeholder.name)', which is there already; choose another name")
    }
    do throws(NamedPatternError) {
      return try NamedPattern(name: placeholder.name, pattern: pattern)
    } catch {
      throw MetadataFault(member: member.name, message: error.message)
    }
  }

  private func text(_ member: JSONObject.Member) throws(MetadataFault) -> String {
    guard let text = member.value.stringValue else { throw MetadataFault(member, "must be a text") }
    return text
  }

  private func clockRun(
    _ value: JSONValue, _ member: JSONObject.Member
  ) throws(MetadataFault) -> ClockRun {
    guard let parts = value.arrayValue, parts.count == 3, let time = parts[0].intValue,
      let offset = parts[1].intValue, let count = parts[2].intValue, count > 0,
      (-(1 << 53)...1 << 53).contains(time), (-86_400...86_400).contains(offset)
    else { throw MetadataFault(member, Self.clockForm) }
    return ClockRun(unixMilliseconds: time, zoneOffsetSeconds: offset, count: count)
  }
}

/// A member of the metadata that does not say what it should.
struct MetadataFault: Error {
  var member: String
  var message: String

  init(member: String, message: String) {
    self.member = member
    self.message = message
  }

  init(_ member: JSONObject.Member, _ requirement: String) {
    self.init(member: member.name, message: "the metadata's \(member.name) \(requirement)")
  }
}

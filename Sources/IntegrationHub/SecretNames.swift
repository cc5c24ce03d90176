package import Redaction

/// Gives each value that goes by one name a reference of its own.
///
/// The first value has the plain name, a later one a number: `crm/access_token@2`. So a replay can tell them apart.
package final class SecretNames {
  private let redactor: Redactor
  /// Whether a person defined a secret of this name.
  private let isDefined: (SecretReference) -> Bool
  /// The values of each name, in the order in which they came, and who has which reference.
  private var references: [SecretReference: [String: SecretReference]] = [:]
  private var taken: Set<SecretReference> = []
  private var lengths: [SecretReference: Int] = [:]
  /// What stands for the secrets of transcripts in offline replays.
  private var standIns: [String: SecretReference] = [:]
  private var reserved: Set<SecretReference> = []

  /// How many values were learnt; when it stays, nothing that was masked before can be masked better.
  package var count: Int { taken.count }

  init(_ redactor: Redactor, isDefined: @escaping (SecretReference) -> Bool) {
    self.redactor = redactor
    self.isDefined = isDefined
  }

  /// Learns a value that goes by a name; the arguments are those of the redactor.
  @discardableResult
  package func register(
    _ value: String, as name: SecretReference, identifier: String? = nil, byName: Bool = false
  ) -> Bool {
    redactor.register(
      value, as: reference(for: value, name), identifier: identifier, byName: byName)
  }

  /// Learns credentials that stand in a text as they are, each by the name before it.
  package func registerCredentials(in text: String, connection: String) {
    for finding in LiteralCredentials.find(inText: text) {
      register(finding.value, as: SecretReference(connection: connection, name: finding.name), byName: true)
    }
  }

  /// Learns what stands for a secret of a transcript; no other value gets its reference then.
  package func registerStandIn(_ word: String, as reference: SecretReference) {
    standIns[word] = reference
    reserved.insert(reference)
    redactor.register(word, as: reference)
  }

  /// How many stand-ins there are, of all transcripts so far.
  package var standInCount: Int { standIns.count }

  /// How many characters the value has that a reference stands for.
  func length(of reference: SecretReference) -> Int? { lengths[reference] }

  private func reference(for value: String, _ name: SecretReference) -> SecretReference {
    if let known = references[name]?[value] { return known }
    if let own = standIns[value] { return own }
    let defined = isDefined(name)
    guard !value.isEmpty, defined || !redactor.isMasked(value) else { return name }
    // Behind the last one, since a digest or a token may be new with each request.
    var number = (references[name]?.count ?? 0) + 1
    var reference = Self.numbered(name, number)
    while isTaken(reference, by: name, defined) {
      number += 1
      reference = Self.numbered(name, number)
    }
    references[name, default: [:]][value] = reference
    taken.insert(reference)
    lengths[reference] = value.unicodeScalars.count
    return reference
  }

  private static func numbered(_ name: SecretReference, _ number: Int) -> SecretReference {
    number == 1
      ? name : SecretReference(connection: name.connection, name: "\(name.name)@\(number)")
  }

  /// Whether a reference stands for another value, here or in the transcript that was opened.
  private func isTaken(_ reference: SecretReference, by name: SecretReference, _ defined: Bool) -> Bool {
    if taken.contains(reference) { return true }
    // The transcript's own reference to a secret means the one that is defined so again.
    if reference == name, defined { return false }
    return isDefined(reference) || reserved.contains(reference)
  }
}

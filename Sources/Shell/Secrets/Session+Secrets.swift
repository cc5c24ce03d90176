import IntegrationHub
import SnippetSyntax
import Redaction
import TextLayout

extension Session {
  /// Where a `secret` cell says that the value comes from.
  func secretSource(_ origin: VerbCall.SourceOfSecret, in source: SourceText) throws(CellFailure)
    -> SecretSource
  {
    switch origin {
    case .typed: .typed
    case .environment(let variable): .environment(variable)
    case .command(let text): .command(text)
    case .file(let path): .file(path: try text(path, in: source))
    case .vault(let name):
      .vault(name: try name.map { name throws(CellFailure) in try text(name, in: source) })
    }
  }

  /// What is known of a secret's value when it is defined; defining one without a value only warns.
  func valueAtDefinition(of reference: SecretReference, from source: SecretSource) -> SecretValue {
    if let value = valueByPolicy(of: reference, from: source) { return value }
    // A value that was given once is put back with the state.
    guard !source.isAskedLate, !isGoingBack else { return .unread }
    switch secretReader(for: reference).read(source, reference: reference) {
    case .value(let value): return .known(value)
    case .missing(let advice):
      warnUnrecorded("secret \(reference.path) has no value: \(advice)")
      return .missing(advice: advice)
    case .interrupted: return .unread
    }
  }

  /// Asks the sources of all secrets again, under the policy of now.
  func readSecretsAgain() {
    hub.updateSecrets { [self] reference, source in
      if source == .typed, valueByPolicy(of: reference, from: source) == nil {
        // It is asked for when it is set again, not in the middle of opening a file.
        return .missing(advice: "type it again with: secret \(reference.connection) \(reference.name)")
      }
      return valueAtDefinition(of: reference, from: source)
    }
  }

  /// The value of a secret whose source is asked now that it is needed.
  func neededValue(of reference: SecretReference, from source: SecretSource) throws(HubError) -> String {
    switch valueByPolicy(of: reference, from: source) {
    case .known(let value): return value
    case .missing(let advice): throw .withoutValue(reference, advice)
    case .unread, nil: break
    }
    switch secretReader(for: reference).read(source, reference: reference) {
    case .value(let value):
      warn(of: value, reference)
      return value
    case .missing(let advice): throw .withoutValue(reference, advice)
    case .interrupted: throw HubError(.interrupted, "Interrupted")
    }
  }

  /// Says that a value will show where it is a part of other text.
  func warn(of value: String, _ reference: SecretReference) {
    let place = "it is masked only where it is a whole value, and shows elsewhere"
    let reason: String
    switch Redactor.masking(of: value) {
    case .nowhere: return
    case .everywhere:
      guard ProgramWords.contains(value) else { return }
      reason = "is a word of which cells are made: it shows in them"
    case .wholeValuesAsShort: reason = "has fewer than \(Redactor.shortestValue) characters: \(place)"
    case .wholeValuesAsCommon: reason = "is a word of ordinary text: \(place)"
    }
    warnUnrecorded("the value of \(reference.path) \(reason)")
  }

  /// Says the same of what answers gave, once it is stored.
  func warnOfProgramWords() {
    for word in Set(ProgramWords.all).sorted()
    where Redactor.masking(of: word) == .everywhere && redactor.isMasked(word) {
      warnUnrecorded(
        "the value of \(word) is a word of which cells are made: it shows in them")
    }
  }

  /// What the policy says without asking any source; nil when the source may be asked.
  private func valueByPolicy(of reference: SecretReference, from source: SecretSource) -> SecretValue? {
    switch secretPolicy {
    case .read: nil
    case .placeholders:
      if let advice = withheld[reference.path] {
        .missing(advice: advice)
      } else {
        .known(standIns?.word(for: reference) ?? reference.standIn)
      }
    case .untrusted(let advice, let allowsPractice):
      allowsPractice && source == Self.practiceSecret ? nil : .missing(advice: advice)
    }
  }

  /// A learner has the practice service's secret, which everybody may know, whatever the variable holds.
  private static func practising(_ context: ShellContext) -> ShellContext {
    var practising = context
    practising.environment = { name in
      practiceSecret == .environment(name) ? practiceValue : context.environment(name)
    }
    return practising
  }

  private func secretReader(for reference: SecretReference) -> SecretReader {
    SecretReader(
      context: lesson == nil ? context : Self.practising(context), vault: vault,
      secretVariables: secretVariables,
      warn: { [unowned self] in warnUnrecorded(ControlCharacters.visible($0)) },
      learn: { [hub] in hub.names.register($0, as: reference) })
  }
}

import Encodings
import IntegrationHub
import SnippetSyntax
import Transcripts

/// What a transcript that nobody vouches for may do.
extension Session {
  /// A transcript saved or trusted here may read its secrets; another only the practice service's.
  ///
  /// With `withRecording` the recording counts too: its answers are what the session goes on with. So do `others`,
  /// whose cells ran in this session: one that nobody vouches for may have said where secrets go.
  package func applyTrust(
    to opened: OpenedTranscript, and others: [OpenedTranscript] = [], advice: String,
    withRecording: Bool = false
  ) {
    // What was said of a transcript opened before holds no longer.
    lift()
    let store = TrustStore(context)
    let isTrusted = store.trusts(opened) && (!withRecording || store.trustsRecording(of: opened))
    guard !(isTrusted && others.allSatisfy(store.trusts)) else { return }
    let usesSecrets =
      !hub.secretSources.isEmpty
      || ([opened] + others).contains {
        !$0.transcript.metadata.secrets.isEmpty || $0.transcript.mayUseSecrets
      }
    secretPolicy = .untrusted(advice: advice, allowsPractice: context.isInteractive && usesSecrets)
    guard usesSecrets else { return }
    transport.followsRedirects = false
    hub.refusal = { url in
      Self.isPractice(url)
        ? nil : "a transcript that is not trusted reaches no host but \(Self.practiceHost): \(advice)"
    }
  }

  /// Takes every restriction away that `applyTrust` laid on the session.
  func lift() {
    secretPolicy = .read
    hub.refusal = nil
    transport.followsRedirects = true
  }

  /// `:trust [FILE]`: the opened transcript, or one that is to be included.
  func trust(_ path: String, _ span: SourceSpan) throws(CellFailure) {
    guard path.isEmpty else {
      let transcript: OpenedTranscript
      do throws(FileError) {
        transcript = try TranscriptFiles(context.files).readRegular(resolved(path))
      } catch {
        throw CellFailure(Diagnostic(.shellFile, error.message, at: span), .fileError)
      }
      try remember(transcript, span)
      return emit(OutputPart(.message, "\(path) may be included from now on, and use its secrets"))
    }
    guard let opened else {
      throw CellFailure(
        Diagnostic(.shellNothingToTrust, "no transcript is open", at: span, suggestion: ":open FILE"),
        .invalid)
    }
    let store = TrustStore(context)
    if let included = untrustedIncludes.first(where: { !store.trusts($0) }) {
      throw CellFailure(
        Diagnostic(
          .shellNotTrusted, "it includes \(included.path), which nobody vouches for", at: span,
          suggestion: "if you trust that as it was read: :trust \(included.path)"), .secretMissing)
    }
    try remember(opened, span)
    lift()
    readSecretsAgain()
    emit(OutputPart(.message, "\(opened.path) may use its secrets from now on"))
  }

  private func remember(_ transcript: OpenedTranscript, _ span: SourceSpan) throws(CellFailure) {
    if let disguise = Disguise.first(in: transcript.transcript) {
      throw CellFailure(
        Diagnostic(
          .shellFile, "\(transcript.path):\(disguise.message)", at: span, suggestion: Disguise.advice),
        .secretMissing)
    }
    TrustStore(context).remember(transcript)
  }

  /// Whether an address leads to the practice service, however it is read.
  package static func isPractice(_ url: String) -> Bool {
    let folded = url.lowercased()
    guard let scheme = ["http://", "https://"].first(where: folded.hasPrefix), !url.contains("@") else {
      return false
    }
    return folded.dropFirst(scheme.count).prefix { !"/?#:".contains($0) } == practiceHost
  }

  /// The address of the embedded practice service.
  package static let practiceHost = "sandbox.test"
  static let practiceSecret = SecretSource.environment("CRM_SECRET")
}

extension Transcript {
  /// Whether any cell defines a secret or may bring one in; what the metadata says may have been edited.
  var mayUseSecrets: Bool {
    fences.contains { fence in
      fence.source.holds("‹secret:")
        || fence.cells(in: fence.source).contains {
          [.verb(.secret), .verb(.include), .command("env")].contains($0.kind)
        }
    }
  }
}

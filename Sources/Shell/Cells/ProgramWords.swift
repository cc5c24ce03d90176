import IntegrationHub
import SnippetRuntime
import SnippetSyntax

/// The words of which cells and their output are made, whatever a session is about.
///
/// A secret that is equal to one cannot be hidden in a transcript without spoiling it.
enum ProgramWords {
  /// Whether a text is such a word, in any case.
  static func contains(_ text: some StringProtocol) -> Bool {
    text.utf8.count <= longest && words.contains(text.lowercased())
  }

  /// All of them, as they are mostly written.
  static let all: [String] = {
    var words = Verb.allCases.map(\.rawValue) + Keyword.allCases.map(\.rawValue)
    words += ShellCommand.allCases.map(\.rawValue) + BuiltinFunctions.all.map(\.name)
    for verb in Verb.allCases {
      words += verb.properties + verb.outputs.map(\.variable)
    }
    return words + others.split { $0 == " " || $0 == "\n" }.map(String.init)
  }()
  private static let words = Set(all.map { $0.lowercased() })
  private static let longest = words.map(\.utf8.count).max() ?? 0

  /// Members of definitions and payloads and what they may hold, and words of output.
  private static let others = """
    template description baseUrl auth variables requests headers timeoutMs streamMs kind verb verbs url parameters body
    application method required manual studio GET POST PUT PATCH DELETE HEAD OPTIONS grant clientId clientSecret
    username password refreshToken scope audience clientAuth encoding inject client_credentials refresh_token custom
    basic form json oauth2 none true false null secrets timeout env command file vault from
    OnSuccess OnError OnTimeout HTTP note error warning help sent answer statusCode message StatusCode
    StatusDescription ContentType ERR Authorization Bearer
    """
}

/// What an action of a script does, by the product's names.
package enum ActionKind: String, CaseIterable, Sendable {
  case begin = "BEGIN"
  case snippet = "SNIPPET"
  case assign = "ASSIGN"
  case condition = "IF"
  case choice = "CASE"
  case loop = "LOOP"
  case connectAuth = "CONNECTAUTH"
  case connectRequest = "CONNECTREQUEST"
  case restAPI = "RESTAPI"
  case runSub = "RUNSUB"
  case wait = "WAIT"
  case trace = "TRACE"
  case giveBack = "RETURN"
  case end = "END"

  /// The branches it can take besides those that a CASE names itself, `Default` last.
  package var branches: [String] {
    switch self {
    case .begin, .wait, .trace, .choice: [Self.defaultBranch]
    case .snippet, .assign, .runSub: [Self.errorBranch, Self.defaultBranch]
    case .condition: ["True", "False", Self.defaultBranch]
    case .loop: ["Repeat", "Finished", Self.defaultBranch]
    case .connectAuth, .connectRequest, .restAPI: ["OnSuccess", "OnError", "OnTimeout", Self.defaultBranch]
    case .giveBack, .end: []
    }
  }

  /// Taken when no other applies, or when the one that does is not connected (hub specification, section 7).
  package static let defaultBranch = "Default"
  /// Taken when code fails (language specification, section 10).
  package static let errorBranch = "Error"

  /// The verb of the same name, which reads its properties and carries it out.
  var verb: Verb? {
    switch self {
    case .connectAuth: .connectauth
    case .connectRequest: .connectrequest
    case .restAPI: .restapi
    default: nil
    }
  }

  /// The form of its properties, as messages show it.
  package var usage: String {
    switch self {
    case .begin: "BEGIN [PARAMETER, ...]"
    case .snippet: "SNIPPET { code }"
    case .assign: "ASSIGN NAME = VALUE"
    case .condition: "IF CONDITION   True -> NAME, False -> NAME"
    case .choice: "CASE VALUE   \"one\" -> NAME, \"two\" -> NAME, Default -> NAME"
    case .loop: "LOOP COUNT [counter=NAME]   Repeat -> NAME, Finished -> NAME"
    case .connectAuth, .connectRequest, .restAPI: (verb?.usage ?? "").uppercasedWord
    case .runSub: "RUNSUB SCRIPT [VALUE ...] [result=NAME]"
    case .wait: "WAIT SECONDS"
    case .trace: "TRACE \"text\""
    case .giveBack: "RETURN [VALUE]"
    case .end: "END"
    }
  }
}

extension String {
  /// With the first word in upper case.
  fileprivate var uppercasedWord: String {
    let word = prefix { $0 != " " }
    return word.uppercased() + dropFirst(word.count)
  }
}

import Redaction
import IntegrationHub
import SnippetSyntax

extension Completer {
  /// What could stand behind a verb whose word ends at `place`.
  func argument(of verb: Verb, from place: Int) -> CompletionList {
    let all = VerbScan.arguments(
      in: bytes, from: place, properties: verb.properties, isSecret: verb == .secret)
    // The argument that the cursor touches is the one to be completed.
    let isInside = all.last.map { $0.end == bytes.count } ?? false
    let earlier = isInside ? all.dropLast() : all[...]
    let names = earlier.filter { $0.property == nil && $0.shape != .json }.map { plainText(of: $0) }
    let connection = named("connectName", in: all) ?? names.first
    if let brackets = brackets(of: connection) { return brackets }
    if let current = all.last, isInside {
      if current.shape == .json { return member(of: verb, in: current.start) }
      if let inner = substitution(from: current.start) { return inner }
      guard current.shape == .word else { return CompletionList(bytes.count..<bytes.count, []) }
    }
    let begin = isInside ? all.last?.start ?? bytes.count : bytes.count
    if isInside, let property = all.last?.property {
      return words(of: values(of: property, connection), from: begin)
    }
    let taken = earlier.compactMap { $0.property?.lowercased() }
    let properties = verb.properties.filter { property in
      !taken.contains(property.lowercased())
        && (names.isEmpty || isOutput(property, verb) || isFurther(property, verb))
    }
    var list = words(
      ofKinds: [
        positional(verb, names, connection),
        properties.map { Completion($0 + "=", Self.summary(ofProperty: $0)) },
      ], from: begin)
    if list.items.isEmpty { list.hint = verb.usage }
    return list
  }

  private func isOutput(_ property: String, _ verb: Verb) -> Bool {
    // They are listed once somebody begins to write one, since the usual names are mostly right.
    verb.outputs.contains { $0.property == property } && bytes.last != 0x20
  }

  /// Those of `restapi` that have no place, and so are always written by name.
  private func isFurther(_ property: String, _ verb: Verb) -> Bool {
    verb == .restapi && !["verb", "url"].contains(property)
      && !verb.outputs.contains { $0.property == property }
  }

  private func positional(_ verb: Verb, _ names: [String], _ connection: String?) -> [Completion] {
    switch (verb, names.count) {
    case (.connectauth, 0), (.connectrequest, 0), (.test, 0), (.request, 0), (.variable, 0), (.secret, 0),
      (.connection, 0):
      return connections
    case (.connectrequest, 1), (.test, 1), (.request, 1): return requests(of: names[0])
    case (.connectrequest, 2): return variables
    case (.variable, 1):
      return (self.connection(names[0])?.variables ?? []).map { Completion($0.name, "variable", ending: " ") }
    case (.secret, 1):
      return session.hub.secrets(of: names[0]).map { Completion($0.name, "secret", ending: " ") }
    case (.secret, 2): return [Completion("from", "say where its value is", ending: " ")]
    case (.secret, 3): return Self.secretSources
    case (.start, 0): return scripts
    case (.restapi, 0): return Self.methods
    case (.include, 0): return files(after: bytes.count)
    case (.secret, 4) where names[3].lowercased() == "file": return files(after: bytes.count)
    case (.connection, 1):
      return [
        Completion("from", "make it from a template", ending: " "),
        Completion("copy", "copy a connection", ending: " "),
      ]
    case (.connection, 2): return names[1].lowercased() == "copy" ? connections : templates
    default: return []
    }
  }

  private static let methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"].map {
    Completion($0, ending: " ")
  }

  private static let secretSources = [
    Completion("env", "a variable of the environment", ending: " "),
    Completion("command", "what a command prints", ending: " "),
    Completion("file", "what a file holds", ending: " "),
    Completion("vault", "Patchbay's own vault", ending: ""),
  ]

  private func values(of property: String, _ connection: String?) -> [Completion] {
    switch property.lowercased() {
    case "connectname": connections
    case "verb": Self.methods
    case "headers", "parameters", "body", "url", "timeoutseconds": []
    case "requestname": connection.map { requests(of: $0) } ?? []
    default: variables
    }
  }

  private static func summary(ofProperty property: String) -> String {
    switch property {
    case "connectName": "the connection"
    case "requestName": "the request"
    case "requestPayload": "what a Studio request is made of"
    case "verb": "the method of the request"
    case "url": "where it goes"
    case "headers": "its headers, as JSON"
    case "parameters": "what goes behind the ? of the URL, as JSON"
    case "body": "what is sent, as text or JSON"
    case "timeoutSeconds": "how long it may take"
    default: "the variable that this goes to"
    }
  }

  private func named(_ property: String, in arguments: [VerbScan.Argument]) -> String? {
    arguments.first { $0.property?.lowercased() == property.lowercased() }.map { plainText(of: $0) }
  }

  private func plainText(of argument: VerbScan.Argument) -> String {
    var part = bytes[argument.start..<argument.end]
    if argument.shape == .quoted {
      part = part.drop { $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
      if argument.isClosed { part = part.dropLast() }
    }
    return String(decoding: part, as: UTF8.self)
  }

  // MARK: Definitions

  /// The members of a definition's JSON that begins at `place`, where a name could stand.
  private func member(of verb: Verb, in place: Int) -> CompletionList {
    let none = CompletionList(bytes.count..<bytes.count, [])
    var scan = JSONPlace()
    for byte in bytes[place...] { scan.take(byte) }
    guard let path = scan.pathOfName else { return none }
    let known: [String] =
      switch (verb, path.count) {
      case (.template, 0): DefinitionReader.templateMembers
      case (.connection, 0): DefinitionReader.connectionMembers
      case (.connection, 2) where path[0] == "requests": DefinitionReader.requestMembers
      case (.request, 0): DefinitionReader.requestMembers
      default: []
      }
    let begin = bytes.count - scan.name.count
    let isQuoted = begin > place && bytes[begin - 1] == UInt8(ascii: "\"")
    return words(
      of: known.map { isQuoted ? Completion($0, ending: "\": ") : Completion("\"\($0)\"", ending: ": ") },
      from: begin)
  }
}

/// Where in a JSON text its end stands, as far as that matters for the names of members.
private struct JSONPlace {
  /// The names that lead to each open object; an array's is empty.
  private var open: [String] = []
  private var isObject: [Bool] = []
  private var expectsName = false
  private var isInText = false
  private var isEscaped = false
  private var lastName: [UInt8] = []
  /// The bytes of the name that is begun.
  private(set) var name: [UInt8] = []

  /// The names of the members around the place, when a member's name could stand or go on here.
  var pathOfName: [String]? {
    expectsName && isObject.last == true ? Array(open.dropFirst()) : nil
  }

  mutating func take(_ byte: UInt8) {
    if isInText {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInText = false
        lastName = name
        name = []
        if expectsName { expectsName = false }
        return
      }
      name.append(byte)
      return
    }
    switch byte {
    case UInt8(ascii: "\""):
      isInText = true
      name = []
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      open.append(isObject.last == true ? String(decoding: lastName, as: UTF8.self) : "")
      isObject.append(byte == UInt8(ascii: "{"))
      expectsName = byte == UInt8(ascii: "{")
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      _ = (open.popLast(), isObject.popLast())
      expectsName = false
    case UInt8(ascii: ","): expectsName = isObject.last == true
    default: break
    }
  }
}

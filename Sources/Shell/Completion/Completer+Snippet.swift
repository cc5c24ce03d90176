import SnippetRuntime
import SnippetSyntax

extension Completer {
  /// Those of the session, and the built-in ones.
  var functions: [Completion] {
    session.interpreter.functionNames.map { name in
      Completion(name, session.interpreter.functionHelp(name)?.signature ?? "function", ending: "(")
    } + Self.builtins
  }

  var variables: [Completion] {
    session.interpreter.variableNames.map { name in
      Completion(name, session.interpreter[variable: name]?.typeName ?? "")
    }
  }

  private static let builtins = BuiltinFunctions.all.filter { !$0.isProxyMethod }.map {
    Completion($0.name, $0.signature, ending: "(")
  }

  /// The keywords that may begin a statement.
  var statementWords: [Completion] { Self.statements }

  private static let statements = Keyword.allCases.filter { !$0.isContextual }.map {
    Completion($0.display, "keyword", ending: " ")
  }

  // MARK: In code

  /// What could stand at the cursor in Snippet code that begins at `place`.
  func snippet(from place: Int) -> CompletionList {
    let none = CompletionList(bytes.count..<bytes.count, [])
    let code = SourceText(name: "", text: text(from: place))
    let tokens = Lexer.tokens(in: code)
    switch situation(tokens) {
    case .comment: return none
    case .text: return brackets(of: nil) ?? none
    case .code: break
    }
    let begin = startOfName
    if begin > start, bytes[begin - 1] == UInt8(ascii: ".") { return members(before: begin - 1, from: begin) }
    if begin < bytes.count, (0x30...0x39).contains(bytes[begin]) { return none }
    if begin == bytes.count, let signature = calledFunction(tokens, code) {
      return CompletionList(begin..<begin, [], hint: signature)
    }
    let before = tokens.last { $0.span.end <= begin - place && $0.kind != .endOfInput }
    let isStatementStart =
      switch before?.kind {
      case nil, .newline, .leftBrace, .rightBrace: true
      default: false
      }
    return words(ofKinds: [variables, isStatementStart ? statementWords : [], functions], from: begin)
  }

  /// The names within `{...}` of an argument, which begins at `place`; nil where the cursor is in no braces.
  func substitution(from place: Int) -> CompletionList? {
    var depth: [Int] = []
    for index in place..<bytes.count {
      if bytes[index] == UInt8(ascii: "{") { depth.append(index) }
      if bytes[index] == UInt8(ascii: "}") { _ = depth.popLast() }
    }
    return depth.last.map { snippet(from: $0 + 1) }
  }

  private enum Situation { case code, text, comment }

  /// Whether the cursor stands in code, in a text that is not closed, or in a comment.
  private func situation(_ tokens: [Token]) -> Situation {
    var open: [Token.Kind] = []
    for token in tokens {
      switch token.kind {
      case .textStart: open.append(.textStart)
      case .substitutionStart: open.append(.substitutionStart)
      case .substitutionEnd: _ = open.popLast()
      case .textEnd where token.span.length > 0: _ = open.popLast()
      default: break
      }
    }
    if open.last == .textStart { return .text }
    // A comment goes on to the end of its line.
    if let last = tokens.last(where: { $0.kind != .endOfInput }), last.kind == .comment { return .comment }
    return .code
  }

  /// The signature of the function whose brackets the cursor stands in.
  private func calledFunction(_ tokens: [Token], _ code: SourceText) -> String? {
    var depth = 0
    for (index, token) in tokens.enumerated().reversed() {
      switch token.kind {
      case .rightParenthesis: depth += 1
      case .leftParenthesis where depth > 0: depth -= 1
      case .leftParenthesis:
        guard index > 0, tokens[index - 1].kind == .identifier else { return nil }
        let name = code[tokens[index - 1].span]
        return session.interpreter.functionHelp(name)?.signature ?? BuiltinFunctions.named(name)?.signature
      default: break
      }
    }
    return nil
  }

  // MARK: Members

  /// The members of the object whose path ends before `place`, and the functions that take it.
  private func members(before place: Int, from begin: Int) -> CompletionList {
    guard let value = value(endingAt: place) else { return words(of: Self.methods, from: begin) }
    switch value {
    case .object(let object):
      let members = object.members.map { Completion($0.name, Self.summary(of: $0.value)) }
      let own = object.isArray ? [Completion("size", "number of elements")] : []
      return words(ofKinds: [members, own + Self.objectMethods], from: begin)
    case .proxy:
      let properties = RESTProxy.properties.map { Completion($0.name, $0.help) }
      let methods = BuiltinFunctions.all.filter(\.isProxyMethod).map {
        Completion($0.name, $0.signature, ending: "(")
      }
      return words(ofKinds: [properties, methods], from: begin)
    default: return words(of: Self.methods, from: begin)
    }
  }

  private static let methods = [Completion("size", "number of elements")] + builtins
  /// Those that make something of a whole object.
  private static let objectMethods = builtins.filter { ["asjson", "asxml"].contains($0.text.lowercased()) }

  private static func summary(of value: Value) -> String {
    guard case .object(let object) = value else { return value.typeName }
    return object.isArray
      ? "array of \(object.elements.count)" : Session.count(object.members.count, "member")
  }

  /// The live value of a path such as `requestBody.items[1]`, read without running anything.
  private func value(endingAt end: Int) -> Value? {
    guard let steps = path(endingAt: end), case .name(let root)? = steps.first else { return nil }
    var value = session.interpreter[variable: root]
    for step in steps.dropFirst() {
      guard case .object(let object)? = value else { return nil }
      switch step {
      case .name(let name): value = object[name]
      case .index(let index):
        value = object.elements.indices.contains(index - 1) ? object.elements[index - 1] : nil
      }
    }
    return value
  }

  private enum Step {
    case name(String)
    /// From 1.
    case index(Int)
  }

  /// The steps of the path that ends before `end`, read from its end.
  private func path(endingAt end: Int) -> [Step]? {
    var steps: [Step] = []
    var index = end
    while true {
      if index > start, bytes[index - 1] == UInt8(ascii: "]") {
        guard let open = bytes[start..<index].lastIndex(of: UInt8(ascii: "[")),
          let step = step(in: open + 1..<index - 1)
        else { return nil }
        steps.append(step)
        index = open
        continue
      }
      let nameEnd = index
      while index > start, Self.isNamePart(bytes[index - 1]) { index -= 1 }
      guard index < nameEnd else { return nil }
      steps.append(.name(String(decoding: bytes[index..<nameEnd], as: UTF8.self)))
      guard index > start, bytes[index - 1] == UInt8(ascii: ".") else { return steps.reversed() }
      index -= 1
    }
  }

  private func step(in range: Range<Int>) -> Step? {
    let text = String(decoding: bytes[range], as: UTF8.self)
    if let number = Int(text) { return .index(number) }
    if let quote = text.first, quote == "\"" || quote == "'", text.count > 2, text.last == quote {
      return .name(String(text.dropFirst().dropLast()))
    }
    // The value of a variable is an index, or a name.
    guard text.utf8.allSatisfy(Self.isNamePart), let value = session.interpreter[variable: text] else {
      return nil
    }
    return Int(value.displayText).map { .index($0) } ?? .name(value.displayText)
  }
}

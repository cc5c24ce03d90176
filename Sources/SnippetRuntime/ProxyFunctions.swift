import Crypto
import Encodings
import JSON
import SnippetSyntax

extension BuiltinFunctions {
  static let proxies: [BuiltinInfo] = [
    .init(
      "GetRESTProxy", "", .stated, "A proxy that sends requests; its methods and properties have help too.",
      [
        ("p = GetRESTProxy()", nil), ("GetRESTProxy().ContentType", "application/x-www-form-urlencoded"),
        ("GetRESTProxy().ProxyTimeoutSeconds", "10"),
      ], count: 0...0
    ) { (_, _) throws(RuntimeFault) in .proxy(RESTProxy()) },
    .init(
      "AddHeader", "name, value", .inferred, "Adds a header to all requests of the proxy.",
      [
        ("p = GetRESTProxy()\np.AddHeader(\"Accept-Language\", \"en\")", nil),
        ("p = GetRESTProxy()\np.AddHeader(\"Content-Type\", \"text/plain\")", nil),
      ], count: 3...3, hasResult: false, isProxyMethod: true
    ) { (_, arguments) throws(RuntimeFault) in
      let proxy = try proxy(arguments, "AddHeader")
      let (name, value) = (arguments.text(1), arguments.text(2))
      guard RESTProxyRequest.Header.isName(name) else {
        throw RuntimeFault(
          .argument, "\(QuotedText.value(name)) is no name of a header", suggestion: "letters, digits and -")
      }
      guard !value.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0 }) else {
        throw RuntimeFault(.argument, "the value of a header holds no line break")
      }
      proxy.headers.append(.init(name, value))
      return .null
    },
    .init(
      "MakeRestRequest", "url, body, accept, verb", .stated,
      """
      Sends a request and gives the answer as an object; see StatusCode for how it went.
      body: text, or an object, which is sent as JSON; \"\" for none
      accept: 0 or \"JSON\", 1 or \"XML\"; 2 and 3 are the same, ignoring the answer's body
      verb: GET, POST, PUT, PATCH or DELETE
      An answer of more than 32 KB is refused under :set limits studio, else there is a warning.
      """,
      [
        (
          """
          p = GetRESTProxy()
          o = p.MakeRestRequest("http://sandbox.test/echo", "", 0, "GET")
          TRACE "{p.StatusCode}"
          """,
          "200"
        )
      ], count: 5...5, isProxyMethod: true
    ) { (machine, arguments) throws(RuntimeFault) in try send(machine, arguments) },
    .init(
      "EncodeBase64", "text", .inferred, "The text as Base64.",
      [(#"GetRESTProxy().EncodeBase64("hello")"#, "aGVsbG8="), (#"GetRESTProxy().EncodeBase64("")"#, "")],
      count: 2...2, isProxyMethod: true
    ) { (_, arguments) throws(RuntimeFault) in
      _ = try proxy(arguments, "EncodeBase64")
      return Value(Base64.encode(Array(arguments.text(1).utf8)))
    },
    hash("MD5", "900150983cd24fb0d6963f7d28e17f72") { Array(Insecure.MD5.hash(data: $0)) },
    hash("SHA1", "a9993e364706816aba3e25717850c26c9cd0d89d") { Array(Insecure.SHA1.hash(data: $0)) },
    hash("SHA256", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad") {
      Array(SHA256.hash(data: $0))
    },
    .init(
      "HMACSHA256", "text, key", .inferred, "The keyed SHA-256 of the text, in hexadecimal.",
      [
        (
          #"GetRESTProxy().HMACSHA256("what do ya want for nothing?", "Jefe")"#,
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        )
      ], count: 3...3, isProxyMethod: true
    ) { (_, arguments) throws(RuntimeFault) in
      _ = try proxy(arguments, "HMACSHA256")
      return Value(
        Hexadecimal.encode(
          HMAC<SHA256>.authenticationCode(
            for: Array(arguments.text(1).utf8), using: SymmetricKey(data: Array(arguments.text(2).utf8)))))
    },
  ]

  private static func hash(
    _ name: String, _ result: String, _ digest: @escaping @Sendable ([UInt8]) -> [UInt8]
  ) -> BuiltinInfo {
    .init(
      name, "text", .inferred, "The \(name) of the text, in hexadecimal.",
      [(#"GetRESTProxy().\#(name)("abc")"#, result)], count: 2...2, isProxyMethod: true
    ) { (_, arguments) throws(RuntimeFault) in
      _ = try proxy(arguments, name)
      return Value(Hexadecimal.encode(digest(Array(arguments.text(1).utf8))))
    }
  }

  private static func proxy(_ arguments: Arguments, _ name: String) throws(RuntimeFault) -> RESTProxy {
    guard case .proxy(let proxy) = arguments[0], proxy.canSend else {
      throw RuntimeFault(
        .notAProxy, "\(name) is called on a REST proxy, not on a \(arguments[0].typeName)",
        suggestion: "p = GetRESTProxy(), then p.\(name)(...)")
    }
    return proxy
  }

  private static func send(_ machine: Interpreter, _ arguments: Arguments) throws(RuntimeFault) -> Value {
    let proxy = try proxy(arguments, "MakeRestRequest")
    let accept = try Accept(arguments[3])
    var body = arguments.text(2)
    if case .object = arguments[2] { body = try machine.json(arguments[2]) }
    let url = arguments.text(1)
    guard !url.isEmpty else { throw RuntimeFault(.argument, "MakeRestRequest needs a URL") }
    let verb = arguments.text(4).uppercased()
    guard !verb.isEmpty, verb.utf8.allSatisfy({ $0 >= 0x41 && $0 <= 0x5A }) else {
      throw RuntimeFault(
        .argument, "\(QuotedText.value(arguments.text(4))) is no verb",
        suggestion: "GET, POST, PUT, PATCH or DELETE")
    }
    var headers = proxy.headers
    func add(_ name: String, _ value: String) {
      let folded = name.lowercased()
      if !headers.contains(where: { $0.name.lowercased() == folded }) { headers.append(.init(name, value)) }
    }
    if !body.isEmpty, !proxy.contentType.isEmpty { add("Content-Type", proxy.contentType) }
    add("Accept", accept.isXML ? "application/xml" : "application/json")
    let answer = machine.host.send(
      RESTProxyRequest(
        url: url, method: verb, headers: headers, body: body, timeoutSeconds: proxy.timeoutSeconds))
    proxy.statusCode = answer.statusCode
    proxy.statusDescription = answer.statusDescription
    return try read(answer.body, accept, machine)
  }

  /// How the answer is to be read.
  private struct Accept {
    let isXML: Bool
    let ignoresBody: Bool

    init(_ value: Value) throws(RuntimeFault) {
      switch value.displayText.lowercased() {
      case "0", "json": (isXML, ignoresBody) = (false, false)
      case "1", "xml": (isXML, ignoresBody) = (true, false)
      case "2": (isXML, ignoresBody) = (false, true)
      case "3": (isXML, ignoresBody) = (true, true)
      default:
        throw RuntimeFault(
          .argument,
          "accept must be 0, 1, 2, 3, \"JSON\" or \"XML\", not \(QuotedText.value(value.displayText))",
          suggestion: "0 for JSON, 1 for XML, 2 or 3 to ignore the body")
      }
    }
  }

  /// The answer as an object; what cannot be read gives an empty one and a warning.
  private static func read(_ body: String, _ accept: Accept, _ machine: Interpreter) throws(RuntimeFault)
    -> Value
  {
    if accept.ignoresBody || body.isEmpty { return .object(DynamicObject()) }
    if body.utf8.count > HardLimit.objectBytes {
      if machine.settings.limits == .studio {
        throw RuntimeFault(
          .answerSize, "the answer has \(body.utf8.count) bytes; a script can take \(HardLimit.objectBytes)")
      }
      machine.warn(
        .answerSize,
        "the answer has \(body.utf8.count) bytes; on the platform a script can take \(HardLimit.objectBytes)")
    }
    do throws(RuntimeFault) {
      if accept.isXML {
        var reader = XMLReader(body)
        return try reader.read()
      }
      return try parsed(body)
    } catch {
      machine.warn(.answerFormat, "the answer gives an empty object: \(error.message)")
      return .object(DynamicObject())
    }
  }
}

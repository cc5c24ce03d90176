import IntegrationHub
import JSON
import SnippetSyntax

/// Verbs in plain words, with what is known of the connection that they name.
extension PlainWords {
  func words(of call: VerbCall) -> String {
    switch call.action {
    case .template(let name, _):
      return "Defines a template \(name.written), from which connections are made."
    case .connection(let name, let template, let definition):
      let address = definition.object["baseUrl"]?.stringValue.map { " to \($0)" } ?? ""
      let origin = template.map { ", made from the template \($0.written)" } ?? ""
      let signs = definition.object["auth"] == nil ? "" : " It says how to sign in."
      let requests = definition.object["requests"]?.objectValue?.members.map(\.name) ?? []
      let offers = requests.isEmpty ? "" : " Its requests are \(requests.joined(separator: ", "))."
      return "Defines the connection \(name.written)\(address)\(origin).\(signs)\(offers)"
    case .copyConnection(let original, let name):
      return "Makes the connection \(name.written), the same as \(original.written)."
    case .request(let connection, let name, _):
      return "Adds the request \(name.written) to the connection \(connection.written). Nothing is sent yet."
    case .variable(let connection, let name, _):
      return "Sets the variable \(name.written) of the connection \(connection.written), which "
        + "[[\(name.written)]] stands for in its requests."
    case .secret(let connection, let name, let source):
      return "Gives the connection \(connection.written) a secret, which [[\(name.written)]] stands for; "
        + "\(origin(of: source)). Its value is never shown or stored."
    case .connectAuth(let connection, _): return authentication(connection) + filled(call.verb)
    case .connectRequest(let connection, let request, let payload, _):
      return sending(connection, request, payload) + filled(call.verb)
    case .test(let connection, let request):
      return
        "Sends the request \(request.written) of \(connection.written) as the hub's Test button does, and "
        + "shows the answer. No variable of the script is used or changed."
    case .restAPI(let rest):
      return "Sends \(rest.verb.written.uppercased()) \(rest.url.written), a request of no connection."
        + filled(call.verb)
    case .script: return ""
    case .start(let script, let arguments):
      let values =
        arguments.isEmpty ? "" : ", and gives it \(arguments.map(\.written).joined(separator: ", "))"
      return "Runs the script \(script.written) from its BEGIN\(values). :trace shows what it did."
    case .include(let file, _): return "Runs the cells of \(file.written) as if they stood here."
    }
  }

  private func origin(of source: VerbCall.SourceOfSecret) -> String {
    switch source {
    case .typed: "it is asked for on the terminal"
    case .environment(let name): "the environment variable \(name) holds it"
    case .command: "a command prints it"
    case .file: "a file holds it"
    case .vault: "the vault holds it"
    }
  }

  private func authentication(_ name: VerbCall.Text) -> String {
    guard let plain = name.template.plainText, let connection = try? hub.connection(named: plain) else {
      return "Signs in to the connection that \(name.written) names."
    }
    guard let authentication = connection.authentication else {
      return "The connection \(plain) needs no signing in, so nothing is sent."
    }
    return "Signs in to \(plain) (\(authentication.label)), and keeps what proves it for its requests."
  }

  private func sending(
    _ name: VerbCall.Text, _ request: VerbCall.Text, _ payload: VerbCall.Payload?
  ) -> String {
    guard let plain = name.template.plainText, let requestName = request.template.plainText,
      let connection = try? hub.connection(named: plain),
      let definition = connection.requests.first(where: { $0.name.lowercased() == requestName.lowercased() })
    else { return "Sends the request \(request.written) of the connection \(name.written)." }
    guard definition.kind == .manual else {
      return "Sends a request over \(plain) that the payload describes: its address, verb, headers and body."
    }
    let brackets = definition.url.contains("[[") ? " [[ ]] stands for variables of the connection." : ""
    let body = payload == nil || definition.body != nil ? "" : " The payload is its body."
    return "Sends \(definition.verb) \(definition.url) of \(plain).\(brackets)\(body)"
  }

  private func filled(_ verb: Verb) -> String {
    let names = verb.outputs.map(\.variable)
    guard let last = names.last else { return "" }
    return
      " The branch is OnSuccess for an answer of 200 to 299, OnTimeout when none came in time, else OnError; "
      + "the answer goes to \(names.dropLast().joined(separator: ", ")) and \(last)."
  }
}

import SnippetRuntime
import SnippetSyntax
import Testing

@Suite("Arguments of any kind")
struct HostileArgumentTests {
  private static let values = """
    v0 = nothing
    v1 = 9223372036854775807
    v2 = 0 - 9223372036854775807 - 1
    v3 = "1e308"
    v4 = "||añ😀|"
    v5 = #"12/31/9999 23:59:59.999"
    v6 = dateadd(#"01/01/0001", 0)
    v7 = fromjson("[1, [2], null]")
    v8 = GetRESTProxy()
    v9 = true
    v10 = 0.5
    v11 = ""
    """
  private static let count = 12

  @Test("No function fails but with an error that says so", arguments: BuiltinFunctions.all.map(\.name))
  func hostile(_ name: String) throws {
    let info = try #require(BuiltinFunctions.named(name))
    let parameters = info.signature.drop { $0 != "(" }.dropFirst().dropLast()
    let names = parameters.split(whereSeparator: { ", []".contains($0) })
    for first in 0..<Self.count {
      for step in 0..<Self.count {
        var session = Session()
        session.run(Self.values)
        let arguments = names.indices.map { "v\((first + $0 * step) % Self.count)" }.joined(separator: ", ")
        let call = info.isProxyMethod ? "v8.\(name)(\(arguments))" : "\(name)(\(arguments))"
        let result = session.run(call)
        switch result {
        case .shown: break
        case .failed(let diagnostic):
          #expect(!diagnostic.message.isEmpty)
          if diagnostic.id != "runtime.thrown" {
            #expect(
              diagnostic.message.lowercased().contains(name.lowercased()), "\(call): \(diagnostic.message)")
          }
        default: Issue.record("\(call): \(result.summary)")
        }
      }
    }
  }
}

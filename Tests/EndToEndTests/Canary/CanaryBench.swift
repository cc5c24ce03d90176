import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The program beside a service that gives its secret back, and the cells that make it do so.
struct CanaryBench {
  let server = CanaryServer.start()
  let folder = TemporaryFolder()

  /// Without the canary only what has no need of it can run.
  func environment(withCanary: Bool = true) -> [String: String] {
    var environment = ["XDG_DATA_HOME": folder.file("data"), "HOME": folder.path, "TMPDIR": folder.path]
    if withCanary { environment["CANARY"] = Canary.value }
    return environment
  }

  func run(_ arguments: [String], input: String = "", withCanary: Bool = true) throws
    -> ProcessRunner.Outcome
  {
    try ProcessRunner.run(
      TestBinary.path, arguments, input: input, environment: environment(withCanary: withCanary),
      directory: folder.path)
  }

  func terminal(columns: Int = 200, rows: Int = 60) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      running: TestBinary.path, [], environment: environment(withCanary: false), directory: folder.path,
      columns: columns, rows: rows)
    return terminal
  }

  /// A terminal on which the connections are defined and the secret was typed without echo.
  func terminalWithSecret() throws -> PseudoTerminal {
    let terminal = try terminal()
    #expect(terminal.waitFor("patchbay> "))
    terminal.paste(definitions)
    for line in ["", "secret e canary"] { terminal.send(line + "\r") }
    #expect(terminal.waitFor("canary: "))
    terminal.send(Canary.value + "\r")
    return terminal
  }

  // MARK: Cells

  /// The secret goes out in address, header and body, and all forms come back.
  var definitions: String {
    let requests = CanaryServer.Place.allCases.filter { $0 != .login }.map { place in
      let sends =
        switch place {
        case .text: #""verb": "POST", "body": { "c": "[[canary]]" }"#
        case .markup:
          #""verb": "POST", "body": "c=[[canary]]&d=1", "headers": { "Content-Type": "application/x-www-form-urlencoded" }"#
        case .headers: #""headers": { "X-Canary": "[[canary]]" }"#
        default: #""parameters": { "q": "[[canary]]" }"#
        }
      return #""\#(place.rawValue)": { "url": "/\#(place.rawValue)", \#(sends) }"#
    }
    return """
      connection e { "baseUrl": "\(server.url)",
        "auth": { "url": "/token", "clientId": "demo", "clientSecret": "[[canary]]" },
        "requests": { \(requests.joined(separator: ",\n          ")),
          "hang": { "url": "/hang?q=[[canary]]", "timeoutMs": 60000 } } }
      connection other { "baseUrl": "\(server.url)",
        "auth": { "url": "/login", "clientId": "demo", "clientSecret": "[[canary]]" } }

      """
  }

  /// The secret of both connections from a source; without one it is typed.
  static func secrets(_ source: String = "") -> [String] {
    ["e", "other"].map { "secret \($0) canary\(source)" }
  }

  /// Every answer that is no error, looked at from all sides.
  static let answered = ["connectauth e"] + CanaryServer.Place.answering.flatMap { cells(at: $0) }

  /// Every answer that ends its cell with an error.
  static let failed = CanaryServer.Place.failing.flatMap { cells(at: $0) }

  private static func cells(at place: CanaryServer.Place) -> [String] {
    switch place {
    case .json: ["connectrequest e json", "requestBody", "TRACE \"{requestBody} {authBody}\""]
    case .text:
      ["connectrequest e text", "body = requestBody", "DYNAMIC d", "d.member = \"{body}\"", "d.asjson()"]
    case .headers: ["connectrequest e headers", "requestHeadersList", "list = requestHeadersList"]
    case .cookies: ["connectrequest e cookies", "requestHeadersList[\"set-cookie\"]"]
    case .login: ["connectauth other", "authErrorDetails"]
    case .reason: ["connectrequest e reason", "requestProxy", "__httpstatusdescription"]
    case .unauthorized, .broken, .closed, .cut:
      ["connectrequest e \(place.rawValue)", "ERR", "requestErrorDetails"]
    case .long:
      [":set body-limit 1K", "connectrequest e long", ":body", ":set body-limit 8M"]
    case .names, .markup, .chunks, .gzip, .created, .follow, .events, .values:
      ["connectrequest e \(place.rawValue)"]
    }
  }

  static let listings = [
    ":vars", ":show body", ":show list", ":show d", ":connections", ":requests", ":set", ":history canary",
    ":history", ":connections e", ":templates", ":last", ":headers", ":body", ":body > last-body", ":timing",
    "connectrequest e json", ":path $..*", ":path body", ":table", ":table in list", ":diff", ":copy",
    ":copy $",
    ":dry connectauth e", ":dry connectrequest e text", ":dry connectrequest e markup", ":dry test e headers",
    ":set body-limit 1K", "connectrequest e long", ":body", ":body > long-body", ":set body-limit 8M",
  ]

  // MARK: Files

  /// Every file below the folder by its path, with its text.
  func files() -> [(name: String, text: String)] {
    var found: [(name: String, text: String)] = []
    func walk(_ prefix: String) {
      guard let directory = opendir(folder.file(prefix)) else { return }
      defer { closedir(directory) }
      while let entry = readdir(directory) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        guard name != ".", name != ".." else { continue }
        var information = stat()
        let path = prefix + name
        guard lstat(folder.file(path), &information) == 0 else { continue }
        if information.st_mode & S_IFMT == S_IFDIR {
          walk(path + "/")
        } else {
          found.append((path, folder.read(path) ?? ""))
        }
      }
    }
    walk("")
    return found
  }
}

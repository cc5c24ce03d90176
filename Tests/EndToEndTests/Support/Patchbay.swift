import TestSupport

/// Runs the built program in a folder of its own, with a data folder that no other test sees.
struct Patchbay {
  let folder = TemporaryFolder()
  var secret: String? = "demo-secret"
  /// The variable TZ.
  var timeZone: String?

  var environment: [String: String] {
    var environment = ["XDG_DATA_HOME": folder.file("data"), "HOME": folder.path]
    if let secret { environment["CRM_SECRET"] = secret }
    if let timeZone { environment["TZ"] = timeZone }
    return environment
  }

  func run(_ arguments: [String], input: String = "", directory: String? = nil) throws
    -> ProcessRunner.Outcome
  {
    try ProcessRunner.run(
      TestBinary.path, arguments, input: input, environment: environment,
      directory: directory ?? folder.path)
  }

  func pipe(_ cells: String) throws -> ProcessRunner.Outcome { try run([], input: cells) }

  func terminal(_ arguments: [String] = [], columns: Int = 100, rows: Int = 40) throws -> PseudoTerminal {
    try PseudoTerminal(
      running: TestBinary.path, arguments, environment: environment, directory: folder.path, columns: columns,
      rows: rows)
  }

  /// Every file below the folder, with the data folder, as one text each.
  func files(_ names: [String]) -> [(name: String, text: String)] {
    names.compactMap { name in folder.read(name).map { (name, $0) } }
  }
}

/// The practice connection of the documentation.
let crm = """
  connection crm { "baseUrl": "http://sandbox.test/crm",
    "auth": { "url": "http://sandbox.test/oauth2/token", "clientId": "demo", "clientSecret": "[[clientSecret]]" },
    "requests": { "getCustomer": { "verb": "GET", "url": "/customers/[[id]]" }, "findOrders": { "kind": "studio" } } }
  secret crm clientSecret from env CRM_SECRET        // or: typed without echo
  variable crm id "42"

  """

import TestSupport

/// A person's home folder, which is the working directory too, and the environment: nothing of the machine's own.
struct Home {
  let folder = TemporaryFolder()
  var environment: [String: String] = [:]

  /// - Parameters:
  ///   - environment: added to, or put over, `TestEnvironment.plain`; an empty text takes a variable away.
  ///   - settings: the text of `~/.editrc`.
  init(environment: [String: String] = [:], settings: String? = nil) {
    self.environment = environment
    if let settings { folder.write(settings, to: ".editrc") }
  }

  var whole: [String: String] {
    TestEnvironment.plain.merging(["HOME": folder.path, "CRM_SECRET": "demo-secret"]) { $1 }
      .merging(environment) { $1 }
      .filter { !$0.value.isEmpty }
  }
}

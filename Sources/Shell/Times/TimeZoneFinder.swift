import SnippetRuntime
import SnippetSyntax

/// Finds time zones by name and the one of this machine, in the files of the zone database.
struct TimeZoneFinder {
  /// Why a zone cannot be used, and what to do.
  struct Failure: Error {
    var message: String
    var suggestion: String
  }

  private let files: any FileStore
  private let environment: (String) -> String?

  init(_ context: ShellContext) {
    files = context.files
    environment = context.environment
  }

  /// The zone of a name such as `Europe/Berlin`, or of a rule such as `EST5EDT,M3.2.0,M11.1.0`.
  func zone(_ name: String) throws(Failure) -> TimeZone {
    if Self.universalNames.contains(name.uppercased()) { return .utc }
    if Self.isFileName(name), let path = folders.map({ "\($0)/\(name)" }).first(where: files.exists) {
      return try zone(at: path, named: name)
    }
    if let zone = TimeZone(rule: name) { return zone }
    throw Failure(
      message: "there is no time zone \(QuotedText.value(name)) on this machine", suggestion: advice(name))
  }

  /// The zone of the variable TZ, else that of /etc/localtime, else UTC.
  func machineZone() throws(Failure) -> TimeZone {
    guard var name = environment("TZ") else {
      return files.exists(Self.machineFile) ? try zone(at: Self.machineFile, named: machineName) : .utc
    }
    if name.hasPrefix(":") { name = String(name.dropFirst()) }
    if name.isEmpty { return .utc }
    if name == Self.machineFile { return try zone(at: name, named: machineName) }
    if let folder = folders.first(where: { name.hasPrefix($0 + "/") }) {
      name = String(name.dropFirst(folder.utf8.count + 1))
    }
    do throws(Failure) {
      return try zone(name)
    } catch {
      throw Failure(message: "TZ: \(error.message)", suggestion: error.suggestion)
    }
  }

  private static let universalNames: Set = ["UTC", "ETC/UTC", "GMT", "Z", "UCT", "ZULU", "UTC0"]
  private static let machineFile = "/etc/localtime"

  private var folders: [String] {
    let own = environment("TZDIR").flatMap { $0.hasPrefix("/") ? $0 : nil }
    return (own.map { [$0] } ?? []) + [
      "/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/var/db/timezone/zoneinfo",
    ]
  }

  /// What the link at /etc/localtime points to, without the folder.
  private var machineName: String? {
    guard let target = files.linkTarget(Self.machineFile), let folder = target.firstRange(of: "/zoneinfo/")
    else { return nil }
    let name = String(target[folder.upperBound...])
    return Self.isFileName(name) ? name : nil
  }

  /// A name that stays below the folder of zones.
  private static func isFileName(_ name: String) -> Bool {
    name.utf8.count <= 64 && name.first?.isLetter == true && !name.contains("//") && !name.hasSuffix("/")
      && name.utf8.allSatisfy { byte in
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || "+-_/".utf8.contains(byte)
      }
  }

  private func zone(at path: String, named name: String?) throws(Failure) -> TimeZone {
    do {
      return try TimeZone(file: files.readBytes(path), name: name)
    } catch {
      let reason =
        switch error {
        case let error as TimeZone.Failure: "\(path) is damaged: \(error.message)"
        case let error as FileError: error.message
        default: "\(path) cannot be read"
        }
      throw Failure(message: reason, suggestion: "install the package tzdata again, or take another zone")
    }
  }

  // MARK: Names

  /// The nearest name: by spelling, or by the last part, as in Berlin.
  private func advice(_ name: String) -> String {
    let names = names()
    let folded = name.lowercased()
    let nearest =
      names.first { $0.lowercased().hasSuffix("/" + folded) } ?? NearestName.of(name, in: names)
      ?? names.first { zone in
        NearestName.of(folded, in: zone.split(separator: "/").suffix(1).map(String.init)) != nil
      }
    if let nearest { return "did you mean '\(nearest)'?" }
    return names.isEmpty ? "install the package tzdata" : "a name such as Europe/Berlin, local or UTC"
  }

  /// The names of the zone database, from the lists that stand beside its files.
  private func names() -> [String] {
    for folder in folders {
      if let text = try? files.read(folder + "/tzdata.zi") {
        return text.split(separator: "\n").compactMap { line in
          let words = line.split(separator: " ")
          if line.hasPrefix("Z "), words.count > 1 { return String(words[1]) }
          return line.hasPrefix("L ") && words.count > 2 ? String(words[2]) : nil
        }
      }
      for list in ["zone1970.tab", "zone.tab"] {
        guard let text = try? files.read("\(folder)/\(list)") else { continue }
        return text.split(separator: "\n").compactMap { line in
          let fields = line.split(separator: "\t")
          return line.hasPrefix("#") || fields.count < 3 ? nil : String(fields[2])
        }
      }
    }
    return []
  }
}

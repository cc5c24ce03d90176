import JSON
import SnippetSyntax
import TextLayout

/// The settings that a person keeps for all sessions: one JSON object of names and values.
struct SettingsFile {
  /// A problem, and where.
  struct Problem: Error, Equatable {
    var line: Int?
    var message: String
  }

  let path: String
  private let files: any FileStore

  /// Nil where there is no folder for it.
  init?(_ context: ShellContext) {
    guard let folder = context.configurationFolder else { return nil }
    path = folder + "/settings.json"
    files = context.files
  }

  /// Longer files are none that a person wrote.
  private static let longest = 1 << 20

  /// The members with their lines; none when there is no file.
  func read() throws(Problem) -> [(name: String, value: JSONValue, line: Int)] {
    guard files.exists(path) else { return [] }
    let document = try document()
    guard let object = document.value.objectValue else {
      throw Problem(line: 1, message: "the settings must be an object: {\"limits\": \"studio\"}")
    }
    return object.members.map { member in
      (member.name, member.value, document.location(of: [.name(member.name)])?.line ?? 1)
    }
  }

  /// Changes one member or adds it; the others stay as they are, in their order.
  func set(_ name: String, _ value: String) throws(Problem) {
    var members: [JSONObject.Member] = []
    if files.exists(path) {
      guard let object = try document().value.objectValue else {
        throw Problem(line: 1, message: "the settings must be an object")
      }
      members = object.members
    }
    if let index = members.lastIndex(where: { $0.name == name }) {
      members[index].value = .string(value)
    } else {
      members.append(.init(name, .string(value)))
    }
    let text = JSONValue.object(JSONObject(members)).text(.pretty) + "\n"
    if let slash = path.lastIndex(of: "/") { files.makeFolder(String(path[..<slash])) }
    do throws(FileError) {
      try files.write(text, to: path)
    } catch {
      throw Problem(line: nil, message: error.message)
    }
  }

  private func document() throws(Problem) -> JSONDocument {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try files.readRegularFile(path, upTo: Self.longest)
    } catch {
      throw Problem(line: nil, message: error.message)
    }
    do throws(JSONError) {
      return try JSONDocument(parsing: bytes)
    } catch {
      throw Problem(line: error.line, message: error.message)
    }
  }
}

extension Session {
  /// Takes over what the settings file says; only the shell of a person does this.
  ///
  /// A setting that changes results becomes a cell, so that the transcript replays where there is no such file.
  package func readSettingsFile() {
    guard let file = SettingsFile(context) else { return }
    let members: [(name: String, value: JSONValue, line: Int)]
    do throws(SettingsFile.Problem) {
      members = try file.read()
    } catch {
      return warn(error, of: file)
    }
    for (name, value, line) in members {
      guard let entry = SessionSettings.entries.first(where: { $0.name == name }) else {
        let nearest = NearestName.of(name, in: SessionSettings.entries.map(\.name))
        warn(
          .init(
            line: line,
            message: "there is no setting '\(name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "")),
          of: file)
        continue
      }
      var changed = settings
      let text = value.boolValue.map { $0 ? "on" : "off" } ?? value.scalarText
      guard let text, entry.isList || !text.contains(where: \.isWhitespace), entry.set(&changed, text),
        isKnownZone(entry, text)
      else {
        warn(
          .init(line: line, message: "\(value.text(.compact)) is no value of '\(name)': \(entry.values)"),
          of: file)
        continue
      }
      if entry.isOfTheScreen {
        settings = changed
      } else if entry.get(changed) != entry.get(settings) {
        submit(CellSource(kind: .command("set"), text: ":set \(name) \(entry.get(changed))", firstLine: 1))
      }
    }
    cellsOfSettings = cells.count
  }

  private func isKnownZone(_ entry: SessionSettings.Entry, _ name: String) -> Bool {
    guard entry.name == "timezone" else { return true }
    return (try? host.timeZone.check(name)) != nil
  }

  private func warn(_ problem: SettingsFile.Problem, of file: SettingsFile) {
    let place = problem.line.map { ":\($0)" } ?? ""
    warnUnrecorded(ControlCharacters.visible("\(file.path)\(place): \(problem.message)"))
  }

  /// Writes one setting to the file.
  func save(_ entry: SessionSettings.Entry, _ value: String, _ span: SourceSpan) throws(CellFailure) {
    guard !runsTranscript, let file = SettingsFile(context) else {
      throw CellFailure(
        Diagnostic(
          .shellFile,
          runsTranscript
            ? "a transcript does not write the settings file" : "there is no home folder for settings",
          at: span, suggestion: ":set \(entry.name) \(value)"), .fileError)
    }
    do throws(SettingsFile.Problem) {
      try file.set(entry.name, value)
    } catch {
      throw CellFailure(
        Diagnostic(
          .shellFile, file.path + (error.line.map { ":\($0)" } ?? "") + ": " + error.message, at: span),
        .fileError)
    }
    let now = entry.isOfTheScreen ? "" : ", for sessions to come; :set \(entry.name) \(value) sets it now"
    emit(OutputPart(.message, "saved to \(file.path)\(now)"))
  }
}

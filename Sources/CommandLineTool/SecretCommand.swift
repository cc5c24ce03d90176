import ArgumentParser
import Shell
import TextLayout
import Vault

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Keeps secrets in the vault.
struct Secret: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Keep secrets in the vault, an encrypted file.",
    discussion: HelpText.secretSources + "\n\n" + HelpText.vault,
    subcommands: [Set.self, List.self, Remove.self, Rotate.self])

  /// Puts a secret in.
  struct Set: ContextCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put a secret into the vault, or replace it.",
      usage: "patchbay secret set <name> [-]",
      discussion: """
        The value is typed without echo. With - it is read from standard input,
        without one line break at its end:
          pass show crm | patchbay secret set crm/clientSecret -
        """)

    @Argument(help: "The name: CONNECTION/SECRET, or any other.")
    var name: String

    @Argument(help: ArgumentHelp("Reads the value from standard input.", valueName: "-"))
    var rest: [String] = []

    func validate() throws {
      if let problem = VaultContents.problem(withName: name) { throw ValidationError(problem) }
      // Not shown again: it may be the value.
      guard rest.isEmpty || rest == ["-"] else {
        throw ValidationError(
          "a value does not stand on the command line, where others see it; leave it out, or pipe it in with -"
        )
      }
    }

    func run(in context: ShellContext) -> ExitStatus {
      Secret.report(in: context) { () throws(VaultFailure) in
        let now = context.clock() / 1000
        try SessionVault(context).set(name, at: now) { () throws(VaultFailure) in
          // A person who types - sees the question all the same, and no echo.
          rest.isEmpty || context.isInteractive ? try typedValue(context) : try pipedValue(context)
        }
        return "\(name) is in the vault\n"
      }
    }

    private func typedValue(_ context: ShellContext) throws(VaultFailure) -> SecretBytes {
      guard let text = context.askSecret("value of \(name): "), !text.isEmpty else {
        throw VaultFailure("no value was typed; without a terminal pipe it in with -", .secretMissing)
      }
      return SecretBytes(text.utf8)
    }

    private func pipedValue(_ context: ShellContext) throws(VaultFailure) -> SecretBytes {
      do throws(FileError) {
        var bytes = try context.files.readBytes("-")
        let value = SecretBytes(taking: &bytes).withoutLineBreak
        guard !value.isEmpty else { throw FileError("standard input is empty and holds no value") }
        guard value.count <= VaultContents.longestValue, value.text != nil else {
          throw FileError(
            "a value is UTF-8 text of at most \(VaultContents.longestValue / 1_048_576) MiB; standard input is not"
          )
        }
        return value
      } catch {
        throw VaultFailure(error.message, .fileError)
      }
    }
  }

  /// Shows names, never values.
  struct List: ContextCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the names in the vault and when each was set, in UTC.")

    func run(in context: ShellContext) -> ExitStatus {
      Secret.report(in: context) { () throws(VaultFailure) in
        let entries = try SessionVault(context).entries()
        guard !entries.isEmpty else { return "(no secrets; patchbay secret set NAME puts one in)\n" }
        return TextTable.lines(entries.map { [$0.name, Self.date($0.changed)] }) + "\n"
      }
    }

    /// As in `2026-01-15 12:00:00`.
    private static func date(_ seconds: Int64) -> String {
      var time = time_t(seconds)
      var parts = tm()
      gmtime_r(&time, &parts)
      func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
      return "\(Int(parts.tm_year) + 1900)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday)) "
        + "\(padded(parts.tm_hour)):\(padded(parts.tm_min)):\(padded(parts.tm_sec))"
    }
  }

  /// Takes a secret out.
  struct Remove: ContextCommand {
    static let configuration = CommandConfiguration(abstract: "Take a secret out of the vault.")

    @Argument(help: "The name, as secret list shows it.")
    var name: String

    func run(in context: ShellContext) -> ExitStatus {
      Secret.report(in: context) { () throws(VaultFailure) in
        try SessionVault(context).remove(name)
        return "\(name) is no longer in the vault\n"
      }
    }
  }

  /// Changes the passphrase.
  struct Rotate: ContextCommand {
    static let configuration = CommandConfiguration(
      abstract: "Encrypt the vault anew under another passphrase.")

    @Option(help: "Take the new passphrase from this file instead of asking for it.", completion: .file())
    var newPassphraseFile: String?

    func run(in context: ShellContext) -> ExitStatus {
      Secret.report(in: context) { () throws(VaultFailure) in
        try SessionVault(context).rotate(newPassphraseFile: newPassphraseFile)
        return "the vault opens with the new passphrase only\n"
      }
    }
  }

  private static func report(
    in context: ShellContext, _ body: () throws(VaultFailure) -> String
  ) -> ExitStatus {
    do throws(VaultFailure) {
      context.writeOutput(try body())
      return .done
    } catch {
      context.writeError("error: \(error.message)\n")
      return error.status
    }
  }
}

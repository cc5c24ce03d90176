import TestSupport
import Testing
import Vault

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct VaultFileTests {
  private let folder = TemporaryFolder()
  private let passphrase = SecretBytes("correct horse".utf8)

  private func vault(_ name: String = "vault", patience: Int = 1000) -> Vault {
    Vault(VaultFile(path: folder.file(name), patience: patience), cost: .tiny, bounds: .tiny)
  }

  private func names(in vault: Vault) throws -> [String] {
    try vault.open(#require(try vault.read()), with: passphrase).contents.entries.map(\.name)
  }

  private func set(_ name: String, in vault: Vault) throws {
    try vault.change(with: passphrase) { contents throws(VaultError) in
      contents.set(name, to: SecretBytes("value".utf8), at: 0)
    }
  }

  @Test func aVaultIsMadeForItsOwnerOnly() throws {
    let old = umask(0)
    defer { umask(old) }
    #expect(try vault().read() == nil)
    try set("a", in: vault())
    try set("b", in: vault())
    #expect(try names(in: vault()) == ["a", "b"])
    for name in ["vault", "vault.lock"] {
      var status = stat()
      #expect(stat(folder.file(name), &status) == 0)
      #expect(status.st_mode & 0o777 == 0o600)
    }
    #expect(access(folder.file("vault.new"), F_OK) != 0)
  }

  @Test func whatACrashLeftBehindDoesNotDisturb() throws {
    try set("a", in: vault())
    folder.write("half a vau", to: "vault.new")
    try set("b", in: vault())
    #expect(try names(in: vault()) == ["a", "b"])
  }

  @Test func noWriterUndoesAnother() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        group.addTask {
          for round in 0..<4 { try set("\(writer)-\(round)", in: vault()) }
        }
      }
      try await group.waitForAll()
    }
    #expect(try names(in: vault()).count == 32)
  }

  @Test func aWriterThatIsKeptWaitingSaysSo() throws {
    let lock = open(folder.file("vault.lock"), O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX) == 0)
    #expect(throws: VaultError.isLocked) { try set("a", in: vault(patience: 2)) }
    #expect(try vault().read() == nil)
  }

  @Test func aLinkStaysALink() throws {
    try set("a", in: vault("real"))
    #expect(symlink(folder.file("real"), folder.file("vault")) == 0)
    try set("b", in: vault())
    #expect(try names(in: vault("real")) == ["a", "b"])
    var status = stat()
    #expect(lstat(folder.file("vault"), &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
  }

  /// As on a disk that is not mounted: a new vault in place of the link would hide the old one.
  @Test func aLinkToNowhereIsNotReplaced() throws {
    #expect(symlink(folder.file("gone"), folder.file("vault")) == 0)
    let error = VaultError.file(reason: "is a link to a file that is not there")
    #expect(throws: error) { try vault().read() }
    #expect(throws: error) { try set("a", in: vault()) }
    var status = stat()
    #expect(lstat(folder.file("vault"), &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    #expect(access(folder.file("vault.lock"), F_OK) != 0)
  }

  @Test(.enabled(if: geteuid() == 0)) func theAdministratorLeavesItToItsOwner() throws {
    try set("a", in: vault())
    unlink(folder.file("vault.lock"))
    #expect(chown(folder.file("vault"), 65_534, 65_534) == 0)
    try set("b", in: vault())
    for name in ["vault", "vault.lock"] {
      var status = stat()
      #expect(stat(folder.file(name), &status) == 0)
      #expect(status.st_uid == 65_534 && status.st_gid == 65_534 && status.st_mode & 0o777 == 0o600)
    }
  }

  @Test func whatIsNoFileIsRefused() throws {
    #expect(mkfifo(folder.file("vault"), 0o600) == 0)
    #expect(throws: VaultError.file(reason: "is no regular file")) { try vault().read() }
    #expect(throws: VaultError.self) { try vault("missing/vault").change(with: passphrase) }
  }

  @Test func aFileOfHugeSizeIsNotRead() throws {
    let path = folder.write("", to: "vault")
    #expect(truncate(path, 1 << 40) == 0)
    #expect(throws: VaultError.isTooBig) { try vault().read() }
  }
}

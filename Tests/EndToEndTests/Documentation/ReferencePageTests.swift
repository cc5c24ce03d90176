import Shell
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite struct ReferencePageTests {
  /// The pages are what `:help` shows, and what the examples give; PATCHBAY_UPDATE_DOCS=1 writes them.
  @Test(arguments: ReferencePages.names) func thePageIsUpToDate(name: String) throws {
    let text = try #require(try ReferencePages.text(name))
    let path = ReferencePages.path(name)
    if let wish = getenv("PATCHBAY_UPDATE_DOCS"), String(cString: wish) == "1" {
      #expect(ProjectFiles.write(text, to: path))
      return
    }
    let same = ProjectFiles.text(path) == text
    #expect(same, "run: PATCHBAY_UPDATE_DOCS=1 swift test --filter ReferencePageTests")
  }
}

import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite struct LanguageReferenceTests {
  /// The page is what the rules give; PATCHBAY_UPDATE_DOCS=1 writes it.
  @Test func thePageIsUpToDate() {
    let text = LanguageReference(book: .standard).text
    if let wish = getenv("PATCHBAY_UPDATE_DOCS"), String(cString: wish) == "1" {
      #expect(ProjectFiles.write(text, to: LanguageReference.path))
      return
    }
    let same = ProjectFiles.text(LanguageReference.path) == text
    #expect(same, "run: PATCHBAY_UPDATE_DOCS=1 swift test --filter LanguageReferenceTests")
  }
}

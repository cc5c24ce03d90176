import FuzzTargets
import TestSupport
import Testing

/// Inputs under `Tests/Fuzz/corpus` that once broke something, and must not again.
@Suite struct FuzzFindTests {
  @Test(arguments: FuzzTarget.allCases)
  func findsStayMended(target: FuzzTarget) throws {
    let folder = "Tests/Fuzz/corpus/\(target.rawValue)"
    for name in TestFiles.names(in: folder) {
      let bytes = try #require(TestFiles.bytes("\(folder)/\(name)"))
      let failure = target.failure(on: bytes)
      #expect(failure == nil, "\(target.rawValue)/\(name): \(failure ?? "")")
    }
  }
}

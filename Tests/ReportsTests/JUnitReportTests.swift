import Reports
import Testing

@Suite struct JUnitReportTests {
  @Test func aReportHasASuiteForEachTranscriptAndACaseForEachFence() {
    #expect(
      JUnitReport().whole(SampleReport.report) == """
        TODO
        """)
  }
}

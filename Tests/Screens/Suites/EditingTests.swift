import Testing

/// Entries of one row, as they look while they are typed.
@Suite(.needsScreens) struct EditingTests {
  @Test(arguments: [40, 80, 200]) func aValueIsShownBelowItsLine(columns: Int) throws {
    let screen = try Screen.atPrompt(columns: columns)
    try screen.enter("x = 6 * 7")
    try screen.enter("x")
    try screen.shows(
      """
      patchbay> x = 6 * 7
      patchbay> x
      42
      patchbay> ‸
      """)
  }
}

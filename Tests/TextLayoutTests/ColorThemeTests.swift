import JSON
import TextLayout
import Testing

@Suite struct ColorThemeTests {
  private static let light: [(name: String, color: String)] = {
    let theme = ColorTheme.light
    return [
      ("name", theme.json.name), ("string", theme.json.string), ("number", theme.json.number),
      ("literal", theme.json.literal), ("keyword", theme.keyword), ("function", theme.function),
      ("escape", theme.escape), ("wrong", theme.wrong), ("success", theme.success),
      ("failure", theme.failure),
      ("caution", theme.caution), ("note", theme.note),
    ]
  }()

  /// The relative luminance of a colour of the cube of 6 by 6 by 6.
  private func luminance(_ index: Int) -> Double {
    let levels = [0.0, 95, 135, 175, 215, 255].map { level -> Double in
      let part = level / 255
      // The curve of sRGB, near enough.
      return part <= 0.04 ? part / 12.92 : part * part * (0.68 + 0.32 * part)
    }
    let place = index - 16
    return 0.2126 * levels[place / 36] + 0.7152 * levels[place / 6 % 6] + 0.0722 * levels[place % 6]
  }

  /// The contrast that the web's guidelines ask of text.
  @Test func everyColourOfTheLightThemeIsReadableOnWhite() throws {
    for (name, color) in Self.light {
      let index = try #require(color.split(separator: ";").last.flatMap { Int($0) })
      #expect(color.contains("38;5;") && (16..<232).contains(index), "\(name)")
      #expect(1.05 / (luminance(index) + 0.05) >= 4.5, "\(name)")
    }
  }

  @Test func whatStandsSideBySideDiffers() {
    for theme in [ColorTheme.dark, .light] {
      let json = [theme.json.name, theme.json.string, theme.json.number, theme.json.literal]
      #expect(Set(json).count == 4)
      #expect(Set([theme.success, theme.failure, theme.caution]).count == 3)
      #expect(theme.escape != theme.json.string)
    }
  }
}

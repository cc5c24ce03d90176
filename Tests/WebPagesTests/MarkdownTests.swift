import Testing
import Transcripts

@Suite struct MarkdownTests {
  /// What a page makes of a text, without the frame of the page and without `dir="auto"`.
  private func rendered(_ markdown: String) throws -> String {
    let html = try Page("# T\n\n" + markdown).html
    let start = try #require(html.firstRange(of: "</h1>\n")).upperBound
    let end = try #require(html.firstRange(of: "</main>")).lowerBound
    return String(html[start..<end]).replacing(" dir=\"auto\"", with: "").replacing(
      " tabindex=\"0\"", with: ""
    )
    .replacing(" rel=\"noreferrer\"", with: "").trimmed
  }

  @Test(arguments: [
    ("a\nb  \nc\\\nd", "<p>a\nb<br>c<br>d</p>"), ("## H *e* ##", "<h2 id=\"h-e\">H <em>e</em></h2>"),
    ("One\n===\nTwo\n---", "<h1 id=\"one\">One</h1>\n<h2 id=\"two\">Two</h2>"), ("#none", "<p>#none</p>"),
    ("## A\n## A", "<h2 id=\"a\">A</h2>\n<h2 id=\"a-1\">A</h2>"), ("***", "<hr>"),
    (
      "- a\n- b\n\n1. c\n2. d",
      "<ul><li>a\n</li>\n<li>b\n</li>\n</ul>\n<ol start=\"1\"><li>c\n</li>\n<li>d\n</li>\n</ol>"
    ),
    ("- a\n\n- b", "<ul><li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>"),
    ("* a\n  * b\n    c\n* d", "<ul><li>a\n<ul><li>b\nc\n</li>\n</ul>\n</li>\n<li>d\n</li>\n</ul>"),
    ("> a\nb\n> - c", "<blockquote><p>a\nb</p>\n<ul><li>c\n</li>\n</ul>\n</blockquote>"),
    ("    code\n\n    more", "<pre class=\"code\"><code>code\n\nmore</code></pre>"),
    ("~~~ text\n<b>\n~~~", "<pre class=\"code\"><code>&lt;b&gt;</code></pre>"),
    ("a <!-- gone --> b\n<!-- gone\n-->\nc", "<p>a  b</p>\n<p>c</p>"),
    ("<b>x</b> &amp; &copy; \\*a\\* \\&amp;", "<p>&lt;b&gt;x&lt;/b&gt; &amp; © *a* &amp;amp;</p>"),
    ("`` a`b `` `<`", "<p><code>a`b</code> <code>&lt;</code></p>"), ("`open", "<p>`open</p>"),
    (
      "*a **b** c* ***d*** e_f_g _h_ 2*3*4 ** x **",
      "<p><em>a <strong>b</strong> c</em> <em><strong>d</strong></em> e_f_g <em>h</em> 2<em>3</em>4 ** x **</p>"
    ),
    ("*a", "<p>*a</p>"), ("a* b*", "<p>a* b*</p>"),
    ("[a *b*](x.md \"t\") [c](<d e>) [f]", "<p><a href=\"x.md\">a <em>b</em></a> <span>c</span> [f]</p>"),
    ("[a](https://b/c_(d)?e=1&f=2)", "<p><a href=\"https://b/c_(d)?e=1&amp;f=2\">a</a></p>"),
    ("[a [b](c) d](e)", "<p>[a <a href=\"c\">b</a> d](e)</p>"), ("![a](b.png)", "<p><span>a</span></p>"),
    ("<https://a.b> <a@b>", "<p><a href=\"https://a.b\">https://a.b</a> &lt;a@b&gt;</p>"),
    ("[a](javascript:b)", "<p><span>a</span></p>"),
    ("[a](mailto:b@c)", "<p><a href=\"mailto:b@c\">a</a></p>"),
    ("‹secret:a/b›", "<p><span class=\"secret\">‹secret:a/b›</span></p>"),
  ])
  func markdown(text: String, html: String) throws {
    #expect(try rendered(text) == html)
  }

  @Test func aTable() throws {
    let html = try rendered("| a | b |\n|:--|--:|\n| `c` | d \\| e | f |\n| g |\n\nend")
    #expect(
      html.contains(
        "<thead><tr><th class=\"left\" scope=\"col\">a</th><th class=\"right\" scope=\"col\">b</th></tr></thead>"
      ))
    #expect(html.contains("<tr><td class=\"left\"><code>c</code></td><td class=\"right\">d | e</td></tr>"))
    #expect(html.contains("<tr><td class=\"left\">g</td><td class=\"right\"></td></tr>"))
    #expect(html.hasSuffix("<p>end</p>"))
    #expect(try rendered("a | b\n--") == "<h2 id=\"a--b\">a | b</h2>")
  }

  @Test(arguments: [
    "[", "](", "[a](", "*a", "**a*", "_a_b", "`a``", "<!--", "<a:", "![", "> ", "- ", "    ", "1. \n", "&#",
    "|-",
  ])
  func longRowsOfOneMarkTakeNoTime(mark: String) throws {
    let page = try Page("# T\n\n" + String(repeating: mark, count: 5_000) + "\n-->\n")
    #expect(page.faults == [])
  }

  @Test func randomTextGivesSoundPages() throws {
    var state: UInt64 = 3
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(max(1, bound)))
    }
    let pieces = [
      "*", "**", "_", "`", "``", "[", "](", ")", "![", "<", ">", "\n", "\n\n", "> ", "- ", "1. ", "    ",
      "| ", "|-|\n", "# ",
      "===\n", "a", "b c", "\\", "&amp;", "```\n", "<!-- x -->", "https://a", "\t", "\"",
    ]
    for _ in 0..<1_000 {
      let text = (0..<next(30)).map { _ in pieces[next(pieces.count)] }.joined()
      guard let page = try? Page("# T\n\n" + text + "\n") else { continue }
      #expect(page.faults == [], "\(text.debugDescription)")
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0 == "\n" }.reversed().drop { $0 == "\n" }.reversed())
  }
}

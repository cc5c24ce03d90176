import Testing
import TextLayout

@Suite struct HTMLTextTests {
  private func text(_ html: String, _ columns: Int = 80, isUTF8: Bool = true) -> String {
    HTMLText.text(of: html, on: TextScreen(columns: columns, isUTF8: isUTF8))
  }

  private let page = #"""
    <!DOCTYPE html><html><head><title>Prüfung &mdash; 日本 🇩🇪</title><style>p > a {color:red}</style>
    <script>if (a < b) document.write("<p>no</p>")</script></head>
    <body><h1>Welcome &amp; hello</h1><p>Some <b>bold</b>
    text with a <a href="/a?x=1&amp;y=2">link</a>, and <a href="https://example.com">https://example.com</a>.</p>
    <ul><li>One<li>Two that goes over several lines on a narrow screen<ul><li>inner</ul></li></ul>
    <ol start=9><li>nine</li><li>ten</li></ol>
    <table><tr><th>Name<th>Count</tr><tr><td>Müller<td>12<tr><td>日本<td>7</table>
    <blockquote>A quotation that wraps around on a narrow screen</blockquote>
    <pre>
    def f(x):
    	return x   &lt; 1
    </pre>
    """#

  @Test func aPage() {
    #expect(
      text(page, 40) == """
        Prüfung — 日本 🇩🇪
        ─────────────────

        # Welcome & hello

        Some bold text with a link (/a?x=1&y=2),
        and https://example.com.

        • One
        • Two that goes over several lines on a
          narrow screen
          • inner

        9. nine
        10. ten

        Name    Count
        ──────  ─────
        Müller  12
        日本    7

        > A quotation that wraps around on a
        > narrow screen

        def f(x):
                return x   < 1
        """)
    #expect(text(page, 80).contains("\n• Two that goes over several lines on a narrow screen\n"))
    #expect(text(page, 80).contains("\nSome bold text with a link (/a?x=1&y=2), and https://example.com.\n"))
    #expect(text(page, 200) == text(page, 80))
    #expect(text(page, 80, isUTF8: false).contains("\n* One\n"))
  }

  @Test(arguments: [
    ("&lt;&#65;&#x42;&#X43;&euro;&hellip;&Alpha;&alpha;&nbsp;&rarr;&thetasym;", "<ABC€…Αα →ϑ"),
    ("&#128;&#150;", "€–"), ("&copy 2020 &bogus; A&B &amp", "© 2020 &bogus; A&B &"),
    ("soft&shy;hyphen", "softhyphen"),
    ("&#27;[31m&#7;&#x9b;&#0;", "\\u001B[31m\\u0007›\u{FFFD}"),
    ("&#xD800;&#99999999999;x", "\u{FFFD}&#99999999999;x"),
    ("a &lt;b&gt; c", "a <b> c"), ("1 < 2 <> 3 </ 4> 5", "1 < 2 <> 3 5"),
  ])
  func references(html: String, shown: String) {
    #expect(text(html) == shown)
  }

  @Test(arguments: [
    ("<a href='#top'>up</a>", "up"), ("<a href='javascript:x()'>x</a>", "x"), ("<a name=x>x</a>", "x"),
    ("<a href=mailto:a@b.c>a@b.c</a>", "a@b.c"), ("<a href='/a b'>x</a>", "x (/a%20b)"),
    ("<a href='/1'>one <a href='/2'>two</a>", "one (/1) two (/2)"),
    ("<a href='/x'><h2>Head</h2></a>", "## Head\n\n(/x)"),
    ("<a href=/x?a=1&copy=2>x</a>", "x (/x?a=1&copy=2)"),
    ("<a href='/x'><img alt='A picture' src=y></a>", "[A picture] (/x)"),
  ])
  func links(html: String, shown: String) {
    #expect(text(html) == shown)
  }

  @Test func tablesWithoutRoomAreRows() {
    let html = "<table><tr><td>a fairly long first cell<td>and a second one<tr><td>x<td></table>after"
    #expect(text(html, 30) == "a fairly long first cell | and\n  a second one\nx\n\nafter")
  }

  @Test func aTableInATable() {
    #expect(
      text("<table><tr><td>a<table><tr><td>b<td>c</table><td>d</table>") == "a b c  d")
    #expect(text("<table><caption>Sizes</caption><tr><td>a<p>b</p><ul><li>c</ul></table>") == "Sizes\na b c")
  }

  @Test(arguments: [
    ("<p>a<p>b", "a\n\nb"), ("a<br>b<br/>c<br>", "a\nb\nc"), ("<div>a</div><div>b</div>", "a\nb"),
    ("<b>a</b><i>b</i> <u>c</u>", "ab c"), ("a<!-- x > y -->b<!---->c<!-->d", "abcd"),
    ("<pre>a  b<br>c</pre>", "a  b\nc"),
    ("<dl><dt>Term<dd>Means<dt>Other<dd>Too</dl>", "Term\n    Means\nOther\n    Too"),
    ("<ul><li>a</ul></ul></li>b", "• a\n\nb"), ("<li>a<li>b", "• a\n• b"), ("<h1>a<p>b", "# a\n\nb"),
    ("<svg><title>no</title></svg>a<svg/>b", "ab"), ("<textarea>a <b></textarea>c", "a <b>c"),
    ("<script>a</scripts></script >b", "b"), ("<p title='a>b'>c", "c"), ("<p title=\"a'b\" x=y/z>c", "c"),
    ("日本<b>語</b>", "日本語"), ("a<hr>b", "a\n\n" + String(repeating: "─", count: 40) + "\n\nb"),
  ])
  func elements(html: String, shown: String) {
    #expect(text(html) == shown)
  }

  @Test(arguments: [
    ("", ""), ("a<b", "a"), ("a<p title='x>b", "a"), ("a<script>b", "a"), ("a<!-- b", "a"), ("a</", "a"),
    ("a<", "a<"),
    ("<table><tr><td>a", "a"), ("<pre>a", "a"), ("<a href=x>a", "a (x)"), ("<title>a", "a\n─"),
    ("<ul><ul><li>a", "• a"),
  ])
  func whatDoesNotEnd(html: String, shown: String) {
    #expect(text(html) == shown)
  }
}

/// Texts that break programs which write them into a format without care.
package enum AwkwardTexts {
  /// All short ones; none is the same as another.
  package static let all: [String] =
    controls + marks + fences + wildcards + markup + joined + commands

  /// All, with a line of 1 MB among them and a word that has no end for a screen.
  package static let allAndLong: [String] = all + [longLine, longWord]

  /// A line of 1 MB.
  package static let longLine = String(repeating: "a long line ", count: 90_000)
  package static let longWord = String(repeating: "Wort", count: 2_000)

  /// What turns direction, joins characters, or has no form of its own.
  package static let marks: [String] = [
    "\u{200E}left\u{200F}right", "\u{202E}txt.exe\u{202C}", "\u{202A}a\u{202B}b\u{202D}c",
    "\u{2066}a\u{2069}",
    "\u{2067}never closed", "\u{2068}a\u{2069}\u{2069}", "שלום (abc) مرحبا",
    "a\u{200B}b\u{200C}c\u{200D}d\u{2060}e",
    "\u{200D}", "e\u{301}", "\u{301}begins with a mark", "Z\u{351}\u{36B}\u{343}\u{36A}\u{302}\u{32F}algo",
    "👩‍👩‍👧‍👦 👍🏽 🏳️‍🌈 🇦🇹", "\u{1F3FD}", "❤\u{FE0F} ❤\u{FE0E}", "a\u{FEFF}b", "\u{FEFF}", "\u{2028}a\u{2029}b",
    "\u{85}next line", "\u{A0}no-break\u{3000}", "\u{AD}soft", "\u{FFFD}", "\u{FFFE}\u{FFFF}", "\u{10FFFF}",
    "\u{E000}", "İıſK", "ﷺ﷽", "\u{600}5", "क्षि",
  ]

  private static let controls: [String] = [
    "", " ", "\n", "\n\n\n", "\t", "\ttab\tstops", "  indented\n    more", "ends with blanks   ",
    "ends with lines\n\n",
    "\u{0}", "a\u{0}b", String(String.UnicodeScalarView((1..<32).compactMap { Unicode.Scalar($0) })),
    "\u{7F}\u{80}\u{9B}31m", "\u{1B}[31mred\u{1B}[0m", "\u{1B}[2J\u{1B}[H", "\u{1B}]0;title\u{7}",
    "\u{1B}]52;c;Y2FuYXJ5\u{7}", "\u{1B}]8;;http://evil.test\u{1B}\\link\u{1B}]8;;\u{1B}\\",
    "\u{1B}P+q\u{1B}\\",
    "\u{1B}[6n", "\u{8}\u{8}\u{8}over", "carriage\rreturn", "\r", "a\r\nb\r\n", "\r\n", "\n\r",
    "form\u{C}feed\u{B}",
    "back\\", "a\\\nb\\\n", "\\", "\\n", "\\u0041", "\\ud800", "\"", "'", "'\"'\"", "{\"a\": \"\\ud83d\"}",
  ]

  private static let fences: [String] = [
    "```", "````", "``````````", "`", "``", "a ` b `` c", "~~~", "~~~~~~~~", "```\n~~~",
    "~~~\n```\n````\n~~~~~",
    "```patchbay\nx = 1\n```", "```output", "```output\nother\n```", "output", "patchbay", "    ```",
    "   ```",
    "\t```", "text\n```", "```\r", "`\u{301}``", "```\u{301}", "<!--", "-->", "<!-- a -->",
    "<!-- patchbay {}",
    "--!>", "<!-->", "- - -", "# heading", "> quote\n> ```", "- item\n  ```", "1. one",
    "| a | b |\n|---|---|",
    "===", "---", "[x]: http://h.test", "![x](y)", "[x](javascript:alert(1))", "&amp;", "&#0;", "&lt;b&gt;",
    "*a* _b_ **c**", "a  \nb",
  ]

  private static let wildcards: [String] = [
    "...", " ... ", "[..]", "a [..] b", "[..uuid]", "[..unknown]", "[..number#1]", "a\n...\nb",
    "{\"a\": \"[..]\"}",
    "‹secret:x/y›", "‹secret:", "‹\\secret:x/y›", "\u{600}‹secret:x/y›", "‹\u{301}secret:x/y›", "[[name]]",
    "[[",
    "{name}", "{}", "{{", "%s%d%n", "$HOME `id` $(id)",
  ]

  private static let markup: [String] = [
    "</script>", "<script>alert(1)</script>", "</style><b>", "</pre></code></details>", "<pre>\n\na</pre>",
    "\"><img src=x onerror=alert(1)>", "' onclick='x", "]]>", "<![CDATA[a]]>", "<?xml version=\"1.0\"?>",
    "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>&b;", "a < b && c > d", "<\u{301}b>", "<\u{338}",
    "\u{600}<b>\u{600}</b>", "&\u{301}amp;", "\u{600}&amp;", "\u{600}\"\u{600}'", "\"\u{301}", "\u{600}>",
    "<svg/onload=a>",
    "<plaintext>", "<table><td>", "\u{600}`code`", "|\u{301}", "\u{600}|", "{\"a\":\"</script>\"}",
    "<p style=\"x\">{\"a\": [1, 2.50]}</p>",
  ]

  /// Words that mean something behind one another.
  private static let joined: [String] = [
    "NaN", "null", "true", "undefined", "0", "-0", "1e999", "0x1F", "1,000.50", "{\"a\":1,\"a\":2}", "[1,]",
    "{\"a\": 1.10}\n[1e400]", "OnSuccess 200 OK", "OnError", "error: no [a.b]\n --> 1:1", "note: x", "COM1",
    "../../etc/passwd",
    "http://a:b@h.test/?q=\u{FF0F}#f", "2024-01-01", "1 / 0", "name=value; Path=/",
  ]

  /// Lines that a program which reads along would follow.
  private static let commands: [String] = [
    "::error::x", " ::add-mask::x", "a\n::stop-commands::x\nb", "::set-output name=a::b", "##[error]x", "%0A",
    "%0A::error::x",
    "%25", "100%", "\u{600}%0A", "%\u{301}", "a,line=1:b::c", "\u{600},title=x\u{600}:\u{600}:",
    "##vso[task.complete]",
    "ok 1 - x", "not ok 1 - x # TODO", "not ok 1 - x #\u{301} TODO", "\u{600}# SKIP", "1..0", "Bail out! x",
    "TAP version 14",
    "  ---\n  a: b\n  ...", "# Subtest: a", "pragma +strict", "=1+1", "=cmd|' /C calc'!A0", "+1", "-1",
    "@SUM(1)", "\t=1",
    "diff --git a/a b/a", "+++ a", "@@ -1 +1 @@", "From nobody", ".", "QUIT\r\n", "%!PS", "%{x}", "${x}",
    "#!/bin/sh",
  ]

  /// Bytes that are not UTF-8.
  package static let bytes: [[UInt8]] = [
    [0xFF], [0x80], [0xC3], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF0, 0x9F, 0x98],
    [0x61, 0xFE, 0x62], [0xEF, 0xBB], Array(0...255), [0x22, 0xE2, 0x80], [0x1B, 0x9B, 0xFF, 0x0A],
  ]

  /// Texts of JSON with escapes that stand for no character, or for one that is awkward.
  package static let escapedJSON: [String] = [
    #"{"a":"\ud800"}"#, #"{"a":"\udc00\ud800"}"#, #"["\u0000","\u001b[31m","\u2028"]"#,
    #"{"\ud83d\ude00":"\ud83d"}"#,
    #"{"\u202e":"\u0085\ufeff\ufffe"}"#, #""\u003c\u002fscript\u003e""#, #"{"a":"\u2039secret:x/y\u203a"}"#,
  ]
}

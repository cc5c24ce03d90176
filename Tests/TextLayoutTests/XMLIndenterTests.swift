import Testing
import TextLayout

@Suite struct XMLIndenterTests {
  private func indented(_ text: String, _ columns: Int = 80) -> String {
    XMLIndenter.indented(text, on: TextScreen(columns: columns))
  }

  private let envelope =
    #"<?xml version="1.0"?><!-- a > b --><s:Envelope xmlns:s="http://schemas.example.org/soap/" "#
    + #"xmlns:x='urn:x"y'><s:Header/><s:Body><m:Get><m:Name>日本 &amp; 🇩🇪</m:Name><m:Empty></m:Empty>"#
    + #"<p>mixed <b>bold</b> text</p><d><![CDATA[<raw>]]></d></m:Get></s:Body></s:Envelope>"#

  @Test func anEnvelope() {
    #expect(
      indented(envelope, 200) == """
        <?xml version="1.0"?>
        <!-- a > b -->
        <s:Envelope xmlns:s="http://schemas.example.org/soap/" xmlns:x='urn:x"y'>
          <s:Header/>
          <s:Body>
            <m:Get>
              <m:Name>日本 &amp; 🇩🇪</m:Name>
              <m:Empty></m:Empty>
              <p>mixed <b>bold</b> text</p>
              <d><![CDATA[<raw>]]></d>
            </m:Get>
          </s:Body>
        </s:Envelope>
        """)
    #expect(indented(envelope, 80) == indented(envelope, 200))
  }

  @Test func attributesOfAWideTagHaveALineEach() {
    #expect(
      indented(#"<a><bb one="11111111111111" two="22222222222222" three="3"/></a>"#, 40) == """
        <a>
          <bb one="11111111111111"
              two="22222222222222"
              three="3"/>
        </a>
        """)
  }

  @Test func whatIsIndentedStaysSo() {
    #expect(indented(indented(envelope)) == indented(envelope))
    #expect(indented("<a>\r\n\t<b/>\r\n</a>\r\n") == "<a>\n  <b/>\n</a>")
  }

  @Test func blanksThatCountStay() {
    #expect(
      indented("<a><b> x </b><c>  </c><d xml:space=\"preserve\"> <e/> </d></a>") == """
        <a>
          <b> x </b>
          <c>  </c>
          <d xml:space="preserve"> <e/> </d>
        </a>
        """)
  }

  @Test func aDocumentTypeStaysWhole() {
    let type = #"<!DOCTYPE a [<!ENTITY x "]>"> <!-- ]> ' --> <!ELEMENT a ANY>]>"#
    #expect(indented(type + "<a><b/></a>") == type + "\n<a>\n  <b/>\n</a>")
  }

  @Test(arguments: [
    "", "plain", "<", "<a", "<a>", "<a><b></a></b>", "</a>", "<a></ab>", "<a b></a>", "<a b=c></a>",
    "<a b='></a>",
    "<a><!-- </a>", "<a><![CDATA[</a>", "<?x", "<!DOCTYPE [", "x<a/>", "<a/>x", "<1/>", "<a/ >",
    "<!-- only -->",
    "<a b='1'c='2'/>", "<![CDATA[x]]><a/>",
  ])
  func whatIsNoXMLComesBackAsItIs(text: String) {
    #expect(indented(text) == text)
  }

  @Test func controlCharactersAreMadeVisible() {
    #expect(indented("<a><b>\u{1B}[31m</b></a>") == "<a>\n  <b>\\u001B[31m</b>\n</a>")
    #expect(indented("<a>\u{9B}") == "<a>\\u009B")
  }
}

/// The names of characters in HTML: those of HTML 4 and of ASCII punctuation.
package enum EntityNames {
  /// The scalar that `&name;` stands for.
  package static func scalar(of name: String) -> UInt32? { scalars[name] }

  /// The name by which writers such as PHP's `htmlentities` put a character of Latin-1.
  package static func latin1Name(of scalar: Unicode.Scalar) -> String? {
    (0xA0...0xFF).contains(scalar.value) ? latin1[Int(scalar.value) - 0xA0] : nil
  }

  /// Whether a name of XML or Latin-1 is read without `;` too, as older pages have it.
  package static func mayLackSemicolon(_ name: String) -> Bool {
    guard let scalar = scalars[name] else { return false }
    return (0xA0...0xFF).contains(scalar)
      || ["amp", "lt", "gt", "quot", "AMP", "LT", "GT", "QUOT"].contains(name)
  }

  private static let latin1 =
    """
    nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro
    para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil
    Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave
    Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml
    igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute
    thorn yuml
    """.split { $0 == " " || $0 == "\n" }.map(String.init)

  private static let punctuation: [(String, Unicode.Scalar)] = [
    ("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'"), ("AMP", "&"), ("LT", "<"),
    ("GT", ">"), ("QUOT", "\""), ("Tab", "\t"), ("NewLine", "\n"), ("excl", "!"), ("num", "#"),
    ("dollar", "$"), ("percnt", "%"), ("lpar", "("), ("rpar", ")"), ("ast", "*"), ("midast", "*"),
    ("plus", "+"), ("comma", ","), ("hyphen", "-"), ("period", "."), ("sol", "/"), ("colon", ":"),
    ("semi", ";"), ("equals", "="), ("quest", "?"), ("commat", "@"), ("lsqb", "["), ("lbrack", "["),
    ("bsol", "\\"), ("rsqb", "]"), ("rbrack", "]"), ("Hat", "^"), ("lowbar", "_"), ("grave", "`"),
    ("lcub", "{"), ("lbrace", "{"), ("verbar", "|"), ("vert", "|"), ("rcub", "}"), ("rbrace", "}"),
  ]

  private static let scalars: [String: UInt32] = {
    var scalars: [String: UInt32] = [:]
    for (name, scalar) in punctuation { scalars[name] = scalar.value }
    for (name, scalar) in symbols { scalars[name] = scalar }
    for (offset, name) in latin1.enumerated() { scalars[name] = UInt32(0xA0 + offset) }
    return scalars
  }()
}

/// An encoding in which a secret may stand in a text.
package enum SecretForm: String, CaseIterable, Sendable {
  case raw
  case percent
  case percentLowercase = "percent-lc"
  case component
  case componentLowercase = "component-lc"
  case form
  case formLowercase = "form-lc"
  /// As Go and Python write forms: `~` stays.
  case formTilde = "form-tilde"
  /// As PHP writes forms: `*` is escaped too.
  case formStrict = "form-strict"
  /// As .NET writes forms: `!*()` stay.
  case formMarks = "form-marks"
  case formMarksLowercase = "form-marks-lc"
  /// As Python writes paths: `/` stays.
  case path
  /// What is reserved in an address stays, as with `encodeURI`.
  case uri
  /// Every byte as `%XX`.
  case percentFull = "percent-full"
  case percentFullLowercase = "percent-full-lc"
  case json
  case jsonSlash = "json-slash"
  case jsonUnicode = "json-u"
  case jsonUnicodeUppercase = "json-uc"
  /// As PHP writes it: `\/`, and everything but ASCII as `\uXXXX`.
  case jsonSlashUnicode = "json-slash-u"
  /// As Go and Rails write it: `<`, `>` and `&` as `\uXXXX`.
  case jsonMarkup = "json-markup"
  /// As Gson writes it: also `=` and `'`.
  case jsonMarkupEquals = "json-markup-eq"
  /// As .NET writes it: everything that could matter in HTML or a URL, and all but ASCII.
  case jsonStrict = "json-strict"
  /// Every character as `\uXXXX`.
  case jsonFull = "json-full"
  case jsonFullUppercase = "json-full-uc"
  case xml
  /// XML text outside of attributes, where quotes stand as they are.
  case xmlText = "xml-text"
  case xmlNamed = "xml-apos"
  case xmlHexadecimal = "xml-hex"
  /// All but ASCII as `&#246;`.
  case xmlDecimal = "xml-dec"
  /// Characters of Latin-1 by their names.
  case html
  /// Every character as `&#97;`.
  case xmlFull = "xml-full"
  case xmlFullHexadecimal = "xml-full-hex"
  case xmlFullHexadecimalUppercase = "xml-full-hex-uc"
  /// Quoted-printable (RFC 2045), without line ends.
  case quoted
  /// Every byte as `=XX`.
  case quotedFull = "quoted-full"
  case base64
  case base64Unpadded = "base64-bare"
  case hex
  case hexUppercase = "hex-uc"
  case hexColon = "hex-colon"
  case hexColonUppercase = "hex-colon-uc"
  case hexBlank = "hex-blank"
  case hexBlankUppercase = "hex-blank-uc"
  case hexDash = "hex-dash"
  case hexDashUppercase = "hex-dash-uc"
  /// RFC 4648, section 5, without padding.
  case base64URL = "base64url"
  case base64URLPadded = "base64url-pad"
  /// Base64 of `identifier:value`, as in HTTP Basic (RFC 7617).
  case basic
  /// The same with both parts form-encoded first, as OAuth asks (RFC 6749, section 2.3.1).
  case basicForm = "basic-form"
  /// The same with both parts percent-encoded, a blank too.
  case basicPercent = "basic-percent"
  /// The bytes in other character sets, without a byte order mark.
  case utf16 = "utf-16le"
  case utf16BigEndian = "utf-16be"
  /// ISO 8859-1 too, which is a part of it.
  case windows1252 = "windows-1252"

  /// True for encodings that leave no character as it was; the others are found character by character.
  package var isWhole: Bool {
    switch self {
    case .base64, .base64Unpadded, .base64URL, .base64URLPadded, .basic, .basicForm, .basicPercent: true
    default: isHexadecimal
    }
  }

  /// True for the ways to write bytes as pairs of digits.
  var isHexadecimal: Bool {
    switch self {
    case .hex, .hexUppercase, .hexColon, .hexColonUppercase, .hexBlank, .hexBlankUppercase, .hexDash,
      .hexDashUppercase:
      true
    default: false
    }
  }

  /// True for another character set than UTF-8, whose bytes need not be UTF-8.
  package var isCharacterSet: Bool {
    switch self {
    case .utf16, .utf16BigEndian, .windows1252: true
    default: false
    }
  }

  /// The value in this encoding, where that is a text; `identifier` is the user or client name that goes with it.
  package func encode(_ value: String, identifier: String?) -> String? {
    encode(Array(value.utf8), identifier: identifier).flatMap { String(validating: $0, as: UTF8.self) }
  }
}

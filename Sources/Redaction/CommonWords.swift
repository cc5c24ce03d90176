/// Words that stand in texts of every kind, and would shred them if they were masked wherever they stand.
enum CommonWords {
  static func contains(_ value: String) -> Bool { words.contains(value.lowercased()) }

  private static let words = Set(
    """
    http https true false null none undefined void string number boolean object array integer float double
    name value type data date time text body code status state error errors message result results response request
    requests requestbody requestheaderslist requesterrordetails requestpayload header headers content length count
    total size page limit offset next first last item items list index path query method host port user users username
    login admin administrator root guest test tests testing demo example sample default public private secret password
    passwort passwd token access refresh bearer basic digest authorization auth oauth oauth2 client clientid
    clientsecret credentials grant_type password_grant api_key apikey accept charset utf-8 json html xml form
    application plain cookie cookies session connection keep-alive close gzip post head patch delete options localhost
    account customer order orders product service server email mail phone address street city country language
    version description title label domain active enabled disabled success failed failure created updated deleted
    this that with from have when where which after before yes okay change changeme
    onsuccess onerror ontimeout connection connectauth connectrequest template variable select case print
    statuscode statusdescription contenttype authbody authheaderslist autherrordetails authproxy requestproxy
    1234 12345 123456 0000 1111 2024 2025 2026 2027 8080 8000 8443 3000 5000
    """.split { $0 == " " || $0 == "\n" }.map(String.init))
}

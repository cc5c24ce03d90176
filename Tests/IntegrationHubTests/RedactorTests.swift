import IntegrationHub
import Testing

@Suite struct RedactorTests {
  private let reference = SecretReference(connection: "crm", name: "clientSecret")
  private let canary = "c4n/ary \"ö+&='<~\\"

  @Test(arguments: SecretForm.allCases) func masksEveryForm(form: SecretForm) throws {
    let redactor = Redactor()
    redactor.register(canary, as: reference, identifier: "demo")
    let encoded = try #require(form.encode(canary, identifier: "demo"))
    let redacted = redactor.redact("before \(encoded) after")
    #expect(!redacted.contains(encoded))
    #expect(redacted.hasPrefix("before ‹secret:crm/clientSecret"))
    #expect(redacted.hasSuffix("› after"))
  }

  @Test(arguments: SecretForm.allCases) func restoresTheExactBytes(form: SecretForm) throws {
    let redactor = Redactor()
    redactor.register(canary, as: reference, identifier: "demo")
    let encoded = try #require(form.encode(canary, identifier: "demo"))
    let text = "a \(encoded) b"
    #expect(redactor.restore(redactor.redact(text)) { _ in canary } == text)
  }

  @Test func escapesPlaceholdersThatStandInData() {
    let redactor = Redactor()
    let hostile = "x ‹secret:crm/clientSecret› ‹\\secret:y›"
    let stored = redactor.redact(hostile)
    #expect(stored == "x ‹\\secret:crm/clientSecret› ‹\\\\secret:y›")
    #expect(redactor.restore(stored) { _ in "VALUE" } == hostile)
  }

  @Test func referencesStandForThemselvesWithoutValues() {
    let redactor = Redactor()
    redactor.register(reference.placeholder, as: reference)
    let stored = "token=‹secret:crm/clientSecret#percent›"
    let restored = redactor.restore(stored) { _ in nil }
    #expect(restored == "token=%E2%80%B9secret%3Acrm%2FclientSecret%E2%80%BA")
    #expect(redactor.redact(restored) == stored)
    #expect(redactor.redact(reference.placeholder) == reference.placeholder)
  }

  @Test func leavesShortValuesAlone() {
    let redactor = Redactor()
    #expect(!redactor.register("abc", as: reference))
    #expect(redactor.redact("abcdef") == "abcdef")
  }

  @Test func prefersTheLongerOfTwoSecrets() {
    let redactor = Redactor()
    redactor.register("secret", as: reference)
    redactor.register("secret-long", as: SecretReference(connection: "crm", name: "long"))
    #expect(redactor.redact("secret-long secret") == "‹secret:crm/long› ‹secret:crm/clientSecret›")
  }

  @Test func namesWithMarksOfOursSurvive() {
    let odd = SecretReference(connection: "My/CRM #1›", name: "a\"b%2F")
    let redactor = Redactor()
    redactor.register("canary-value", as: odd)
    let stored = redactor.redact("x canary-value y")
    #expect(redactor.restore(stored) { $0 == odd ? "canary-value" : nil } == "x canary-value y")
  }
}

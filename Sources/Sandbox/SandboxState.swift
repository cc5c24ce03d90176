/// All that the service remembers; a new one is exactly as seeded.
struct SandboxState {
  var customers = CustomerSeed.store()
  var orders = OrderSeed.store()
  var standIns = StandInRecords()
  var tokens = TokenStore()
  /// Codes on their way through a browser, and devices that wait.
  var codes: [String: ConsentRoutes.Code] = [:]
  var devices: [String: ConsentRoutes.Device] = [:]
  /// How often each Digest nonce was used.
  var nonces: [String: Int] = [:]
  /// How often each flaky address was asked.
  var attempts: [String: Int] = [:]
  /// Milliseconds of a clock that only goes forward, as of the request being answered.
  var now = 0
}

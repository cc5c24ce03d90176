extension SessionSettings {
  /// A command that runs for each setting, by its name.
  package static let examples = [
    "limits": ":set limits studio",
    "expand-brackets": ":set expand-brackets off",
    "inherit-auth": ":set inherit-auth off",
    "asjson": ":set asjson strings\no = {\"n\": 1}\no.asjson()",
    "steps": ":set steps 1000000",
    "timezone": ":set timezone UTC\ndatefmt(#\"02/09/2023 14:30Z\", \"HH:mm K\")",
    "string-size": ":set limits studio\n:set string-size 4K",
    "body-limit": ":set body-limit 64K",
    "hidden": "card = \"4111-1111\"\n:set hidden card, cvv\n:vars",
    "highlight": ":set highlight off",
    "suggestions": ":set suggestions off",
    "pager": ":set pager off",
    "fold": ":set fold off",
    "system-variables": ":set system-variables on",
    "history": ":set history project",
    "colors": ":set colors off",
    "theme": ":set theme light",
  ]

  /// The settings' names, for tests.
  package static var names: [String] { entries.map(\.name) }
}

// swift-tools-version:6.2
import PackageDescription

/// Every target of ours: Swift 6 mode, explicit imports, and warnings that stop the build.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["TestSupport"], path: "Tests/\(name)",
    swiftSettings: strict)
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")

let package = Package(
  name: "patchbay",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "patchbay", targets: ["patchbay"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [
    room("JSON"),
    room("Patterns"),
    room("JSONPath", ["JSON", "Patterns"]),
    room("Encodings"),
    room("JSONSchema", ["JSON", "Patterns", "Encodings"]),
    room("TextLayout", ["JSON", "Encodings"]),
    room("SnippetSyntax", ["TextLayout"]),
    room("SnippetRuntime", ["SnippetSyntax", "JSON", "Encodings", crypto]),
    room("Redaction", ["JSON", "Encodings"]),
    room("IntegrationHub", ["JSON", "Encodings", "HTTPExchange", "Redaction", crypto, cryptoExtras]),
    room("HTTPExchange", ["CCurl", "Encodings", crypto]),
    room("Transcripts", ["JSON", "Encodings", "Patterns"]),
    room("Notebooks", ["JSON", "Transcripts"]),
    room("WebPages", ["JSON", "Encodings", "SnippetSyntax", "TextLayout", "Transcripts", crypto]),
    room("Reports", ["JSON", "TextLayout", "Transcripts"]),
    room("Vault", [crypto, cryptoExtras]),
    room(
      "Shell",
      [
        "JSON", "JSONPath", "JSONSchema", "Encodings", "SnippetSyntax", "SnippetRuntime", "IntegrationHub",
        "HTTPExchange", "Redaction", "Reports", "TextLayout", "Transcripts", "Vault", "CProcess", crypto,
      ]),
    room("Sandbox", ["JSON", "Encodings", nioCore, nioPosix, nioHTTP1, crypto, cryptoExtras]),
    room("Terminal", ["Shell", "SnippetSyntax", "TextLayout", "CLibedit"]),
    room(
      "CommandLineTool",
      [
        "Shell", "Terminal", "Reports", "Sandbox", "JSON", "Notebooks", "SnippetRuntime", "SnippetSyntax",
        "HTTPExchange",
        "TextLayout", "Transcripts", "Vault", "WebPages", argumentParser,
      ]),
    .systemLibrary(
      name: "CLibedit", pkgConfig: "libedit",
      providers: [.apt(["libedit-dev"]), .brew(["libedit"])]),
    .systemLibrary(name: "CProcess"),
    .target(name: "CCurl", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .executableTarget(name: "patchbay", dependencies: ["CommandLineTool"], swiftSettings: strict),
    .executableTarget(
      name: "redaction-benchmark", dependencies: ["Redaction", "Encodings"],
      path: "Benchmarks/redaction",
      swiftSettings: strict),
    .executableTarget(
      name: "exchange-benchmark", dependencies: ["HTTPExchange"], path: "Benchmarks/exchange",
      swiftSettings: strict),

    .target(
      name: "TestSupport", dependencies: ["HTTPExchange"], path: "Tests/TestSupport", swiftSettings: strict),
    .target(
      name: "RedactionSupport", dependencies: ["Redaction", "Encodings"], path: "Tests/RedactionSupport",
      swiftSettings: strict),
    .target(
      name: "FuzzTargets",
      dependencies: [
        "SnippetRuntime", "SnippetSyntax", "JSON", "JSONPath", "JSONSchema", "Redaction", "RedactionSupport",
        "Transcripts", "Vault",
        crypto,
      ],
      path: "Tests/Fuzz/Targets", swiftSettings: strict),
    tests("JSONTests", ["JSON"]),
    tests("JSONPathTests", ["JSONPath", "JSON"]),
    tests("JSONSchemaTests", ["JSONSchema", "JSON"]),
    tests("EncodingsTests", ["Encodings"]),
    tests("TextLayoutTests", ["TextLayout", "JSON"]),
    tests("SnippetSyntaxTests", ["SnippetSyntax", "TextLayout"]),
    tests("SnippetRuntimeTests", ["SnippetRuntime", "SnippetSyntax", "JSON", "FuzzTargets"]),
    tests("HTTPExchangeTests", ["HTTPExchange", "Sandbox"]),
    tests("RedactionTests", ["Redaction", "RedactionSupport", "JSON", "Encodings"]),
    tests(
      "IntegrationHubTests",
      ["IntegrationHub", "Redaction", "HTTPExchange", "JSON", "Encodings", crypto, cryptoExtras]),
    tests("TranscriptsTests", ["Transcripts", "JSON", "JSONSchema"]),
    tests("ReportsTests", ["Reports", "TextLayout", "Transcripts", "JSON"]),
    tests("NotebooksTests", ["Notebooks", "Transcripts", "JSON"]),
    tests(
      "WebPagesTests",
      ["WebPages", "Transcripts", "SnippetSyntax", "TextLayout", "JSON", "Encodings", crypto]),
    tests("VaultTests", ["Vault", crypto]),
    tests("SandboxTests", ["Sandbox", "JSON", "Encodings", crypto]),
    tests(
      "ShellTests",
      [
        "Shell", "JSON", "Encodings", "HTTPExchange", "IntegrationHub", "Redaction", "SnippetRuntime",
        "SnippetSyntax", "TextLayout",
        "Transcripts",
        "Vault",
      ]),
    tests("TerminalTests", ["Terminal", "Shell"]),
    tests("EndToEndTests", ["Shell", "SnippetRuntime", "JSON", "JSONSchema", "Encodings", "Sandbox"]),
    .testTarget(
      name: "RealServerTests", dependencies: ["JSON", "Encodings", "TestSupport"],
      path: "Tests/RealServers/Suites", swiftSettings: strict),
    .testTarget(
      name: "ReaderTests",
      dependencies: [
        "Transcripts", "Notebooks", "WebPages", "Reports", "SnippetSyntax", "TextLayout", "JSON",
        "TestSupport",
      ],
      path: "Tests/Readers/Suites", swiftSettings: strict),
    .testTarget(
      name: "ScreenTests", dependencies: ["JSON", "TestSupport"], path: "Tests/Screens/Suites",
      swiftSettings: strict),
    .testTarget(
      name: "ConformanceTests",
      dependencies: [
        "Shell", "SnippetRuntime", "SnippetSyntax", "HTTPExchange", "JSON", "Vault", "TestSupport",
      ],
      path: "Tests/Conformance", exclude: ["README.md", "diagnostics", "json", "rules", "samples"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0

import Foundation
import PackageDescription

/// Settings every Swift target shares: strict imports, explicit existentials, no warnings.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

/// Numeric modules are optimized in debug builds too: their tests train models.
let numeric: [SwiftSetting] = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// A library target in `Sources/<name>` with the shared settings.
func module(_ name: String, _ dependencies: [Target.Dependency], _ settings: [SwiftSetting])
  -> Target
{
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// A test target in `Tests/<name>Tests` that sees the module, what it stands on, and TestSupport.
func suite(_ name: String, _ others: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.byName(name: name), "TestSupport"] + others,
    exclude: data(of: "\(name)Tests"),
    swiftSettings: strict)
}

/// The folders of a suite that hold data; tests read them by path, so nothing is copied.
func data(of suite: String) -> [String] {
  ["Oracles", "Golden"].filter {
    FileManager.default.fileExists(atPath: "\(Context.packageDirectory)/Tests/\(suite)/\($0)")
  }
}

let package = Package(
  name: "palimpsest",
  products: [
    .executable(name: "palimpsest", targets: ["PalimpsestCLI"]),
    // For the benchmarks' nested package, and for programs that embed the toolkit.
    .library(
      name: "Palimpsest",
      targets: [
        "Compute", "Statistics", "ConfigurationFiles", "Evidence", "Corpora", "Recommenders",
        "LanguageModels", "PersonalData", "Learners", "Attacks", "Unlearning", "Audits",
        "Reports",
      ]),
  ],
  dependencies: [
    // The command line: parsing, help, completion, exit code 64 on usage errors.
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    // YAML 1.1 events with line and column; `ConfigurationFiles` makes it strict.
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    // log-gamma and erf without Foundation; `Compute` wraps them.
    .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
    // The web server of `Servers`: without its traits it builds in a third of the time. Its graph
    // names swift-configuration, built or not, so no module of ours can be called `Configuration`.
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
    // What Hummingbird stands on and `Servers` names: buffers, headers, and a log that goes nowhere.
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0", traits: []),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
  ],
  targets: [
    // Floor 0
    .target(
      name: "CKernels",
      cSettings: [
        .unsafeFlags(["-O3", "-ffp-contract=off", "-Wall", "-Werror"])
      ]),
    .systemLibrary(
      name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CDivSufSort", providers: [.apt(["libdivsufsort-dev"])]),
    // The system's libcurl (libcurl4-openssl-dev), for `LanguageModels/Remote`: it hands over an
    // answer piece by piece, so that one without end can be refused. FoundationNetworking keeps
    // headers and the bodies of redirects without limit. A target and not a system library, since
    // its calls take variable arguments, which Swift cannot pass.
    .target(
      name: "CCurl", cSettings: [.unsafeFlags(["-Wall", "-Werror"])],
      linkerSettings: [.linkedLibrary("curl")]),
    // Floor 1
    module(
      "Compute",
      ["CKernels", "CZlib", .product(name: "RealModule", package: "swift-numerics")], numeric),
    // Floor 2
    module("Statistics", ["Compute"], numeric),
    module("ConfigurationFiles", [.product(name: "Yams", package: "Yams")], strict),
    // Floor 3
    module("Evidence", ["COpenSSL"], strict),
    // Floor 4
    module("Corpora", ["Evidence", "ConfigurationFiles", "Statistics", "Compute"], numeric),
    module("Recommenders", ["Compute", "Statistics", "Evidence"], numeric),
    module(
      "LanguageModels",
      ["CKernels", "CCurl", "ConfigurationFiles", "Evidence", "Statistics", "Compute"], numeric),
    module("PersonalData", [], numeric),
    module("Learners", ["Statistics", "Compute"], numeric),
    // Floor 5
    module(
      "Attacks",
      [
        "Corpora", "LanguageModels", "Recommenders", "Learners", "Evidence", "Statistics",
        "Compute", "CKernels", "CDivSufSort",
      ], numeric),
    module("Unlearning", ["Recommenders", "Statistics", "Compute"], numeric),
    // Floor 6
    module(
      "Audits",
      [
        "Attacks", "Unlearning", "Learners", "Recommenders", "LanguageModels", "Corpora",
        "Evidence",
        "ConfigurationFiles", "Statistics", "Compute",
      ], numeric),
    // Floor 7
    module("Reports", ["Evidence"], strict),
    // Floor 8
    module(
      "Servers",
      [
        "LanguageModels", "Evidence", .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
      ], strict),
    // Floor 9
    .executableTarget(
      name: "PalimpsestCLI",
      dependencies: [
        "Servers", "Audits", "Reports", "Evidence", "Recommenders", "LanguageModels", "Unlearning",
        "Attacks", "Corpora", "Statistics", "ConfigurationFiles", "Compute",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    // Tests
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(
      name: "TestSupportTests", dependencies: ["TestSupport"],
      exclude: data(of: "TestSupportTests"), swiftSettings: strict),
    .testTarget(
      name: "ArchitectureTests", dependencies: ["TestSupport"], swiftSettings: strict),
    suite(
      "Audits",
      [
        "Attacks", "Unlearning", "Recommenders", "LanguageModels", "Corpora", "Reports", "Evidence",
        "ConfigurationFiles", "Compute",
      ]),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["PalimpsestCLI", "TestSupport", "Recommenders", "Evidence"],
      exclude: data(of: "EndToEndTests"), swiftSettings: strict),
    suite("Compute", ["CKernels"]),
    suite("ConfigurationFiles"),
    suite("Evidence"),
    suite("Statistics", ["Compute"]),
    suite(
      "Corpora",
      ["Recommenders", "Evidence", "ConfigurationFiles", "Statistics", "Compute"]),
    suite("Unlearning", ["Recommenders", "Corpora", "Compute"]),
    suite(
      "Attacks",
      [
        "Recommenders", "LanguageModels", "Learners", "Corpora", "Statistics", "Evidence",
        "Compute", "CDivSufSort",
      ]),
    suite("Learners", ["Statistics", "Compute"]),
    suite("PersonalData", ["Compute"]),
    suite("Recommenders", ["Evidence", "Compute"]),
    suite("LanguageModels", ["Evidence", "Statistics", "Compute", "CKernels"]),
    suite("Reports", ["Evidence"]),
    suite(
      "Servers",
      [
        "LanguageModels", "Evidence", "Compute",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
      ]),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .gnu17
)

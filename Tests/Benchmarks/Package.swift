// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

let package = Package(
  name: "palimpsest-benchmarks",
  products: [.executable(name: "palimpsest-bench", targets: ["PalimpsestBench"])],
  dependencies: [.package(name: "palimpsest", path: "../..")],
  targets: [
    .executableTarget(
      name: "PalimpsestBench",
      dependencies: [.product(name: "Palimpsest", package: "palimpsest")],
      path: "Sources",
      swiftSettings: [.treatAllWarnings(as: .error)])
  ],
  swiftLanguageModes: [.v6]
)

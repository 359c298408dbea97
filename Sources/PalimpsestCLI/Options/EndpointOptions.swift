// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// What reaching an endpoint needs.
struct EndpointOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A host besides this machine that texts may be sent to. Repeatable.",
      valueName: "host"))
  var allowHost: [String] = []

  @Option(
    name: .customLong("model"),
    help: ArgumentHelp("The model's name at an endpoint that has several.", valueName: "name"))
  var name: String?
}

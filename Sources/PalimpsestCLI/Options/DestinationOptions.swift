// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits

/// Where a model is written.
struct DestinationOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where the model goes; its lineage record is put beside.", valueName: "path")
  )
  var out: String

  @Flag(help: "Replace what stands there.")
  var force = false

  /// The place.
  var output: ModelOutput { ModelOutput(path: out, isReplacing: force) }
}

// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Evidence

/// Which run is meant: `latest`, a name, the beginning of one, or a path.
struct RunOptions: ParsableArguments {
  @Argument(help: "The run: latest, its name, the beginning of its name, or its path.")
  var run: String

  @Option(help: ArgumentHelp("The folder that runs stand in.", valueName: "folder"))
  var runsFolder = "runs"

  /// The finished run.
  func bundle() throws -> RunBundle {
    try RunBundle(at: RunIndex(folder: runsFolder).resolve(run))
  }
}

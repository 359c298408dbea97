// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `palimpsest corpus`.
struct CorpusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corpus",
    abstract: "Make synthetic corpora whose truth is known, and work with them.",
    subcommands: [
      CorpusGenerateCommand.self, CorpusJoinCommand.self, CorpusInspectCommand.self,
      CorpusVerifyCommand.self, CorpusSplitCommand.self, CorpusExportCommand.self,
    ])
}

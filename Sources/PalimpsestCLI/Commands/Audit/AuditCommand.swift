// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `palimpsest audit`.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Attack a model and judge what can still be read in it.",
    subcommands: [
      AuditRecommenderCommand.self, AuditModelCommand.self, AuditCorpusCommand.self,
      AuditTextsCommand.self, AuditResumeCommand.self,
    ])
}

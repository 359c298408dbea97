// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Evidence
import Foundation

/// One audit from its first unit to the printed verdict, with what it needs from outside.
struct AuditSession {
  /// What is said while it lasts.
  enum Progress: String, CaseIterable, ExpressibleByArgument {
    case plain
    case none
  }

  let jobs: Int
  let progress: Progress
  let output: OutputOptions
  let isExitZero: Bool

  private var isSpeaking: Bool { progress == .plain && !output.quiet }

  /// Begins a run and carries it through.
  func start(_ audit: any RunnableAudit, at path: String, isReplacing: Bool) async throws {
    try show(await carryOut(audit, at: path, isReplacing: isReplacing))
  }

  /// Goes on with a run; a finished one is shown again.
  func resume(at path: String) async throws {
    let store = try RunStore.open(at: path)
    guard !store.wasFinished, let details = store.details else {
      return try show(try RunBundle(at: path))
    }
    let audit = try await AuditSession.audit(resuming: details, jobs: jobs)
    try store.require(plan: audit.plan)
    try show(await finish(audit, in: store, isBegun: false))
  }

  /// The audit that an unfinished run is of.
  private static func audit(
    resuming details: JSONValue, jobs: Int
  ) async throws -> any RunnableAudit {
    if details["kind"]?.text == LanguageModelAuditJob.kind {
      return try await AuditModelCommand.audit(LanguageModelAuditJob(resuming: details), jobs: jobs)
    }
    if details["kind"]?.text == CorpusAuditJob.kind {
      return try CorpusAudit(CorpusAuditJob(resuming: details))
    }
    if details["kind"]?.text == AttributeAuditJob.kind {
      return try AttributeAudit(AttributeAuditJob(resuming: details), resuming: details)
    }
    return try RecommenderAudit(RecommenderAuditJob(resuming: details), resuming: details)
  }

  /// Begins a run and returns its bundle without printing the outcome.
  func carryOut(
    _ audit: any RunnableAudit, at path: String, isReplacing: Bool
  ) async throws -> RunBundle {
    let store = try RunStore.create(
      at: path, plan: audit.plan, subjectKey: audit.subjectKey,
      details: audit.details { URL(fileURLWithPath: $0).standardizedFileURL.path },
      inputs: audit.inputs, force: isReplacing)
    return try await finish(audit, in: store, isBegun: true)
  }

  /// Carries a run through; where that fails, nothing stays that could not be resumed.
  private func finish(
    _ audit: any RunnableAudit, in store: RunStore, isBegun: Bool
  ) async throws -> RunBundle {
    do {
      return try await carryThrough(audit, in: store)
    } catch {
      throw settle(AuditError(any: error), store, isBegun: isBegun)
    }
  }

  /// What becomes of a run that failed: it is kept where it can go on, else removed or given up.
  private func settle(_ error: AuditError, _ store: RunStore, isBegun: Bool) -> AuditError {
    switch error.category {
    case .unfinished, .tampered: return error
    case .inputOutput, .missing:
      return error.advising("Then go on with: palimpsest audit resume \(store.path)")
    case .usage, .badData, .configuration, .unexpected:
      // Units that another process completed are not this one's to remove.
      if isBegun && (try? store.discard()) != nil { return error }
      return error.advising("The run '\(store.path)' cannot be finished; begin another.")
    }
  }

  private func carryThrough(
    _ audit: any RunnableAudit, in store: RunStore
  ) async throws -> RunBundle {
    if isSpeaking { Console.note("run: \(store.path)\n") }
    Interruption.watch()
    let started = Machine.now
    let isSpeaking = self.isSpeaking
    let document = try await audit.document(in: store, jobs: jobs) { unit, done, all in
      if isSpeaking { Console.note("  \(done)/\(all) \(unit)\n") }
    }
    let volatile = VolatileRecord(
      started: started, finished: Machine.now, host: Machine.facts(jobs: jobs))
    return try store.finish(
      document: document, report: ReportPage.bytes(of: document), volatile: volatile)
  }

  private func show(_ bundle: RunBundle) throws {
    let document = try bundle.document()
    if output.json {
      try Console.write(document.json(bundle: bundle.path))
    } else {
      try Console.write(AuditLines.text(document, bundle: bundle.path, isVerbose: output.verbose))
    }
    try ExitStatus.leave(with: document.verdict, isExitZero: isExitZero)
  }
}

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
  func start(_ audit: RecommenderAudit, at path: String, isReplacing: Bool) throws {
    try show(carryOut(audit, at: path, isReplacing: isReplacing))
  }

  /// Goes on with a run; a finished one is shown again.
  func resume(at path: String) throws {
    let store = try RunStore.open(at: path)
    guard !store.wasFinished, let details = store.details else {
      return try show(try RunBundle(at: path))
    }
    let job = try RecommenderAuditJob(resuming: details)
    let audit = try RecommenderAudit(job, resuming: details)
    try store.require(plan: audit.plan)
    try show(finish(audit, in: store, isBegun: false))
  }

  /// Begins a run and returns its bundle without printing the outcome.
  func carryOut(_ audit: RecommenderAudit, at path: String, isReplacing: Bool) throws -> RunBundle {
    let store = try RunStore.create(
      at: path, plan: audit.plan, subjectKey: audit.subjectKey,
      details: audit.details { URL(fileURLWithPath: $0).standardizedFileURL.path },
      inputs: audit.job.inputs, force: isReplacing)
    return try finish(audit, in: store, isBegun: true)
  }

  /// Carries a run through; where that fails, nothing stays that could not be resumed.
  private func finish(_ audit: RecommenderAudit, in store: RunStore, isBegun: Bool) throws
    -> RunBundle
  {
    do {
      return try carryThrough(audit, in: store)
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

  private func carryThrough(_ audit: RecommenderAudit, in store: RunStore) throws -> RunBundle {
    if isSpeaking { Console.note("run: \(store.path)\n") }
    Interruption.watch()
    let started = Machine.now
    let isSpeaking = self.isSpeaking
    let surroundings = RecommenderAudit.Surroundings(
      jobs: jobs, processorClock: { Machine.threadSeconds },
      progress: { unit, done, all in
        if isSpeaking { Console.note("  \(done)/\(all) \(unit)\n") }
      },
      isCancelled: { Interruption.isRequested })
    let document = try audit.run(in: store, surroundings)
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

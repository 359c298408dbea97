// SPDX-License-Identifier: Apache-2.0

internal import Compute
internal import Evidence

extension CorpusError {
  /// Families of failures; the command line maps each to one exit code.
  public enum Category: String, Sendable, CaseIterable {
    /// Asked for something that cannot be asked (64).
    case usage
    /// Input whose content is not acceptable (65).
    case badData = "bad-data"
    /// Input that is not there (66).
    case missing
    /// Reading or writing failed, or output exists already (74).
    case inputOutput = "input-output"
    /// Recorded bytes do not match (12).
    case tampered
    /// Stopped before the end, and resumable (75).
    case unfinished
    /// A recipe, lexicon or grammar is not acceptable (78).
    case configuration
    /// A defect or a failing library (1).
    case unexpected
  }

  /// Which family of exit codes the failure belongs to.
  public var category: Category {
    switch code {
    case .unusableShard, .unknownSet, .outputInCorpus: .usage
    case .noCorpus, .unknownSchema, .malformedLine, .nonMember, .missingDocument, .unfitParts,
      .unreadableAuthors:
      .badData
    case .missingCorpus: .missing
    case .outputExists, .foreignFolder, .otherPartial, .corpusBusy, .refusedByDisk: .inputOutput
    case .changedCorpus: .tampered
    case .stoppedWriting: .unfinished
    case .failedLibrary: .unexpected
    default: .configuration
    }
  }

  /// Keeps what the evidence module said about a file.
  init(_ error: EvidenceError) {
    let code: Code =
      switch error.category {
      case .missing: .missingCorpus
      case .inputOutput: .refusedByDisk
      case .badData: error.code == .unknownSchema ? .unknownSchema : .noCorpus
      case .tampered: .changedCorpus
      case .usage, .unfinished, .unexpected: .failedLibrary
      }
    self.init(code, error.message, remedy: error.remedy)
  }

  /// Keeps what zlib said about a file.
  init(_ error: ComputeError, in path: String) {
    self.init(
      error.code == "CMP001" ? .noCorpus : .failedLibrary, "'\(path)': \(error.message)",
      remedy: error.remedy, cause: error.cause)
  }
}

/// Runs a step on files and words its failures as the corpora's.
func onDisk<Result: ~Copyable>(_ step: () throws(EvidenceError) -> Result) throws(CorpusError)
  -> Result
{
  do throws(EvidenceError) {
    return try step()
  } catch {
    throw CorpusError(error)
  }
}

// SPDX-License-Identifier: Apache-2.0

/// The identifiers of the frozen document forms described in docs/schemas.
public enum Schema {
  /// What `--json` prints for an audit.
  public static let audit = "palimpsest.audit/1"
  /// A bundle's manifest.json.
  public static let manifest = "palimpsest.manifest/1"
  /// A bundle's measures.json.
  public static let measures = "palimpsest.measures/1"
  /// A bundle's series.json.
  public static let series = "palimpsest.series/1"
  /// A bundle's volatile.json.
  public static let volatile = "palimpsest.volatile/1"
  /// A bundle's private.json.
  public static let privateRecord = "palimpsest.private/1"
  /// A lineage record.
  public static let lineage = "palimpsest.lineage/1"
  /// What `--json` prints for a command that is no audit.
  public static let result = "palimpsest.result/1"
  /// What `--json` prints for a list of runs.
  public static let runs = "palimpsest.runs/1"
  /// What `--json` prints for a gate.
  public static let gate = "palimpsest.gate/1"

  /// A corpus's manifest.json.
  public static let corpus = "palimpsest.corpus/1"
  /// The checkpoint of a corpus that is being written.
  public static let corpusCheckpoint = "palimpsest.corpus-checkpoint/1"
  /// What `--json` prints for the verification of a corpus.
  public static let corpusVerification = "palimpsest.corpus-verification/1"

  /// What `--json` prints for the score of a text.
  public static let score = "palimpsest.score/1"
  /// What `--json` prints for a text that a model wrote.
  public static let generation = "palimpsest.generation/1"

  /// Every form that this version writes, in the order of names.
  public static let all = [
    audit, corpus, corpusCheckpoint, corpusVerification, gate, generation, lineage, manifest,
    measures, privateRecord, result, runs, score, series, volatile,
  ]
}

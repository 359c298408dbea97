// SPDX-License-Identifier: Apache-2.0

/// Something that happened in a life, on a day.
public struct LifeStep: Sendable {
  /// What kinds of things happen; the case's name in hyphens is the name in files.
  public enum Kind: UInt8, CaseIterable, Sendable {
    case birth
    case schoolStart
    case graduation
    case move
    case jobStart
    case jobEnd
    case retirement
    case wedding
    case childBirth
    case divorce
    case spouseDeath

    /// The name in files, such as `job-start`.
    public var name: String { CaseName.hyphenated("\(self)") }
  }

  /// What kind of event it is.
  public var kind: Kind
  /// Which of its kind: the place of the job, child or study among the person's.
  public var number: UInt8 = 0
  /// When it happened or began.
  public var date: CivilDate
  /// When it ended, for what lasts and has ended.
  public var end: CivilDate?
}

// SPDX-License-Identifier: Apache-2.0

/// Job titles with what they ask for and pay; those of an occupation group stand together.
public struct JobTable: Sendable {
  /// The titles, in small letters.
  public let titles: TextPool
  /// The titles of each group, by the codes of `Facet.occupation`; empty for `none`.
  public let jobsOfGroup: [Range<Int>]
  /// The group of each job: a code of `Facet.occupation`.
  public let groups: [UInt8]
  /// The tier of each job: 1 elementary, 2 skilled, 3 professional, 4 management, 5 top.
  public let tiers: [UInt8]
  /// The least education of each job: a code of `Facet.education`.
  public let minimumEducation: [UInt8]
  /// The least age of each job.
  public let minimumAges: [UInt8]
  /// The lowest usual pay of each job in thousands of US dollars a year.
  public let lowestPay: [UInt16]
  /// The highest usual pay of each job in thousands of US dollars a year.
  public let highestPay: [UInt16]
  /// The industry of each job: a position in `industries`.
  public let industryOfJob: [UInt8]
  /// The names of the industries.
  public let industries: TextPool

  /// The number of jobs.
  public var count: Int { titles.count }

  /// Whether somebody of this education and age can have a job.
  @inline(__always)
  public func isOpen(_ job: Int, education: Int, age: Int) -> Bool {
    education >= Int(minimumEducation[job]) && age >= Int(minimumAges[job])
  }

  /// Returns the job of a group that a uniform word stands for, without regard to requirements.
  @inline(__always)
  public func job(for word: UInt64, inGroup group: Int) -> Int {
    titles.index(for: word, in: jobsOfGroup[group])
  }

  /// Returns the job of a group that a word stands for, among those open to somebody.
  ///
  /// - Parameters:
  ///   - word: Sixty-four random bits.
  ///   - group: A code of `Facet.occupation`.
  ///   - education: A code of `Facet.education`.
  ///   - age: The age in years.
  /// - Returns: A job, in proportion to the weights of those open; nil if none is.
  public func job(for word: UInt64, inGroup group: Int, education: Int, age: Int) -> Int? {
    var total: UInt64 = 0
    for job in jobsOfGroup[group] where isOpen(job, education: education, age: age) {
      total &+= UInt64(titles.weights[job])
    }
    if total == 0 { return nil }
    var left = word.multipliedFullWidth(by: total).high
    for job in jobsOfGroup[group] where isOpen(job, education: education, age: age) {
      let weight = UInt64(titles.weights[job])
      if left < weight { return job }
      left &-= weight
    }
    return nil
  }
}

// SPDX-License-Identifier: Apache-2.0

/// Which jobs are open to people of an education and age, and how often they have them.
///
/// A job's weight counts in full up to two steps of education above what it asks for, a fifth at
/// three or four and a hundredth beyond: PANORAMA's penalty. A group's weight is the sum of those of
/// its jobs, so that drawing the group first and a job in it later gives the jobs' own weights.
struct JobOpenings: Sendable {
  private static let groupCount = 11
  private static let ages = 18...40
  private static let educationCount = 7

  private let jobCount: Int
  private let jobsOfGroup: [Range<Int>]
  /// Running sums over groups, and over the jobs of each group, in a row for each education and age.
  private let groupSums: [UInt32]
  private let jobSums: [UInt32]

  init(_ jobs: JobTable) {
    jobCount = jobs.count
    jobsOfGroup = Array(jobs.jobsOfGroup.prefix(JobOpenings.groupCount))
    var (groupSums, jobSums): ([UInt32], [UInt32]) = ([], [])
    for education in 0..<JobOpenings.educationCount {
      for age in JobOpenings.ages {
        let first = jobSums.count
        jobSums += Array(repeating: 0, count: jobs.count)
        var all: UInt32 = 0
        for group in jobsOfGroup {
          var sum: UInt32 = 0
          for job in group {
            sum += JobOpenings.weight(of: job, education, age, jobs)
            jobSums[first + job] = sum
          }
          all += sum
          groupSums.append(all)
        }
        precondition(all > 0, "some job is open to everybody")
      }
    }
    self.groupSums = groupSums
    self.jobSums = jobSums
  }

  private static func weight(
    of job: Int, _ education: Int, _ age: Int, _ jobs: JobTable
  ) -> UInt32 {
    guard jobs.isOpen(job, education: education, age: age) else { return 0 }
    let gap = education - Int(jobs.minimumEducation[job])
    return jobs.titles.weights[job] * (gap < 3 ? 100 : gap < 5 ? 20 : 1)
  }

  @inline(__always)
  private static func row(_ education: EducationLevel, _ age: Int) -> Int {
    let place = min(max(age, ages.lowerBound), ages.upperBound) &- ages.lowerBound
    return Int(education.category) &* ages.count &+ place
  }

  /// Draws a group of occupations.
  @inline(__always)
  func group(_ education: EducationLevel, age: Int, _ draws: inout DrawStream) -> Int {
    let start = JobOpenings.row(education, age) &* JobOpenings.groupCount
    return draws.pick(sums: groupSums, in: start..<start &+ JobOpenings.groupCount) &- start
  }

  /// Draws a job of a group; nil if none of the group is open.
  @inline(__always)
  func job(
    ofGroup group: Int, _ education: EducationLevel, age: Int, _ draws: inout DrawStream
  ) -> UInt16? {
    let start = JobOpenings.row(education, age) &* jobCount
    let jobs = jobsOfGroup[group]
    guard jobSums[start &+ jobs.upperBound &- 1] > 0 else { return nil }
    let place = draws.pick(
      sums: jobSums, in: start &+ jobs.lowerBound..<start &+ jobs.upperBound)
    return UInt16(truncatingIfNeeded: place &- start)
  }

  /// The age by which jobs are open to a band: a year below its end, so that there is time to begin.
  static func age(ofBand band: Int) -> Int { Int(AgeBands.high[band]) - 1 }
}

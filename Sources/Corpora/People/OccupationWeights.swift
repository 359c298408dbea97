// SPDX-License-Identifier: Apache-2.0

/// How often people of an education and age band work in each group of occupations.
///
/// The weight of a group is the sum of those of its jobs that are open to them, so that drawing the
/// group first and a job in it later gives the jobs' own weights.
struct OccupationWeights {
  private static let groupCount = 11
  /// The age bands, and one more row for people of 18.
  private static let bandCount = 7
  /// The row of jobs that are open from 18 on.
  static let beginners = 6
  private let sums: [UInt32]

  /// Adds up the jobs' weights.
  init(_ jobs: JobTable) {
    var sums: [UInt32] = []
    for education in 0..<Facet.education.categories.count {
      for band in 0..<OccupationWeights.bandCount {
        var total: UInt32 = 0
        for group in 0..<OccupationWeights.groupCount {
          for job in jobs.jobsOfGroup[group] {
            let weight = OccupationWeights.weight(of: job, education, band, jobs)
            total += weight
          }
          sums.append(total)
        }
        precondition(total > 0, "some job is open to everybody")
      }
    }
    self.sums = sums
  }

  /// Draws a group.
  @inline(__always)
  func pick(_ education: Int, band: Int, _ draws: inout DrawStream) -> Int {
    let row = education &* OccupationWeights.bandCount &+ band
    let start = row &* OccupationWeights.groupCount
    return draws.pick(sums: sums, in: start..<start &+ OccupationWeights.groupCount) &- start
  }

  private static func weight(
    of job: Int, _ education: Int, _ band: Int, _ jobs: JobTable
  ) -> UInt32 {
    let age = OccupationWeights.age(ofBand: band)
    return jobs.isOpen(job, education: education, age: age) ? jobs.titles.weights[job] : 0
  }

  /// The age by which jobs are open to a band: a year below its end, so that there is time to begin.
  static func age(ofBand band: Int) -> Int {
    band == beginners ? 18 : Int(AgeBands.high[band]) - 1
  }
}

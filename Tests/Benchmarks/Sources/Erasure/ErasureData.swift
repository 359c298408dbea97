// SPDX-License-Identifier: Apache-2.0

import Audits
import Compute
import Corpora
import Foundation
import Recommenders

/// The interactions that erasure benches work on.
struct ErasureData {
  let name: String
  let interactions: Interactions

  /// MovieLens 100K where `PALIMPSEST_ML100K` names its file or folder, else synthetic interactions.
  static func load() throws -> ErasureData {
    guard let path = ProcessInfo.processInfo.environment["PALIMPSEST_ML100K"] else {
      print("PALIMPSEST_ML100K is not set: synthetic interactions stand in for MovieLens 100K.")
      return try synthetic(SyntheticInteractionPlan(), name: "synthetic")
    }
    let source = InteractionSource(path: try file(at: path))
    return ErasureData(name: "MovieLens 100K", interactions: try source.open().interactions)
  }

  /// Synthetic interactions as many and as unequal as MovieLens 1M's: 6,040 users.
  static func large() throws -> ErasureData {
    var plan = SyntheticInteractionPlan()
    plan.userCount = 6040
    plan.itemCount = 3700
    plan.meanPickCount = 165
    return try synthetic(plan, name: "synthetic, 6,040 users")
  }

  private static func synthetic(_ plan: SyntheticInteractionPlan, name: String) throws
    -> ErasureData
  {
    let drawn = try SyntheticInteractions(plan, seed: Seed(1), jobs: 2)
    return ErasureData(name: name, interactions: Interactions(pairs: drawn.rows))
  }

  private static func file(at path: String) throws -> String {
    for name in ["", "/ml-100k.inter", "/u.data"] {
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: path + name, isDirectory: &isFolder)
      if exists && !isFolder.boolValue { return path + name }
    }
    throw BenchError("PALIMPSEST_ML100K names neither ml-100k.inter nor u.data nor their folder")
  }
}

/// Processor seconds of the calling thread.
func threadSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import TestSupport
import Testing

@Suite struct KilledRunTests {
  /// A process records units until it is killed while one of its threads still writes.
  @Test func aKilledProcessLeavesItsLockAndEveryConfirmedUnit() async throws {
    try await TemporaryFolder.with { folder in
      let path = folder.path("run")
      await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
        let run = try SampleRun.begin(at: path)
        Thread.detachNewThread {
          for index in 0... { try? run.appendUnit(id: "more-\(index)", payload: .int(index)) }
        }
        try SampleRun.work(run, units: SampleRun.units)
        kill(getpid(), SIGKILL)
        while !run.completedUnits.isEmpty {}
      }
      let run = try RunStore.open(at: path)
      #expect(SampleRun.units.allSatisfy { run.completedUnits[$0] != nil })
      let bundle = try SampleRun.complete(run)
      let whole = try SampleRun.complete(SampleRun.begin(at: folder.path("whole")))
      #expect(try contents(of: bundle.path) == contents(of: whole.path))
    }
  }
}

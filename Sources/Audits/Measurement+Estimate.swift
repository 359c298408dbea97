// SPDX-License-Identifier: Apache-2.0

package import Evidence
package import Statistics

extension Measurement {
  /// An estimate under a name.
  package init(
    _ name: String, _ estimate: Estimate, group: [String: String] = [:], control: Double? = nil,
    seed: UInt64? = nil
  ) {
    self.init(
      name, estimate.value, n: estimate.n, group: group, interval: estimate.interval,
      level: estimate.level, method: estimate.method, control: control, seed: seed)
  }
}

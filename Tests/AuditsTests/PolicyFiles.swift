// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

/// The package's own policies.
enum PolicyFiles {
  /// The path of a file in Policies/gates.
  static func gate(_ name: String) -> String {
    SuiteFolder.packageRoot(of: #filePath).appendingPathComponent("Policies/gates/\(name)").path
  }
}

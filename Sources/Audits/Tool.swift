// SPDX-License-Identifier: Apache-2.0

/// What this program calls itself in files that it writes.
public enum Tool {
  /// The version, after Semantic Versioning.
  public static let version = "0.1.0"

  /// Name and version, such as `palimpsest 0.1.0`.
  public static let name = "palimpsest \(version)"
}

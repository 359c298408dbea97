// SPDX-License-Identifier: Apache-2.0

extension MappedFile {
  /// All bytes, copied; the file need not be kept.
  ///
  /// `Array(file.bytes)` does not do where this is the last use of the file: it may be unmapped
  /// before the bytes are copied.
  package func copiedBytes() -> [UInt8] {
    withExtendedLifetime(self) { Array(bytes) }
  }
}

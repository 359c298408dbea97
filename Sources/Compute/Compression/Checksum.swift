// SPDX-License-Identifier: Apache-2.0

import CZlib

/// Checksums that file formats carry; they find accidents, not forgeries.
public enum Checksum {
  /// Returns the CRC-32 of the bytes, with the polynomial of ZIP, gzip and PNG (ISO 3309).
  public static func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.withUnsafeBufferPointer { buffer in
      UInt32(truncatingIfNeeded: crc32_z(0, buffer.baseAddress, buffer.count))
    }
  }
}

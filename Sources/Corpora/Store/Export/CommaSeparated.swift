// SPDX-License-Identifier: Apache-2.0

/// Rows of comma-separated values (RFC 4180).
enum CommaSeparated {
  /// A row's bytes, without a line end; cells are quoted where they must be.
  static func row(_ cells: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (place, cell) in cells.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      append(cell, to: &bytes)
    }
    return bytes
  }

  private static func append(_ cell: String, to bytes: inout [UInt8]) {
    let isPlain = !cell.utf8.contains {
      $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ",") || $0 == 0x0A || $0 == 0x0D
    }
    guard !isPlain else {
      bytes.append(contentsOf: cell.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

// SPDX-License-Identifier: Apache-2.0

import Compute
import Recommenders
import Testing

@Suite struct NumpyArchiveTests {
  private let matrix = NumpyFixture.matrix([[1, 2, 3], [4, 5, 6]])

  @Test func aStoredMatrixIsReadRowByRow() throws {
    let archive = try NumpyArchive(ZipFixture([.init("a.npy", matrix)]).bytes)
    #expect(archive.arrayNames == ["a"])
    #expect(archive.shape(of: "a") == [2, 3])
    #expect(archive.shape(of: "b") == nil)
    let read = try archive.matrix("a")
    #expect(read.values == [1, 2, 3, 4, 5, 6])
    #expect(read.rowCount == 2 && read.width == 3)
  }

  @Test(arguments: [1, 2, 3] as [UInt8])
  func everyHeaderVersionAndOrderOfKeysIsRead(_ version: UInt8) throws {
    let array = NumpyFixture.array(
      "{'shape': (3, 2), 'fortran_order': True, 'descr': '<f4'}",
      NumpyFixture.bytes([1, 2, 3, 4, 5, 6]), version: version)
    let read = try NumpyArchive(ZipFixture([.init("a.npy", array)]).bytes).matrix("a")
    // Column-major: the first column is 1, 2, 3.
    #expect(read.values == [1, 4, 2, 5, 3, 6])
  }

  @Test func aCommentAfterTheArchiveIsAllowed() throws {
    var fixture = ZipFixture([.init("a.npy", matrix)])
    fixture.comment = Array("PK comment".utf8)
    let names = try NumpyArchive(fixture.bytes).arrayNames
    #expect(names == ["a"])
  }

  @Test(arguments: [
    "{'descr': '|O', 'fortran_order': False, 'shape': (2, 3), }",
    "{'descr': '>f4', 'fortran_order': False, 'shape': (2, 3), }",
    "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2, 3), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 4), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (2, -3), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (6), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (2 3), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999, 1), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1,2,3), }",
    "{'descr': '<f4', 'fortran_order': 0, 'shape': (2, 3), }",
    "{'descr': '<f4', 'descr': '<f4', 'shape': (2, 3), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), 'more': 1}",
    "{'descr': '<f4', 'shape': (2, 3), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), } # more",
    "{'descr': __import__('os'), 'fortran_order': False, 'shape': (2, 3), }",
    "{'descr': '<U99999', 'fortran_order': False, 'shape': (), }",
    "{", "", "{'descr': '",
  ])
  func otherHeadersAreRefused(_ dictionary: String) {
    let array = NumpyFixture.array(dictionary, NumpyFixture.bytes([1, 2, 3, 4, 5, 6]))
    #expect(refusal(of: ZipFixture([.init("a.npy", array)])) == "REC125")
  }

  @Test func aRefusedPickleIsCalledOne() {
    let array = NumpyFixture.array("{'descr': '|O', 'fortran_order': False, 'shape': (), }", [0x80])
    let error = #expect(throws: RecommenderError.self) {
      try NumpyArchive(ZipFixture([.init("a.npy", matrix), .init("b.npy", array)]).bytes)
    }
    #expect(error?.message.contains("pickled") == true)
  }

  @Test func otherMagicAndCutHeadersAreRefused() {
    var other = matrix
    other[0] = 0x92
    var future = matrix
    future[6] = 4
    for array in [other, future, Array(matrix.prefix(8)), Array(matrix.prefix(20)), []] {
      #expect(refusal(of: ZipFixture([.init("a.npy", array)])) == "REC125")
    }
    #expect(refusal(of: ZipFixture([.init("a.txt", matrix)])) == "REC125")
  }

  @Test func aWrongChecksumIsRefused() throws {
    var entry = ZipFixture.Entry("a.npy", matrix)
    entry.checksum = 1
    let archive = try NumpyArchive(ZipFixture([entry]).bytes)
    let error = #expect(throws: RecommenderError.self) { try archive.matrix("a") }
    #expect(error?.message.contains("checksum") == true)
  }

  @Test func liesInTheDirectoryAreRefused() {
    let good = ZipFixture([.init("a.npy", matrix), .init("b.npy", matrix)])
    #expect(refusal(of: good) == "accepted")
    var lies: [(String, ZipFixture)] = []
    func lie(_ name: String, _ change: (inout ZipFixture) -> Void) {
      var fixture = good
      change(&fixture)
      lies.append((name, fixture))
    }
    lie("two entries at one place") {
      $0.entries[1].offset = 0
      $0.entries[1].ownName = "b.npy"
    }
    lie("the same bytes twice") {
      $0.entries[1].offset = 0
      $0.entries[1].name = "a.npy"
    }
    lie("one name twice") { $0.entries[1].name = "a.npy" }
    lie("two names for one entry") { $0.entries[1].ownName = "c.npy" }
    lie("too few entries") { $0.entryCount = 1 }
    lie("too many entries") { $0.entryCount = 3 }
    lie("far too many entries") { $0.entryCount = 65535 }
    lie("a directory elsewhere") { $0.directoryOffset = 0 }
    lie("a directory beyond the end") { $0.directoryOffset = .max }
    lie("an entry beyond the end") { $0.entries[0].offset = .max }
    lie("data beyond the end") {
      $0.entries[1].packedCount = 1 << 30
      $0.entries[1].unpackedCount = 1 << 30
    }
    lie("data into the directory") {
      $0.entries[1].packedCount = 190
      $0.entries[1].unpackedCount = 190
    }
    lie("stored but shorter") { $0.entries[0].unpackedCount = 10 }
    lie("encrypted") { $0.entries[0].flags = 1 }
    lie("another method") { $0.entries[0].method = 12 }
    lie("no name") { $0.entries[0].name = "" }
    lie("bytes that are not deflated") {
      $0.entries[0].method = 8
      $0.entries[0].data = [7, 0, 0]
    }
    for (name, fixture) in lies {
      let code = refusal(of: fixture)
      #expect(code == "REC124", "\(name): \(code)")
    }
  }

  @Test func aBombIsRefusedBeforeItIsUnpacked() {
    // "hello" deflated, said to become 4 GiB: more than any stream of seven bytes can.
    var entry = ZipFixture.Entry("a.npy", [0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00])
    entry.method = 8
    entry.unpackedCount = .max
    #expect(refusal(of: ZipFixture([entry])) == "REC124")
  }

  @Test func aBombBehindAnHonestHeaderUnpacksNoFurtherThanItsShape() throws {
    // Deflated with fixed codes: the array, then a run of 516,000 zeros that no shape mentions.
    var entry = ZipFixture.Entry("a.npy", Packing.fixed(matrix, zeroRuns: 2000))
    entry.method = 8
    entry.unpackedCount = UInt32(matrix.count)
    let archive = try NumpyArchive(ZipFixture([entry]).bytes)
    let error = #expect(throws: RecommenderError.self) { try archive.matrix("a") }
    #expect(error?.message.contains("declared size") == true)
    entry.data = Packing.fixed(matrix, zeroRuns: 0)
    entry.checksum = Checksum.crc32(matrix[...])
    let values = try NumpyArchive(ZipFixture([entry]).bytes).matrix("a").values
    #expect(values == [1, 2, 3, 4, 5, 6])
  }

  @Test func aBombWithAnHonestSizeDoesNotFitItsShape() {
    var entry = ZipFixture.Entry("a.npy", Packing.fixed(matrix, zeroRuns: 2000))
    entry.method = 8
    entry.unpackedCount = UInt32(matrix.count + 2000 * 258)
    #expect(refusal(of: ZipFixture([entry])) == "REC125")
  }

  /// The code of the refusal on opening, or what came instead.
  private func refusal(of fixture: ZipFixture) -> String {
    do throws(RecommenderError) {
      _ = try NumpyArchive(fixture.bytes)
      return "accepted"
    } catch {
      return error.code
    }
  }
}

/// Deflate by hand with the fixed codes of RFC 1951, section 3.2.6.
enum Packing {
  /// The bytes as literals, then so many runs of 258 copies of the last byte.
  static func fixed(_ bytes: [UInt8], zeroRuns: Int) -> [UInt8] {
    var bits = [1, 1, 0]
    for byte in bytes {
      let (code, width) = byte < 144 ? (0x30 + Int(byte), 8) : (0x190 + Int(byte) - 144, 9)
      bits += (0..<width).reversed().map { code >> $0 & 1 }
    }
    for _ in 0..<zeroRuns { bits += [1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0] }
    bits += [0, 0, 0, 0, 0, 0, 0]
    var packed = [UInt8](repeating: 0, count: (bits.count + 7) / 8)
    for (index, bit) in bits.enumerated() { packed[index / 8] |= UInt8(bit << (index % 8)) }
    return packed
  }
}

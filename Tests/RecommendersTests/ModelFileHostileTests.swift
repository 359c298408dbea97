// SPDX-License-Identifier: Apache-2.0

import Compute
import Recommenders
import Testing

/// Files that somebody made to mislead the reader, or that were damaged on the way.
@Suite struct ModelFileHostileTests {
  private let good: [UInt8]

  init() throws {
    good = try ModelFile.encode(TinyModel.model, header: TinyModel.header)
  }

  @Test func everyTruncationIsRefusedAsBadData() {
    for length in 0..<good.count {
      let error = #expect(throws: RecommenderError.self) {
        try ModelFile.decode(Array(good.prefix(length)))
      }
      #expect(error?.category == .badData)
      #expect(error?.message.contains("byte ") == true, "\(length): \(error?.message ?? "")")
    }
  }

  @Test func bytesAfterTheTensorsAreRefused() {
    #expect(refusal(of: good + [0]) == "REC122")
  }

  @Test(arguments: [0, 1, 1_048_577, UInt64.max, 0x8000_0000_0000_0000] as [UInt64])
  func impossibleHeaderLengthsAreRefused(_ length: UInt64) {
    var bytes = good
    for index in 0..<8 { bytes[index] = UInt8(truncatingIfNeeded: length >> (8 * index)) }
    #expect(refusal(of: bytes) == "REC122")
  }

  /// What is replaced, by what of the same length.
  static let contradictions: [(String, String)] = [
    ("\"data_offsets\":[0,8]", "\"data_offsets\":[0,9]"),  // longer than its shape
    ("\"data_offsets\":[0,8]", "\"data_offsets\":[8,0]"),  // backwards
    ("\"data_offsets\":[0,8]", "\"data_offsets\":[4,8]"),
    ("\"data_offsets\":[8,24]", "\"data_offsets\":[4,20]"),  // overlapping
    ("\"data_offsets\":[0,8]", "\"data_offsets\":[-,8]"),
    ("\"shape\":[2]", "\"shape\":[3]"),
    ("\"shape\":[2,2]", "\"shape\":[4,1]"),  // the right size, the wrong rows
    ("\"shape\":[2]", "\"shape\":[{]"),
    ("\"F32\"", "\"F16\""), ("\"F32\"", "\"I32\""), ("\"U8\"", "\"I8\""),
    ("item_bias", "item_bins"), ("user_ids", "item_ids"), ("user_factors", "item_factors"),
    ("data_offsets", "data_offsetz"), ("__metadata__", "__metadatq__"),
    ("palimpsest-recommender/1", "palimpsest-recommender/2"), ("bpr-mf", "bpr-mg"),
    ("\"factor-count\":\"2\"", "\"factor-count\":\"3\""),
    ("\"factor-count\":\"2\"", "\"factor-count\":\"0\""),
    ("\"factor-count\":\"2\"", "\"factor-count\":\"x\""),
    ("\"kernel-set\"", "\"kernel_set\""), ("18446744073709551615", "18446744073709551616"),
    ("{\\\"data\\\":\\\"cd\\\"}", "{\\\"data\\\": 1234 }"),
    ("[\"a\",\"b\"]", "[\"b\",\"a\"]"), ("[\"a\",\"b\"]", "[\"a\",\"a\"]"),
    ("[\"a\",\"b\"]", "[\"a\",123]"), ("[\"a\",\"b\"]", "{\"a\":\"b\"}"),
    ("[\"a\",\"b\"]", "[\"abcde\"]"), ("[\"a\",\"b\"]", "[\"a\",\"b\","),
  ]

  @Test(arguments: contradictions)
  func aHeaderThatContradictsItselfIsRefused(_ old: String, _ new: String) throws {
    #expect(old.utf8.count == new.utf8.count)
    let changed = try #require(replacing(old, by: new))
    let code = refusal(of: changed)
    #expect(code == "REC122" || code == "REC123", "\(code)")
  }

  @Test func notANumberIsRefusedWithItsPlace() throws {
    let start = 8 + Int(good[0]) + Int(good[1]) << 8
    for (index, word) in [Float.nan, .infinity, -.infinity].enumerated() {
      var bytes = good
      let place = start + index * 8
      for byte in 0..<4 { bytes[place + byte] = UInt8(word.bitPattern >> (8 * byte) & 0xff) }
      let error = #expect(throws: RecommenderError.self) { try ModelFile.decode(bytes) }
      #expect(error?.code == "REC122")
      #expect(error?.message.contains("byte \(place):") == true)
    }
  }

  @Test func aMoreThanFullTensorListIsRefused() throws {
    // An optimizer's moments, or anything else that a served model does not need.
    let extra =
      "\"moments\":{\"data_offsets\":[0,0],\"dtype\":\"F32\",\"shape\":[0]},\"user_factors\""
    let header = String(decoding: good[8..<8 + Int(good[0]) + Int(good[1]) << 8], as: UTF8.self)
    let changed = header.replacing("\"user_factors\"", with: extra)
    var bytes: [UInt8] = []
    for index in 0..<8 {
      bytes.append(UInt8(truncatingIfNeeded: changed.utf8.count >> (8 * index)))
    }
    bytes += Array(changed.utf8) + good[(8 + header.utf8.count)...]
    #expect(refusal(of: bytes) == "REC123")
  }

  @Test func messagesNameNoIdentifier() throws {
    let changed = try #require(replacing("[\"a\",\"b\"]", by: "[\"b\",\"a\"]"))
    let error = #expect(throws: RecommenderError.self) { try ModelFile.decode(changed) }
    #expect(error?.message.contains("ann") == false && error?.cause?.contains("ann") != true)
  }

  @Test func thousandsOfDamagedFilesNeverCrashTheReader() throws {
    var generator = SeededGenerator(seed: Seed(41))
    var refused = 0
    for _ in 0..<5000 {
      var bytes = good
      for _ in 0...generator.index(below: 4) {
        let place = generator.index(below: bytes.count)
        switch generator.index(below: 4) {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: generator.next())
        case 1: bytes[place] ^= 1 << UInt8(generator.index(below: 8))
        case 2: bytes.remove(at: place)
        default: bytes.insert(UInt8(truncatingIfNeeded: generator.next()), at: place)
        }
      }
      do throws(RecommenderError) {
        let model = try ModelFile.decode(bytes).model
        let isFinite = (model.userTable.values + model.itemTable.values).allSatisfy { $0.isFinite }
        #expect(isFinite)
      } catch {
        refused += 1
        #expect(error.category == .badData)
      }
    }
    #expect(refused > 2500)
  }

  /// The code of the refusal, or what came instead.
  private func refusal(of bytes: [UInt8]) -> String {
    do throws(RecommenderError) {
      _ = try ModelFile.decode(bytes)
      return "accepted"
    } catch {
      return error.code
    }
  }

  /// The good file with the first occurrence of a text replaced.
  private func replacing(_ old: String, by new: String) -> [UInt8]? {
    let pattern = Array(old.utf8)
    let place = good.indices.first { good[$0...].starts(with: pattern) }
    guard let place else { return nil }
    return Array(good[..<place]) + Array(new.utf8) + Array(good[(place + pattern.count)...])
  }
}

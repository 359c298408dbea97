// SPDX-License-Identifier: Apache-2.0

import Compute
import Recommenders
import Testing

/// Mutated files are either read or refused; a crash would end the test run.
@Suite struct FormatsFuzzTests {
  @Test(arguments: validFiles.indices) func aMutatedFileIsReadOrRefused(index: Int) {
    let (format, text) = validFiles[index]
    var generator = SeededGenerator(seed: Seed(2).derive("fuzz", index))
    var outcomes = Outcomes()
    for _ in 0..<1_500 {
      let bytes = mutated(Array(text.utf8), using: &generator)
      for skips in [false, true] {
        let reader = InteractionReader(format: format, options: .init(skipBadRows: skips))
        outcomes.note(read: { () throws(RecommenderError) in
          let file = try reader.read(bytes: bytes, path: "F")
          return file.rowCount == file.interactions.count + file.duplicateCount
            + file.badRowCount + file.belowRatingCount && !file.interactions.pairs.isEmpty
        })
      }
      _ = InteractionFormat.detect(path: "f", firstBytes: bytes)
    }
    // Both ends of the claim are met, so that the mutations are neither harmless nor hopeless.
    #expect(outcomes.soundCount > 100 && outcomes.refusedCount > 100)
    #expect(outcomes.unsoundCount == 0)
  }

  @Test func mutatedListsAreReadOrRefused() {
    let pairs = Array("user\titem\na\tx\nb\t\n\t\"y\"\"z\"\n".utf8)
    let lists = Array("user,item,rank\na,x,1\na,\"y\",2\nb,x,1\n".utf8)
    let people = Array("user_id:token\tage:token\n1\t24\n2\t53\n".utf8)
    var generator = SeededGenerator(seed: Seed(3))
    var outcomes = Outcomes()
    for _ in 0..<1_500 {
      outcomes.note { () throws(RecommenderError) in
        try !PairsReader().read(bytes: mutated(pairs, using: &generator), path: "F").isEmpty
      }
      outcomes.note { () throws(RecommenderError) in
        try ServedListsReader().read(bytes: mutated(lists, using: &generator), path: "F")
          .allSatisfy { !$0.items.isEmpty }
      }
      outcomes.note { () throws(RecommenderError) in
        try !UserAttributesReader().read(bytes: mutated(people, using: &generator), path: "F")
          .values.isEmpty
      }
      outcomes.note { () throws(RecommenderError) in
        try !IdentifierListReader().read(bytes: mutated(people, using: &generator), path: "F")
          .isEmpty
      }
    }
    #expect(outcomes.soundCount > 100 && outcomes.refusedCount > 100)
    #expect(outcomes.unsoundCount == 0)
  }
}

/// How readings of mutated files ended.
private struct Outcomes {
  var soundCount = 0
  var unsoundCount = 0
  var refusedCount = 0

  mutating func note(read: () throws(RecommenderError) -> Bool) {
    do throws(RecommenderError) {
      if try read() { soundCount += 1 } else { unsoundCount += 1 }
    } catch {
      refusedCount += 1
    }
  }
}

/// Returns the bytes after one to four flips, cuts, insertions or repetitions.
private func mutated(_ bytes: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
  let interesting = Array("\t\n\r\",:; -1e9\0\u{FF}0.".utf8) + [0xFF, 0xFE, 0xC3, 0x80]
  var bytes = bytes
  for _ in 0...generator.index(below: 4) where !bytes.isEmpty {
    let place = generator.index(below: bytes.count)
    let byte = interesting[generator.index(below: interesting.count)]
    switch generator.index(below: 6) {
    case 0: bytes[place] ^= UInt8(1 << generator.index(below: 8))
    case 1: bytes[place] = byte
    case 2: bytes.insert(byte, at: place)
    case 3: bytes.remove(at: place)
    case 4: bytes.removeSubrange(place...)
    default: bytes.insert(contentsOf: bytes[..<place], at: generator.index(below: place + 1))
    }
  }
  return bytes
}

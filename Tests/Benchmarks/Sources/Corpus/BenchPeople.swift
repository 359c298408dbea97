// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Foundation

/// People of all locales, or of one, without documents.
struct BenchPeople {
  static let communitySize = 10

  let lexicon: Lexicon
  let generator: CommunityGenerator
  private let locales: [LocaleCode]

  /// Prepares people of the United States, or of all locales in turn.
  init(_ surroundings: Surroundings, count: Int = 1_000_000, isOfAllLocales: Bool = false) throws {
    lexicon = try Lexicon(contentsOf: "\(surroundings.tables)/lexicons")
    generator = CommunityGenerator(
      lexicon: lexicon, seed: Seed(1), personCount: count, asOf: CorpusRecipe().asOf,
      formats: .reserved)
    locales = isOfAllLocales ? LocaleCode.allCases : [.enUS]
  }

  /// Makes people, community by community, in the storage of the one before.
  func forEachCommunity(of count: Int, _ body: (Community) throws -> Void) throws {
    var workspace = PeopleWorkspace()
    var community = generator.community(frame(of: 0))
    for index in 0..<count / BenchPeople.communitySize {
      if index > 0 { generator.fill(&community, frame(of: index), &workspace) }
      try body(community)
    }
  }

  private func frame(of community: Int) -> CommunityFrame {
    CommunityFrame(
      index: community, pair: community / 2, firstPerson: community * BenchPeople.communitySize,
      size: BenchPeople.communitySize, locale: locales[community / 2 % locales.count])
  }
}

/// A folder that goes when its owner does.
final class BenchFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("palimpsest-bench-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }
}

/// A file that lines are written to.
final class BenchFile {
  private let handle: FileHandle
  private(set) var byteCount = 0

  init(_ path: String) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let handle = FileHandle(forWritingAtPath: path)
    else { throw BenchError("cannot write \(path)") }
    self.handle = handle
  }

  /// Writes all lines and forgets them.
  func write(_ lines: inout ByteBuffer) throws {
    try lines.withBytes { bytes in
      byteCount += bytes.count
      var rest = bytes
      while !rest.isEmpty {
        let count = Glibc.write(handle.fileDescriptor, rest.baseAddress, rest.count)
        guard count > 0 else { throw BenchError("the disk refused a write") }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
    lines.removeAll()
  }
}

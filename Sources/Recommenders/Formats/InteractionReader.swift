// SPDX-License-Identifier: Apache-2.0

/// Reads the positive interactions in a file.
///
/// Every row is a positive unless a least rating is given. Identifiers are text: leading zeros count,
/// upper and lower case differ, and no identifier is ever used as a position. Repeated pairs are
/// merged and counted. A bad row is refused with file, line and reason, or left out and counted.
public struct InteractionReader: Sendable {
  /// The file's format.
  public let format: InteractionFormat
  /// How the file is read.
  public let options: InteractionReaderOptions

  /// Creates a reader.
  public init(format: InteractionFormat, options: InteractionReaderOptions = .init()) {
    self.format = format
    self.options = options
  }

  /// Reads a file; time and memory grow linearly with its size.
  ///
  /// - Parameter path: The file's path.
  /// - Returns: The interactions with what was merged, skipped or left out.
  /// - Throws: REC101 to REC103 for an unreadable file, REC104 to REC107 for bad data, REC110 for
  ///   options that the format cannot honour.
  public func read(path: String) throws(RecommenderError) -> InteractionFile {
    try options.check(for: format)
    return try read(TextFile(path: path))
  }

  /// Reads bytes that are in memory, as if they were a file's.
  ///
  /// - Parameters:
  ///   - bytes: The whole content.
  ///   - path: What messages call it.
  /// - Returns: The interactions with what was merged, skipped or left out.
  /// - Throws: What `read(path:)` throws for bad data and options.
  public func read(bytes: [UInt8], path: String) throws(RecommenderError) -> InteractionFile {
    try options.check(for: format)
    return try read(TextFile(path: path, bytes: bytes))
  }

  private func read(_ file: TextFile) throws(RecommenderError) -> InteractionFile {
    var collector = InteractionCollector(
      path: file.path, options: options,
      spelling: format == .movielens || format == .lightgcn ? .number : .text)
    let byteCount = file.bytes.count
    let isTerminated = file.bytes.last == ASCII.lineFeed
    switch format {
    case .movielens: try collector.readMovieLens(file)
    case .lightgcn: try collector.readLists(file)
    case .recbole: try collector.readTable(HeaderTable(atomic: file), .recbole, options)
    case .csv: try collector.readTable(HeaderTable(delimited: file), .csv, options)
    }
    return try collector.finish(
      format: format, byteCount: byteCount, isTerminated: isTerminated)
  }
}

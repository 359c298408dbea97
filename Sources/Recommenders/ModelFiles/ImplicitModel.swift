// SPDX-License-Identifier: Apache-2.0

/// A BPR model that the Python library implicit saved, with the identifiers of its rows.
///
/// implicit 0.7 keeps `user_factors` `[users, factors + 1]`, whose last column is 1, and `item_factors`
/// `[items, factors + 1]`, whose last column is the item's bias: a score is one inner product, as
/// here. Its file knows rows by number alone, so the identifiers are given apart.
///
/// implicit sets the factors of users and items without data to zero. Such users are kept and
/// listed in `zeroUsers`; a row is also accepted as one if its last column is zero. Here as there
/// they are ranked for by bias alone.
public struct ImplicitModel: Sendable {
  /// The model, its rows in the order of the identifiers' bytes.
  public let model: MatrixFactorization
  /// Positions in `model.users` whose factors are all zero: implicit knew nothing of them.
  public let zeroUsers: [Int32]
  /// Positions in `model.items` whose factors are all zero.
  public let zeroItems: [Int32]
  /// implicit's settings by its own names, such as `learning_rate`.
  public let settings: [String: String]
  /// What the file holds beside implicit's own arrays.
  public let unknown: UnknownContent

  /// Reads a model from the bytes of an .npz file, trusting nothing in them.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - userIdentifiers: The identifier of each row of `user_factors`.
  ///   - itemIdentifiers: The identifier of each row of `item_factors`.
  ///   - name: What messages call the file.
  /// - Throws: REC124 and REC125 for bytes that are no such file, REC123 for a model that is not
  ///   implicit's BPR, REC126 for identifiers that do not match its rows.
  public init(
    _ bytes: [UInt8], userIdentifiers: [String], itemIdentifiers: [String], name: String = "model"
  ) throws(RecommenderError) {
    let archive = try NumpyArchive(bytes, name: name)
    let width = try ImplicitModel.width(
      of: archive, users: userIdentifiers.count, items: itemIdentifiers.count)
    let users = try ImplicitModel.index(userIdentifiers, "user", name)
    let items = try ImplicitModel.index(itemIdentifiers, "item", name)
    let itemFactors = try archive.matrix("item_factors").values
    var userFactors = try archive.matrix("user_factors").values
    for row in userIdentifiers.indices {
      let values = userFactors[row * width..<(row + 1) * width]
      guard values.last == 1 || values.allSatisfy({ $0 == 0 }) else {
        throw .foreignModelFile(
          name,
          "is not implicit's BPR: the last column of user_factors must be 1, and row \(row + 1) differs"
        )
      }
      userFactors[(row + 1) * width - 1] = 1
    }
    let userTable = ImplicitModel.table(userFactors, width, userIdentifiers, users)
    let itemTable = ImplicitModel.table(itemFactors, width, itemIdentifiers, items)
    zeroUsers = ImplicitModel.zeroRows(userTable)
    zeroItems = ImplicitModel.zeroRows(itemTable)
    model = MatrixFactorization(
      users: users, items: items, userTable: userTable, itemTable: itemTable)
    settings = try ImplicitModel.settings(of: archive, factorCount: width - 1)
    unknown = ImplicitModel.unknown(in: archive)
  }

  /// Reads a model from an .npz file.
  ///
  /// - Parameters:
  ///   - path: The file's path.
  ///   - userIdentifiers: The identifier of each row of `user_factors`.
  ///   - itemIdentifiers: The identifier of each row of `item_factors`.
  /// - Returns: The model with what was found beside it.
  /// - Throws: REC121 or REC128 where no file can be read, else what `init` throws.
  public static func read(path: String, userIdentifiers: [String], itemIdentifiers: [String])
    throws(RecommenderError) -> ImplicitModel
  {
    try ImplicitModel(
      BinaryFile.read(path), userIdentifiers: userIdentifiers, itemIdentifiers: itemIdentifiers,
      name: path)
  }
}

extension ImplicitModel {
  /// Checks both shapes before anything is unpacked and returns their width.
  private static func width(of archive: NumpyArchive, users: Int, items: Int)
    throws(RecommenderError) -> Int
  {
    var widths: [Int] = []
    for (array, count, kind) in [
      ("user_factors", users, "user"), ("item_factors", items, "item"),
    ] {
      guard let shape = archive.shape(of: array), shape.count == 2 else {
        throw .foreignModelFile(archive.name, "has no matrix '\(array)'")
      }
      guard shape[0] == count else {
        throw .badIdentifiers(
          archive.name, "has \(shape[0]) \(kind) rows, and \(count) \(kind) identifiers were given",
          remedy: "Give one identifier a row, in the order of the matrix it was fitted on. All npz "
            + "models of an audit share the lists: fit them on matrices of one shape, in which the "
            + "erased have no pairs; implicit leaves such rows at zero, and they count as gone.")
      }
      widths.append(shape[1])
    }
    guard widths[0] == widths[1], (2...MatrixFactorization.factorLimit).contains(widths[0]) else {
      throw .foreignModelFile(
        archive.name, "has \(widths[0]) columns for users and \(widths[1]) for items")
    }
    return widths[0]
  }

  /// The matrices of implicit's BPR.
  private static let matrixNames: Set<String> = ["user_factors", "item_factors"]
  /// The settings that implicit's BPR saves beside them, each a single value.
  private static let settingNames: Set<String> = [
    "factors", "learning_rate", "regularization", "iterations", "verify_negative_samples",
    "num_threads", "random_state", "dtype",
  ]
  /// Extra fields that are passed over, in bytes an entry: NumPy's own take 20.
  private static let slackLimit = 64

  /// Counts arrays that implicit does not write, and what the archive holds beside arrays.
  private static func unknown(in archive: NumpyArchive) -> UnknownContent {
    var unknown = UnknownContent()
    for array in archive.arrayNames where !matrixNames.contains(array) {
      let byteCount = archive.byteCount(of: array)
      // Text has four bytes a character.
      let isSetting =
        settingNames.contains(array) && archive.shape(of: array)?.isEmpty == true
        && byteCount <= 4 * UnknownContent.textLimit
      if !isSetting { unknown.add(byteCount: array.utf8.count + byteCount) }
    }
    if archive.slackByteCount > slackLimit * archive.arrayNames.count {
      unknown.add(byteCount: archive.slackByteCount)
    }
    return unknown
  }

  private static func index(_ identifiers: [String], _ kind: String, _ name: String)
    throws(RecommenderError) -> IdentifierIndex
  {
    let index = IdentifierIndex(identifiers)
    guard index.count == identifiers.count else {
      throw .badIdentifiers(
        name, "was given the same \(kind) identifier for two rows",
        remedy: "Give one identifier a row.")
    }
    return index
  }

  /// Moves rows from the file's order to that of the index.
  private static func table(
    _ values: [Float], _ width: Int, _ identifiers: [String], _ index: IdentifierIndex
  ) -> ParameterTable {
    var table = ParameterTable(rowCount: index.count, width: width)
    for (row, identifier) in identifiers.enumerated() {
      guard let position = index.position(of: identifier) else { continue }
      table.setRow(position, to: values[row * width..<(row + 1) * width])
    }
    return table
  }

  private static func zeroRows(_ table: ParameterTable) -> [Int32] {
    (0..<Int32(table.rowCount)).filter { table.row(Int($0)).dropLast().allSatisfy { $0 == 0 } }
  }

  private static func settings(of archive: NumpyArchive, factorCount: Int)
    throws(RecommenderError) -> [String: String]
  {
    var settings: [String: String] = [:]
    for name in archive.arrayNames { settings[name] = try archive.scalar(name) }
    guard settings["factors"] == nil || settings["factors"] == String(factorCount) else {
      throw .foreignModelFile(
        archive.name, "does not have one column more than the factors that its settings state")
    }
    return settings
  }
}

// SPDX-License-Identifier: Apache-2.0

import Evidence

/// Model files: safetensors that any reader of the format loads.
///
/// Tensors: `item_bias` `[items]`, `item_factors` `[items, factors]` and `user_factors`
/// `[users, factors]` in single precision; `item_ids` and `user_ids`, each one JSON array of strings
/// as bytes, ascending by UTF-8, the identifier of each row. The header's metadata hold `ModelHeader`.
/// Equal models and headers give equal bytes. No optimizer state, no padding, nothing about rows that
/// are not in the model.
public enum ModelFile {
  /// What the metadata's `format` says.
  public static let format = "palimpsest-recommender/1"

  /// Returns a model's file.
  ///
  /// - Parameters:
  ///   - model: The model; its numbers are all finite.
  ///   - header: What is said about it, made for this model or one of as many factors.
  /// - Returns: The bytes to write.
  /// - Throws: REC127 where a parameter is infinite or not a number.
  public static func encode(_ model: MatrixFactorization, header: ModelHeader)
    throws(RecommenderError) -> [UInt8]
  {
    precondition(header.factorCount == model.factorCount, "the header describes another model")
    let factors = model.factorCount
    func columns(_ table: ParameterTable) -> [Float] {
      (0..<table.rowCount).flatMap { table.row($0).prefix(factors) }
    }
    let bias = (0..<model.items.count).map {
      model.itemTable.values[$0 * model.itemTable.stride + factors]
    }
    let tensors = [
      Safetensors.Content("item_bias", bias, shape: [model.items.count]),
      Safetensors.Content(
        "item_factors", columns(model.itemTable), shape: [model.items.count, factors]),
      Safetensors.Content(
        "user_factors", columns(model.userTable), shape: [model.users.count, factors]),
      Safetensors.Content("item_ids", text: try text(of: model.items)),
      Safetensors.Content("user_ids", text: try text(of: model.users)),
    ]
    guard model.itemTable.values.allSatisfy(\.isFinite),
      model.userTable.values.allSatisfy(\.isFinite)
    else { throw .unwritableModel("a parameter is infinite or not a number") }
    return try Safetensors.encode(tensors, metadata: header.metadata())
  }

  /// Reads a model's file from its bytes, trusting nothing in them.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - name: What messages call it.
  /// - Returns: The model and what the file says about it; what it says beside is counted there.
  /// - Throws: REC122 with a byte offset for bytes that are no model file, REC123 for safetensors
  ///   that hold something else.
  public static func decode(_ bytes: [UInt8], name: String = "model") throws(RecommenderError)
    -> (model: MatrixFactorization, header: ModelHeader)
  {
    let file = try Safetensors(parsing: bytes, name: name)
    var header = try ModelHeader(metadata: file.metadata, name: name)
    if file.slackByteCount > Safetensors.slackLimit {
      header.unknown.add(byteCount: file.slackByteCount)
    }
    return (try MatrixFactorization(file, factorCount: header.factorCount), header)
  }

  /// Reads a model's file.
  ///
  /// - Parameter path: The file's path.
  /// - Returns: The model and what the file says about it.
  /// - Throws: REC121 or REC128 where no file can be read, else what `decode` throws.
  public static func read(path: String) throws(RecommenderError)
    -> (model: MatrixFactorization, header: ModelHeader)
  {
    try decode(BinaryFile.read(path), name: path)
  }

  private static func text(of index: IdentifierIndex) throws(RecommenderError) -> [UInt8] {
    try JSONValue.array(index.identifiers.map(JSONValue.string)).canonical()
  }
}

// SPDX-License-Identifier: Apache-2.0

import Evidence

extension MatrixFactorization {
  /// The most factors that are read: far beyond any use, and small enough to multiply.
  static let factorLimit = 4096

  /// Reads the five tensors of a model file.
  init(_ file: Safetensors, factorCount: Int) throws(RecommenderError) {
    guard (1...MatrixFactorization.factorLimit).contains(factorCount) else {
      throw .foreignModelFile(file.name, "states a factor count of \(factorCount)")
    }
    guard file.tensors.count == 5 else {
      throw .foreignModelFile(file.name, "holds other tensors than the five of a model")
    }
    let users = try file.identifiers("user_ids")
    let items = try file.identifiers("item_ids")
    let userFactors = try file.numbers("user_factors", shape: [users.count, factorCount])
    let itemFactors = try file.numbers("item_factors", shape: [items.count, factorCount])
    let itemBias = try file.numbers("item_bias", shape: [items.count])
    var userTable = ParameterTable(rowCount: users.count, width: factorCount + 1)
    for row in 0..<users.count {
      userTable.setRow(row, to: userFactors[row * factorCount..<(row + 1) * factorCount])
    }
    var itemTable = ParameterTable(rowCount: items.count, width: factorCount + 1)
    for row in 0..<items.count {
      let factors = itemFactors[row * factorCount..<(row + 1) * factorCount]
      itemTable.setRow(row, to: factors + [itemBias[row]])
    }
    self.init(users: users, items: items, userTable: userTable, itemTable: itemTable)
  }
}

extension Safetensors {
  fileprivate func tensor(_ key: String, _ type: ElementType) throws(RecommenderError) -> Tensor {
    guard let tensor = tensors[key], tensor.type == type else {
      throw .foreignModelFile(name, "has no tensor '\(key)' of type \(type.rawValue)")
    }
    return tensor
  }

  /// Reads finite numbers of a known shape.
  fileprivate func numbers(_ key: String, shape: [Int]) throws(RecommenderError) -> [Float] {
    let tensor = try tensor(key, .float32)
    guard tensor.shape == shape else {
      throw .badModelFile(
        name, at: tensor.range.lowerBound,
        "'\(key)' has the shape \(tensor.shape) where \(shape) is needed")
    }
    let values = bytes[tensor.range].floats()
    if let index = values.firstIndex(where: { !$0.isFinite }) {
      throw .badModelFile(
        name, at: tensor.range.lowerBound + index * 4,
        "'\(key)' holds a value that is infinite or not a number")
    }
    return values
  }

  /// Reads distinct identifiers in the order of their bytes.
  fileprivate func identifiers(_ key: String) throws(RecommenderError) -> IdentifierIndex {
    let tensor = try tensor(key, .byte)
    let place = tensor.range.lowerBound
    let elements = (try? JSONValue(parsing: Array(bytes[tensor.range])))?.elements
    guard let elements else {
      throw .badModelFile(name, at: place, "'\(key)' is no strict JSON array")
    }
    let identifiers = elements.compactMap(\.text)
    guard identifiers.count == elements.count else {
      throw .badModelFile(name, at: place, "'\(key)' holds something else than strings")
    }
    let index = IdentifierIndex(identifiers)
    guard index.count == identifiers.count else {
      throw .badModelFile(name, at: place, "'\(key)' repeats an identifier")
    }
    guard zip(index.identifiers, identifiers).allSatisfy({ $0.utf8.elementsEqual($1.utf8) }) else {
      throw .badModelFile(name, at: place, "'\(key)' is not in the order of its bytes")
    }
    return index
  }
}

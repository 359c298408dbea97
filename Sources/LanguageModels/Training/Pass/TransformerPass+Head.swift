// SPDX-License-Identifier: Apache-2.0

import Compute

extension TransformerPass {
  /// Returns ln p(target) of each row, `[rows]`, in nats.
  ///
  /// Logits are made for some rows at a time: there is never a matrix of all rows and all tokens.
  func logProbabilities() -> [Double] {
    forEachChunk { rows, logits in
      rows.map { row in
        elements.logProbability(
          of: Int(batch.targets[row]), logits: Floats(logits[row - rows.lowerBound]))
      }
    }
  }

  /// Returns 1 for each row whose target no token is likelier than, else 0, `[rows]`.
  func hits() -> [Double] {
    forEachChunk { rows, logits in
      rows.map { row in
        let values = Floats(logits[row - rows.lowerBound])
        let target = values[Int(batch.targets[row])]
        return values.allSatisfy { $0 <= target } ? 1 : 0
      }
    }
  }

  /// Returns ln p(target) of each row and leaves the gradient of the loss in `room.normGradient`.
  ///
  /// The loss is the sum over rows of -factor * ln p(target).
  func logProbabilitiesWithGradient() -> [Double] {
    forEachChunk { rows, logits in
      let values = rows.map { row in
        elements.crossEntropyBackward(
          logits[row - rows.lowerBound], target: Int(batch.targets[row]),
          factor: batch.factors[row])
      }
      multiply(
        .plain, logits, output(weights), into: room.normGradient[rows])
      if let gradient {
        multiply(
          .transposedLeft, logits, room.normed[rows],
          into: output(gradient), accumulating: true)
      }
      return values
    }
  }

  private func forEachChunk(_ body: (Range<Int>, FloatRows) -> [Double]) -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(batch.rowCount)
    let chunk = PassRoom.headRows(plan)
    for start in stride(from: 0, to: batch.rowCount, by: chunk) {
      let rows = start..<min(start + chunk, batch.rowCount)
      let logits = room.logits[0..<rows.count]
      multiply(
        .transposedRight, room.normed[rows], output(weights), into: logits)
      values += body(rows, logits)
    }
    return values
  }

  private func output(_ base: UnsafeMutablePointer<Float>) -> FloatRows {
    FloatRows(
      base + plan.output.lowerBound, rows: shape.vocabularyCount, columns: shape.width)
  }
}

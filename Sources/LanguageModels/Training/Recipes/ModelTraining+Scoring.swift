// SPDX-License-Identifier: Apache-2.0

extension ModelTraining {
  /// Returns the loss of texts under the weights as they are now; no file is written.
  ///
  /// - Parameter texts: The texts; of one that is longer than the context its beginning counts.
  /// - Returns: `[texts]` sums of minus the log-probability of all tokens but the first over the
  ///   number of bytes read, in nats a byte; nil for fewer than two tokens.
  package func lossesPerByte(of texts: [String]) -> [Double?] {
    let most = trainer.passes.plan.sequenceLimit
    let documents = texts.map { Array(tokenizer.encode($0, addsSpecial: true).prefix(most)) }
    let segments = documents.indices.compactMap { place in
      documents[place].count > 1
        ? TrainingSegment(document: place, start: 0, count: documents[place].count - 1) : nil
    }
    var losses = [Double?](repeating: nil, count: texts.count)
    let values = trainer.passes.logProbabilities(of: segments, in: documents)
    for (segment, values) in zip(segments, values) {
      let bytes = tokenizer.decode(documents[segment.document]).count
      losses[segment.document] = -values.reduce(0, +) / Double(max(bytes, 1))
    }
    return losses
  }
}

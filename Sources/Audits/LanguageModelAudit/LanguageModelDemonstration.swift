// SPDX-License-Identifier: Apache-2.0

package import Corpora
import Evidence

/// A synthetic corpus and a model trained on it, to try an audit on: `demo model`.
package struct LanguageModelDemonstration: Sendable {
  /// The folder of the corpus.
  package let corpus: String
  /// The folder of the model.
  package let model: String

  /// Names the folders of a demonstration.
  ///
  /// - Parameter folder: Where both go.
  package init(in folder: String) {
    corpus = "\(folder)/corpus"
    model = "\(folder)/model"
  }

  /// Makes the corpus, then trains the model on it.
  ///
  /// - Parameters:
  ///   - source: The corpus.
  ///   - recipe: The model, and its training.
  ///   - seed: The seed of the model's weights.
  ///   - jobs: The number of threads; changes nothing but the time.
  ///   - progress: Told of each step of the training: its number, that of all, and the loss.
  ///   - isCancelled: Whether to stop as soon as possible.
  /// - Throws: What writing and training throw.
  package func make(
    _ source: SyntheticCorpus, _ recipe: LanguageModelTraining.Recipe, seed: UInt64, jobs: Int,
    progress: @escaping @Sendable (Int, Int, Double?) -> Void,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(AuditError) {
    var options = CorpusWriting.Options()
    options.jobs = jobs
    options.isReplacing = true
    options.isCancelled = isCancelled
    do throws(CorpusError) {
      _ = try CorpusWriting(source, to: corpus, tool: Tool.name, options: options).run()
    } catch {
      throw AuditError(error)
    }
    let training = LanguageModelTraining(
      recipe, to: ModelFolder(model, isReplacing: true), seed: seed, jobs: jobs,
      progress: progress, isCancelled: isCancelled)
    do throws(AuditError) {
      _ = try training.run(on: corpus, without: [], limit: nil)
    } catch {
      guard error.category == .unfinished else { throw error }
      throw AuditError(
        "AUD064", .unfinished, "The demonstration was stopped while its model was trained.",
        remedy: "Run it again with --force: it begins anew.")
    }
  }
}

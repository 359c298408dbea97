// SPDX-License-Identifier: Apache-2.0

import Evidence
import Statistics

/// What makes training differentially private: DP-SGD.
///
/// Each step takes every document by itself with the same probability, clips the norm of each
/// document's gradient, adds Gaussian noise to the sum, and divides by the expected number of
/// documents. Abadi, Chu, Goodfellow, McMahan, Mironov, Talwar and Zhang, "Deep Learning with
/// Differential Privacy", CCS 2016, arXiv:1607.00133, algorithm 1; AdamW then works on the noisy
/// gradient, which costs no privacy.
///
/// What is drawn, clipped and protected is a document with all its copies: a text that stands in the
/// list k times is one, and its gradient is k times as long before it is clipped.
///
/// What the guarantee assumes: neighbouring data sets differ by one such document, added or removed; the
/// vocabulary, the number of steps and all settings are not chosen by looking at the documents (a BPE
/// vocabulary learnt from them is not covered); the seed stays secret, since whoever has it can take
/// the noise away; losses shown on the way are not covered; noise is drawn in floating point, whose
/// holes (Mironov 2012) are not closed.
public struct PrivacySettings: Equatable, Sendable {
  /// The standard deviation of the noise in units of the clipping norm.
  public var noiseMultiplier: Double
  /// The largest norm of one document's gradient.
  public var clipNorm: Double
  /// The expected number of documents of a step.
  public var expectedDocumentCount: Int
  /// The probability with which epsilon may fail; at most 1 / documents makes sense.
  public var delta: Double

  /// Creates settings.
  public init(
    noiseMultiplier: Double, clipNorm: Double, expectedDocumentCount: Int, delta: Double
  ) {
    self.noiseMultiplier = noiseMultiplier
    self.clipNorm = clipNorm
    self.expectedDocumentCount = expectedDocumentCount
    self.delta = delta
  }

  func check() throws(LanguageModelError) {
    guard noiseMultiplier > 0, noiseMultiplier.isFinite, clipNorm > 0, clipNorm.isFinite,
      expectedDocumentCount > 0, delta > 0, delta < 1
    else {
      throw .privacy(
        "The noise, the clipping norm, the expected documents or delta are out of range.",
        remedy: "Give numbers above 0, and a delta below 1.")
    }
  }

  /// The probability with which a step takes a document of so many.
  func samplingRate(of documentCount: Int) throws(LanguageModelError) -> Double {
    guard expectedDocumentCount <= documentCount else {
      throw .privacy(
        "A step of \(expectedDocumentCount) documents is expected; there are \(documentCount).",
        remedy: "Expect fewer documents a step.")
    }
    return Double(expectedDocumentCount) / Double(documentCount)
  }

  var document: JSONValue {
    [
      "noise-multiplier": .number(noiseMultiplier), "clip-norm": .number(clipNorm),
      "documents": .int(expectedDocumentCount), "delta": .number(delta),
    ]
  }
}

/// What private training can promise so far, and by which accountant.
public struct PrivacyReport: Equatable, Sendable {
  /// Epsilon, at least 0.
  public let epsilon: Double
  /// Delta.
  public let delta: Double
  /// The accountant: `renyi-poisson-subsampled-gaussian`.
  public let accountant: String
  /// The probability with which a step takes a document.
  public let samplingRate: Double
  /// The noise in units of the clipping norm.
  public let noiseMultiplier: Double
  /// The steps that were made.
  public let stepCount: Int
  /// What is protected: one document with all its copies, added or removed.
  public let unit: String
  /// The number of such documents.
  public let unitCount: Int

  init(
    _ settings: PrivacySettings, samplingRate: Double, stepCount: Int, unitCount: Int
  ) throws(LanguageModelError) {
    do throws(StatisticsError) {
      let accountant = try RenyiAccountant(
        samplingRate: samplingRate, noiseMultiplier: settings.noiseMultiplier)
      epsilon = try accountant.epsilon(steps: stepCount, delta: settings.delta)
    } catch {
      throw .privacy(error.message, remedy: error.remedy)
    }
    delta = settings.delta
    accountant = "renyi-poisson-subsampled-gaussian"
    self.samplingRate = samplingRate
    noiseMultiplier = settings.noiseMultiplier
    self.stepCount = stepCount
    unit = "document with all its copies"
    self.unitCount = unitCount
  }
}

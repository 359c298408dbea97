// SPDX-License-Identifier: Apache-2.0

/// The attacks that tell members of a model's training texts from others by scores of tokens.
public enum MembershipAttack: String, CaseIterable, Sendable {
  /// The loss itself.
  case loss
  /// The loss over the text's compressed length.
  case zlib
  /// The loss against that of the text in lower case.
  case lowerCase = "lower-case"
  /// The least likely tokens.
  case minK = "min-k"
  /// The least likely tokens, each relative to what the model expected there.
  case minKPlusPlus = "min-k++"
  /// The loss against that under a reference model.
  case reference
  /// The loss against that of texts nearby.
  case neighbour
  /// The loss after a prefix of non-members against that without.
  case recall
  /// Token probabilities against token frequencies.
  case dcPDD = "dc-pdd"
}

// SPDX-License-Identifier: Apache-2.0

/// A measure of one user's top-K list against the items that are relevant to them.
///
/// K is the length of the list, R the number of relevant items, H the number of relevant items in
/// the list. Every measure lies in 0...1.
public enum RankingMetric: String, CaseIterable, Sendable {
  /// H / R.
  case recall
  /// H / K, also where fewer than K items could be listed.
  case precision
  /// Discounted cumulative gain with binary gains over that of an ideal list of min(K, R) hits.
  case ndcg
  /// One over the rank of the first relevant item; 0 where none is listed.
  case reciprocalRank = "mrr"
  /// The sum of the precisions at the ranks of the hits over min(K, R): RecBole, MMRec, implicit.
  case averagePrecision = "map"
  /// The same sum over R: ranx and trec_eval.
  case averagePrecisionOverRelevant = "map-over-relevant"
  /// 1 where any relevant item is listed, else 0.
  case hitRate = "hit-rate"

  /// The name of the measure at a list length, such as `recall@20`.
  public func name(at k: Int) -> String { "\(rawValue)@\(k)" }
}

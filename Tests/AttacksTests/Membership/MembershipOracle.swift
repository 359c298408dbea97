// SPDX-License-Identifier: Apache-2.0

/// The reference values in `Oracles/membership.json`, as `membership.py` wrote them.
struct MembershipOracle: Decodable {
  struct Text: Decodable {
    let logs: [Double]
    let means: [Double]
    let variances: [Double]
    let tokens: [Int]
    let lowered: [Double]
    let reference: [Double]
    let prefixed: [Double]
    let neighbours: [[Double]]
    let counts: [Int]
    let text: String
    let compressed: Int
    let loss: Double
    let zlib: Double
    let lowerCase: Double
    let referenceScore: Double
    let neighbour: Double
    let recall: Double
    let dcPDD: Double
    let dcPDDHalf: Double
    /// By MUSE, OpenUnlearning and mimir; nil where a convention takes no token.
    let minK: [Double?]
    let minKPlusPlus: [Double?]
  }

  struct Shadows: Decodable {
    let observed: [Double]
    let inside: [[Double]]
    let outside: [[Double]]
    let online: [Double]
    let offline: [Double]
  }

  struct Relative: Decodable {
    let scale: Double
    let threshold: Double
    let observed: [Double]
    let outside: [[Double]]
    let population: [Double]
    let references: [[Double]]
    let scores: [Double]
  }

  struct Sampling: Decodable {
    let temperature: Double
    let topK: Int
    let topP: Double
    let logits: [Double]
    let logs: [Double]
  }

  let texts: [Text]
  let shadows: [Shadows]
  let relative: [Relative]
  let sampling: [Sampling]
}

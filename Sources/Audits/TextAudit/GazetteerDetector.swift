// SPDX-License-Identifier: Apache-2.0

import Corpora
import PersonalData

/// Finds the places that a text mentions, by the gazetteer that adversaries have, too.
struct GazetteerDetector: PersonalDataDetector {
  let name = "gazetteer"
  let kinds: [PersonalDataKind] = [.place]
  let gazetteer: Gazetteer

  func spans(in text: ScannedText) -> [PersonalDataSpan] {
    gazetteer.places(in: String(decoding: text.bytes, as: UTF8.self)).map { mention in
      PersonalDataSpan(range: mention.range, kind: .place, detector: name, confidence: 0.8)
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

/// Where people are more than the numbers that are reserved for nobody, so that several have one.
struct SharedNumbers {
  /// People of one place and the numbers that there are for them.
  struct Row: Equatable {
    /// The attribute whose value is such a number.
    var attribute: Attribute
    /// The place.
    var locale: LocaleCode
    /// The people of the whole corpus who live there.
    var peopleCount: Int
    /// The numbers that there are.
    var numberCount: Int

    fileprivate var words: String {
      "\(attribute.name) in \(locale.rawValue) (\(peopleCount) people, \(numberCount) numbers)"
    }
  }

  /// Where people are more than numbers, so that some number is shared for certain.
  let outnumbered: [Row]
  /// Where people are fewer than phone numbers, but two of them are expected to have one.
  ///
  /// Of n people with numbers at random n (n - 1) / 2 pairs may meet, each with a chance of one in m;
  /// one at least is expected where that is m or more. In North America the numbers are those of all
  /// area codes together, of which large cities use more, so that more people meet than in this
  /// estimate. A community never shares a number among its own.
  let crowded: [Row]

  /// Counts people and numbers of a corpus.
  ///
  /// - Parameters:
  ///   - layout: Who lives where.
  ///   - lexicon: The places, for their area codes.
  init(_ layout: CorpusLayout, _ lexicon: Lexicon) {
    var outnumbered: [Row] = []
    var crowded: [Row] = []
    for locale in layout.recipe.locales {
      let people = layout.peopleCount(in: locale)
      let phones = PhoneRanges.reservedMobileCount(
        in: locale, areaCodeCount: lexicon.locale(locale).places.usedAreaCodeCount)
      let counts: [(Attribute, Int)] = [
        (.phone, phones), (.nationalID, NationalIdentifiers.reservedCount(in: locale)),
        (.passport, Passports.reservedCount(in: locale)),
        (.driversLicence, DrivingLicences.reservedCount(in: locale)),
        (.paymentCard, PaymentCards.reservedCount),
      ]
      for (attribute, numbers) in counts where people > numbers {
        outnumbered.append(
          Row(
            attribute: attribute, locale: locale, peopleCount: people, numberCount: numbers))
      }
      let isMeeting = people > layout.recipe.communitySize && people * (people - 1) / 2 >= phones
      if people <= phones && isMeeting {
        crowded.append(
          Row(attribute: .phone, locale: locale, peopleCount: people, numberCount: phones))
      }
    }
    self.outnumbered = outnumbered
    self.crowded = crowded
  }

  /// What to beware of; nil where nothing is shared but by rare chance.
  var note: String? {
    guard !(outnumbered + crowded).isEmpty else { return nil }
    let sure = SharedNumbers.sentence("More people than numbers", outnumbered)
    let likely = SharedNumbers.sentence("Enough people for some to meet by chance", crowded)
    return "Reserved ranges are narrow: in the whole corpus several people have one number, "
      + "members and people who must never be trained on among them. " + sure + likely
      + "Do not measure there whether such a number can be extracted."
  }

  private static func sentence(_ title: String, _ rows: [Row]) -> String {
    rows.isEmpty ? "" : "\(title): \(rows.map(\.words).joined(separator: ", ")). "
  }
}

extension PlaceTable {
  /// The number of different area codes of all cities.
  fileprivate var usedAreaCodeCount: Int {
    var codes: Set<String> = []
    for place in areaCodesOfCity.joined() { codes.insert(areaCodes[place]) }
    return codes.count
  }
}

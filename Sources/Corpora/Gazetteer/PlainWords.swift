// SPDX-License-Identifier: Apache-2.0

/// Texts as names are compared: small letters without marks, single blanks, nothing else.
///
/// `Zürich` and `zurich`, `Tromsø` and `Tromso`, `U.S.A.` and `u s a` fold to the same words.
/// Apostrophes vanish; whatever is no letter and no digit parts words. Letters of other scripts stay.
public enum PlainWords {
  /// Returns a text's words in small letters without marks, with one blank between them.
  ///
  /// Letters fold as by NFD without its marks, and `ø`, `ł`, `ß`, `æ`, `œ`, `đ`, `ð`, `þ`, `ı`, `ħ`
  /// and `ə` as they are commonly written without them. Linear in the length of the text.
  public static func folded(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var isApart = false
    func append(_ letters: some Sequence<UInt8>) {
      if isApart, !bytes.isEmpty { bytes.append(0x20) }
      isApart = false
      bytes.append(contentsOf: letters)
    }
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x61...0x7a, 0x30...0x39: append(CollectionOfOne(UInt8(scalar.value)))
      case 0x41...0x5a: append(CollectionOfOne(UInt8(scalar.value) | 0x20))
      case 0x27, 0x60, 0xb4, 0x2018, 0x2019, 0x2bb, 0x2bc, 0x300...0x36f: continue
      case 0..<0x80: isApart = true
      default:
        if let base = bases[scalar.value] {
          append(base.utf8)
        } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
          append(scalar.properties.lowercaseMapping.utf8)
        } else {
          isApart = true
        }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Returns a text's words, as `folded` writes them.
  public static func words(of text: String) -> [String] {
    folded(text).split(separator: " ").map(String.init)
  }

  /// What letters are without their marks.
  private static let bases: [UInt32: String] = {
    var bases: [UInt32: String] = [:]
    for (base, letters) in marked {
      for scalar in letters.unicodeScalars { bases[scalar.value] = base }
    }
    return bases
  }()

  /// Letters of U+00C0 to U+024F and U+1E00 to U+1EFF by what they are without their marks.
  private static let marked: [(String, String)] = [
    ("a", "ÀÁÂÃÄÅàáâãäåĀāĂăĄąǍǎǞǟǠǡǺǻȀȁȂȃȦȧḀḁẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặ"),
    ("ae", "ÆæǢǣǼǽ"),
    ("b", "ḂḃḄḅḆḇ"),
    ("c", "ÇçĆćĈĉĊċČčḈḉ"),
    ("d", "ÐðĎďĐđḊḋḌḍḎḏḐḑḒḓ"),
    ("e", "ÈÉÊËèéêëĒēĔĕĖėĘęĚěƏȄȅȆȇȨȩəḔḕḖḗḘḙḚḛḜḝẸẹẺẻẼẽẾếỀềỂểỄễỆệ"),
    ("f", "Ḟḟ"),
    ("g", "ĜĝĞğĠġĢģǦǧǴǵḠḡ"),
    ("h", "ĤĥĦħȞȟḢḣḤḥḦḧḨḩḪḫẖ"),
    ("i", "ÌÍÎÏìíîïĨĩĪīĬĭĮįİıǏǐȈȉȊȋḬḭḮḯỈỉỊị"),
    ("j", "Ĵĵǰ"),
    ("k", "ĶķǨǩḰḱḲḳḴḵ"),
    ("l", "ĹĺĻļĽľŁłḶḷḸḹḺḻḼḽ"),
    ("m", "ḾḿṀṁṂṃ"),
    ("n", "ÑñŃńŅņŇňǸǹṄṅṆṇṈṉṊṋ"),
    ("o", "ÒÓÔÕÖØòóôõöøŌōŎŏŐőƠơǑǒǪǫǬǭǾǿȌȍȎȏȪȫȬȭȮȯȰȱṌṍṎṏṐṑṒṓỌọỎỏỐốỒồỔổỖỗỘộỚớ"),
    ("o", "ỜờỞởỠỡỢợ"),
    ("oe", "Œœ"),
    ("p", "ṔṕṖṗ"),
    ("r", "ŔŕŖŗŘřȐȑȒȓṘṙṚṛṜṝṞṟ"),
    ("s", "ŚśŜŝŞşŠšȘșṠṡṢṣṤṥṦṧṨṩ"),
    ("ss", "ßẞ"),
    ("t", "ŢţŤťȚțṪṫṬṭṮṯṰṱẗ"),
    ("th", "Þþ"),
    ("u", "ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲųƯưǓǔǕǖǗǘǙǚǛǜȔȕȖȗṲṳṴṵṶṷṸṹṺṻỤụỦủỨứỪừỬửỮữỰự"),
    ("v", "ṼṽṾṿ"),
    ("w", "ŴŵẀẁẂẃẄẅẆẇẈẉẘ"),
    ("x", "ẊẋẌẍ"),
    ("y", "ÝýÿŶŷŸȲȳẎẏẙỲỳỴỵỶỷỸỹ"),
    ("z", "ŹźŻżŽžẐẑẒẓẔẕ"),
  ]
}

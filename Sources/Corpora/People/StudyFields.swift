// SPDX-License-Identifier: Apache-2.0

/// What people study who get beyond school: four fields for each group of occupations.
enum StudyFields {
  private static let perGroup = 4

  /// Draws a field: nine of ten times one that leads to the occupation.
  static func field(of plan: SeatPlan, _ draws: inout DrawStream) -> Int? {
    guard plan.education.rawValue > EducationLevel.someCollege.rawValue || plan.work == .student
    else { return nil }
    let known = plan.group < SeatPlan.noGroup && draws.chance(90)
    let group = known ? Int(plan.group) : draws.below(Int(SeatPlan.noGroup))
    return group * perGroup + draws.below(perGroup)
  }

  /// Appends a field's name.
  @inline(__always)
  static func write(_ field: Int, into buffer: inout ByteBuffer) { buffer.append(names[field]) }

  /// By the codes of `Facet.occupation`.
  private static let names: [StaticString] = [
    // Trades.
    "construction", "automotive engineering", "electrical installation", "welding",
    // Service.
    "hospitality", "tourism", "culinary arts", "event management",
    // Office.
    "business administration", "human resources", "public administration", "office management",
    // Sales.
    "marketing", "retail management", "commerce", "communication",
    // Care.
    "nursing", "social work", "public health", "physiotherapy",
    // Teaching.
    "education", "linguistics", "history", "special education",
    // Technology.
    "computer science", "information systems", "software engineering", "network engineering",
    // Law and finance.
    "law", "accounting", "economics", "finance",
    // Creative work.
    "graphic design", "journalism", "music", "fine arts",
    // Science.
    "biology", "chemistry", "physics", "environmental science",
    // Management.
    "management", "industrial engineering", "logistics", "political science",
  ]
}

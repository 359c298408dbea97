// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// PANORAMA's rows of id, content type and text, and the profiles of those who wrote them, in its 36
/// columns.
///
/// Names and order of columns are those of the published sets `PANORAMA-Plus` and `PANORAMA` (Selvam
/// and Ghosh, 2025, arXiv:2505.12238), as the repository `PANORAMA-DataGen` prints them. A fourth
/// column of the rows names the document, so that they can be joined with spans. Values are the
/// corpus's own, so that they match its spans: `male` and not `Male`. `complete_info` holds the
/// profile as `synthetic_pii_input`, and none of the published prompts and answers of models.
struct PanoramaExport {
  private let export: CorpusExport

  init(_ export: CorpusExport) {
    self.export = export
  }

  func write(to folder: DerivedFolder) throws(CorpusError) -> Int {
    let profiles = (try folder.makeFile("profiles.csv"), try folder.makeFile("profiles.jsonl"))
    let (table, lines) = (try folder.makeFile("rows.csv"), try folder.makeFile("rows.jsonl"))
    let names = ["id", "content-type", "text", "document"]
    try table.writeLine(CommaSeparated.row(names))
    var authors: Set<String> = []
    let count = try export.forEachExample(in: folder) { document, _ throws(CorpusError) in
      if let author = document.optionalText("profile") { authors.insert(author) }
      let kind = document.optionalText("kind").flatMap { DocumentKind(name: $0) }
      let cells = [
        document.optionalText("profile") ?? "", PanoramaExport.contentType(of: kind),
        try document.text("text"), try document.text("id"),
      ]
      try table.writeLine(CommaSeparated.row(cells))
      try lines.writeLine(PanoramaExport.object(Array(zip(names, cells))))
    }
    try writeProfiles(of: authors, to: profiles.0, profiles.1)
    return count
  }

  /// The name of a kind in PANORAMA's rows; kinds that it lacks keep theirs.
  private static func contentType(of kind: DocumentKind?) -> String {
    switch kind {
    case .article: "Article"
    case .social: "Social Media"
    case .forum: "Forum Post"
    case .review: "Online Review"
    case .comment: "Blog/News Article Comment"
    case .ad: "Online Ad"
    case nil: "Canary"
    case let other?: other.name
    }
  }

  private func writeProfiles(
    of authors: Set<String>, to table: DerivedFile, _ lines: DerivedFile
  ) throws(CorpusError) {
    let last = "complete_info"
    try table.writeLine(CommaSeparated.row(PanoramaExport.columns.map(\.name) + [last]))
    var profiles = try CorpusLines(.profiles, of: export.corpus)
    while try profiles.advance() {
      let profile = try ProfileTexts(Array(profiles.line), number: profiles.number)
      guard authors.contains(profile.id) else { continue }
      let cells = PanoramaExport.columns.map { ($0.name, $0.cell(profile)) }
      let object = String(decoding: PanoramaExport.object(cells), as: UTF8.self)
      let whole = "{\"synthetic_pii_input\":\(object)}"
      try table.writeLine(CommaSeparated.row(cells.map(\.1) + [whole]))
      try lines.writeLine(PanoramaExport.object(cells + [(last, whole)]))
    }
  }

  private static func object(_ cells: [(String, String)]) -> [UInt8] {
    var bytes: [UInt8] = [UInt8(ascii: "{")]
    for (place, cell) in cells.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      JSONText.append(cell.0, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      JSONText.append(cell.1, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }

  /// A column of PANORAMA's profiles.
  private struct Column: Sendable {
    let name: String
    let cell: @Sendable (ProfileTexts) -> String

    init(_ name: String, _ attribute: Attribute, or other: String = "N/A") {
      self.name = name
      cell = { $0[attribute] ?? other }
    }

    init(_ name: String, _ cell: @escaping @Sendable (ProfileTexts) -> String) {
      self.name = name
      self.cell = cell
    }
  }

  /// The columns of the published profiles in their order, before `complete_info`.
  private static let columns: [Column] = [
    Column("Unique ID") { $0.id }, Column("Locale") { $0.locale },
    Column("First Name", .firstName), Column("Last Name", .lastName),
    Column("Father's Name", .fatherName), Column("Mother's Name", .motherName),
    Column("Gender", .sex), Column("Age", .age), Column("Nationality", .nationality),
    Column("Marital Status", .relationshipStatus), Column("Spouse Name", .spouseName),
    Column("Children Count", .childrenCount), Column("National ID", .nationalID),
    Column("Passport Number", .passport), Column("Driver's License", .driversLicence),
    Column("Phone Number", .phone), Column("Work Phone", .workPhone),
    Column("Address") { $0.address }, Column("Email Address", .email),
    Column("Work Email", .workEmail), Column("Birth Date", .birthDate),
    Column("Birth City", .birthCity), Column("Education Info", .education),
    Column("Finance Status", .financeStatus), Column("Net Worth", .netWorth),
    Column("Employer", .employer), Column("Job Title", .jobTitle),
    Column("Annual Salary", .income), Column("Credit Score", .creditScore),
    Column("Social Media Handles", handles), Column("Blood Type", .bloodType),
    Column("Allergies", .allergy, or: "None"), Column("Disability", .disability, or: "None"),
    Column("Emergency Contact Name", .emergencyContactName),
    Column("Emergency Contact Phone", .emergencyContactPhone),
  ]

  /// A table of platforms and handles, as the published readers expect it; ours names no platform.
  private static func handles(_ profile: ProfileTexts) -> String {
    let handles = profile[.handle].map { [("handle", $0)] } ?? []
    return String(decoding: object(handles), as: UTF8.self)
  }
}

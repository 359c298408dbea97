// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import TestSupport
import Testing

@testable import Corpora

/// Two people with a thread, a post and a twin; written out so that every export can be checked.
struct WrittenSource: CorpusSource {
  var plan = ["a-social-0", "c-comment-1", "a-social-0", "c-comment-0", "canary-0000"]

  var origin: CorpusOrigin {
    CorpusOrigin(
      seed: 1, recipe: ["name": "written"], tables: [:], asOf: "2026-01-01", formats: "reserved",
      files: [.profiles, .documents, .plan, .canaries])
  }

  var communityCount: Int { 1 }
  var exampleCount: Int { plan.count }
  var canaryCount: Int { 2 }

  static let profiles = """
    {"id":"a","index":0,"community":0,"locale":"en_GB","values":{"first-name":"Ann","age":"41",\
    "city":"Leeds","country":"United Kingdom","handle":"ann_x","income-level":"low",\
    "street-address":"1 High St","postcode":"LS1"},"style":{"register":"casual"},"facets":{}}
    {"id":"b","index":1,"community":0,"locale":"en_GB","values":{"first-name":"Bob","sex":"male"},\
    "style":{"register":"plain"},"facets":{}}

    """
  var documents = WrittenSource.documents

  static let documents = """
    {"id":"a-social-0","profile":"a","kind":"social","set":"retain","copies":2,"focus":"age",\
    "text":"I said \\"hi\\",\\nyes","spans":[]}
    {"id":"c-comment-0","profile":"a","kind":"thread","set":"forget","copies":1,"focus":"age",\
    "thread":"c-comment-0","text":"41 and tired","spans":[{"start":0,"end":2,"profile":"a",\
    "attribute":"age","surface":"41","value":"41","disclosure":"verbatim","hardness":1},\
    {"start":3,"end":6,"profile":"a","attribute":"age","surface":"and","value":"41",\
    "disclosure":"implied","hardness":4,"certainty":2}]}
    {"id":"c-comment-1","profile":"b","kind":"thread","set":"neighbour","copies":1,"focus":"sex",\
    "thread":"c-comment-0","parent":"c-comment-0","text":"as a lad","spans":[{"start":0,"end":8,\
    "profile":"b","attribute":"sex","surface":"as a lad","value":"male","disclosure":"implied",\
    "hardness":3,"certainty":4}]}
    {"id":"t-social-0","profile":"a","kind":"social","set":"twin","twinOf":"a-social-0",\
    "copies":0,"focus":"age","text":"never","spans":[]}

    """

  func writeCommunities(_ communities: Range<Int>, into block: inout CorpusBlock) {
    block.profiles.append(string: WrittenSource.profiles)
    block.documents.append(string: documents)
    block.counts.profiles += 2
    block.counts[.social, .retain] += 1
    block.counts[.thread, .forget] += 1
    block.counts[.thread, .neighbour] += 1
    block.counts[.social, .twin] += 1
  }

  func writePlan(_ positions: Range<Int>, into lines: inout ByteBuffer) {
    for position in positions {
      lines.append(
        string: "{\"document\":\"\(plan[position])\",\"copy\":\(position < 2 ? 1 : 2)}\n")
    }
  }

  func writeCanaries(_ numbers: Range<Int>, into lines: inout ByteBuffer) {
    for number in numbers {
      let set = number == 0 ? "retain" : "unseen"
      lines.append(
        string: "{\"id\":\"canary-000\(number)\",\"text\":\"pin \(number)\",\"set\":\"\(set)\"}\n")
    }
  }
}

@Suite struct CorpusExportTests {
  private func corpus(
    _ folder: TemporaryFolder, _ source: WrittenSource = WrittenSource(), gzip: Bool = false
  ) throws -> CorpusFolder {
    var options = CorpusWriting.Options()
    options.isCompressed = gzip
    options.isReplacing = true
    _ = try CorpusWriting(source, to: folder.path("c"), tool: "toy 1", options: options).run()
    return try CorpusFolder(at: folder.path("c"))
  }

  private func export(
    _ corpus: CorpusFolder, _ form: CorpusExport.Form, _ folder: TemporaryFolder,
    sets: [String] = [], without: [String] = []
  ) throws -> [String: String] {
    let selection = try CorpusSelection(sets, without: without, standard: .members)
    _ = try CorpusExport(
      corpus, as: form, selection, to: folder.path("out"), isReplacing: true
    ).run(tool: "toy 1")
    return try text(folder, below: "out/")
  }

  private func text(_ folder: TemporaryFolder, below prefix: String) throws -> [String: String] {
    var found: [String: String] = [:]
    for (name, bytes) in try folder.contents() where name.hasPrefix(prefix) {
      found[String(name.dropFirst(prefix.count))] = String(decoding: bytes, as: UTF8.self)
    }
    return found
  }

  @Test(arguments: [false, true]) func textFollowsTheTrainingOrder(gzip: Bool) throws {
    try TemporaryFolder.with { folder in
      let corpus = try corpus(folder, gzip: gzip)
      let post = "I said \"hi\",\nyes\n\n\n"
      #expect(
        try export(corpus, .text, folder) == [
          "train.txt": post + "as a lad\n\n\n" + post + "41 and tired\n\n\npin 0\n\n\n"
        ])
      #expect(
        try export(corpus, .text, folder, without: ["forget"]) == [
          "train.txt": post + "as a lad\n\n\n" + post + "pin 0\n\n\n"
        ])
      let record = try LineageRecord.read(beside: folder.path("out"))
      #expect(record.kind == "corpus-export" && record.inputs.map(\.digest) == [corpus.digest])
    }
  }

  @Test func theDatasetHasRowsACardAndColumns() throws {
    try TemporaryFolder.with { folder in
      let files = try export(try corpus(folder), .huggingface, folder)
      #expect(files.keys.sorted() == ["README.md", "dataset_info.json", "train.jsonl"])
      let rows = try #require(files["train.jsonl"]).split(separator: "\n")
        .map { try JSONValue(parsing: String($0)) }
      #expect(rows.map { $0["copy"]?.wholeNumber } == [1, 1, 2, 2, 2])
      #expect(rows[0]["text"]?.text == "I said \"hi\",\nyes")
      #expect(rows[4]["kind"]?.text == "canary" && rows[4]["profile"] == .null)
      let info = try JSONValue(parsing: try #require(files["dataset_info.json"]))
      #expect(info["splits"]?["train"]?["num_examples"]?.wholeNumber == 5)
      #expect(
        info["splits"]?["train"]?["num_bytes"]?.wholeNumber == files["train.jsonl"]?.utf8.count)
    }
  }

  /// The columns of `srirxml/PANORAMA-Plus` as the notebook `hf_dataset_replicator` of the repository
  /// `PANORAMA-DataGen` (commit 36c5838) prints them.
  static let panoramaColumns = [
    "Unique ID", "Locale", "First Name", "Last Name", "Father's Name", "Mother's Name", "Gender",
    "Age", "Nationality", "Marital Status", "Spouse Name", "Children Count", "National ID",
    "Passport Number", "Driver's License", "Phone Number", "Work Phone", "Address",
    "Email Address", "Work Email", "Birth Date", "Birth City", "Education Info", "Finance Status",
    "Net Worth", "Employer", "Job Title", "Annual Salary", "Credit Score",
    "Social Media Handles", "Blood Type", "Allergies", "Disability", "Emergency Contact Name",
    "Emergency Contact Phone", "complete_info",
  ]

  @Test func panoramaHasItsColumnsAndRows() throws {
    try TemporaryFolder.with { folder in
      let files = try export(try corpus(folder), .panorama, folder)
      let rows = try #require(files["rows.csv"])
      #expect(
        rows.hasPrefix(
          "id,content-type,text,document\na,Social Media,\"I said \"\"hi\"\",\nyes\",a-social-0\n"))
      let table = try #require(files["profiles.csv"])
      #expect(table.hasPrefix(Self.panoramaColumns.joined(separator: ",") + "\n"))
      let lines = try #require(files["profiles.jsonl"]).split(separator: "\n")
      let profile = try JSONValue(parsing: String(lines[0]))
      #expect(try #require(profile.members?.keys.sorted()) == Self.panoramaColumns.sorted())
      #expect(profile["Address"]?.text == "1 High St, Leeds, LS1, United Kingdom")
      // What somebody lacks is N/A, health aside.
      for name in ["Spouse Name", "Work Phone", "Passport Number", "Employer"] {
        #expect(profile[name]?.text == "N/A", "\(name)")
      }
      #expect(profile["Allergies"]?.text == "None" && profile["Disability"]?.text == "None")
      // The published readers parse handles as a table, and look into complete_info.
      #expect(profile["Social Media Handles"]?.text == "{\"handle\":\"ann_x\"}")
      let other = try JSONValue(parsing: String(lines[1]))
      #expect(other["Social Media Handles"]?.text == "{}")
      let whole = try JSONValue(parsing: try #require(profile["complete_info"]?.text))
      #expect(whole.members?.keys.sorted() == ["synthetic_pii_input"])
      #expect(
        whole["synthetic_pii_input"]?.members?.keys.sorted()
          == Self.panoramaColumns.dropLast().sorted())
    }
  }

  @Test func panoramaTellsOfNobodyWhoseTextsAreLeftOut() throws {
    try TemporaryFolder.with { folder in
      let corpus = try corpus(folder)
      let all = try #require(try export(corpus, .panorama, folder)["profiles.jsonl"])
      let left = try export(corpus, .panorama, folder, without: ["neighbour"])
      let kept = try #require(left["profiles.jsonl"])
      let authors = Set(
        try #require(left["rows.jsonl"]).split(separator: "\n").compactMap {
          try JSONValue(parsing: String($0))["id"]?.text
        })
      let people = try kept.split(separator: "\n").compactMap {
        try JSONValue(parsing: String($0))["Unique ID"]?.text
      }
      #expect(!people.isEmpty && Set(people).isSubset(of: authors))
      #expect(all.split(separator: "\n").count > people.count)
    }
  }

  @Test func synthPAIRowsCarryTheEasiestLabelAndTheReplies() throws {
    try TemporaryFolder.with { folder in
      let files = try export(try corpus(folder), .synthpai, folder)
      let rows = try #require(files["synthpai.jsonl"]).split(separator: "\n")
        .map { try JSONValue(parsing: String($0)) }
      #expect(rows.map { $0["id"]?.text } == ["c-comment-0", "c-comment-1"])
      #expect(rows[0]["children"] == ["c-comment-1"])
      #expect(rows[1]["parent_id"] == "c-comment-0")
      #expect(rows[0]["profile"]?["city_country"] == "Leeds, United Kingdom")
      #expect(rows[0]["profile"]?["age"] == 41)
      #expect(rows[0]["reviews"]?["human"]?["age"]?["hardness"] == 1)
      #expect(rows[1]["guesses"]?.elements?.first?["hardness"] == "indirect")
      #expect(rows[1]["guesses"]?.elements?.first?["certainty"] == 4)
    }
  }

  /// Members as eth-sri/SynthPAI (commit 4e089b7) writes them in collect_data.py,
  /// eval_synthetic_labels.py and generate_synthpai.py, and reads them in prepare_data_for_eval.py.
  @Test func synthPAIRowsHaveTheMembersThatItsScriptsReadAndWrite() throws {
    try TemporaryFolder.with { folder in
      var source = WrittenSource()
      source.documents = source.documents.replacing("\"implied\"", with: "\"decoy\"")
        .replacing("\"verbatim\"", with: "\"decoy\"")
      let labels = [
        "age", "birth_city_country", "city_country", "education", "income_level", "occupation",
        "relationship_status", "sex",
      ]
      for (source, isLabelled) in [(WrittenSource(), true), (source, false)] {
        let files = try export(try corpus(folder, source), .synthpai, folder)
        let line = try #require(files["synthpai.jsonl"]).split(separator: "\n")[0]
        let row = try JSONValue(parsing: String(line))
        #expect(
          row.members?.keys.sorted() == [
            "author", "children", "guesses", "id", "parent_id", "profile", "reviews", "text",
            "thread_id", "username",
          ])
        #expect(
          row["profile"]?.members?.keys.sorted()
            == (labels + ["income", "style", "username"]).sorted())
        // A reviewer's record names every label, the raw income aside, and two times.
        let human = try #require(row["reviews"]?["human"]?.members)
        #expect(human.keys.sorted() == (labels + ["time", "timestamp"]).sorted())
        #expect(human["sex"] == ["estimate": "", "hardness": 0, "certainty": 0])
        let guess = row["guesses"]?.elements?.first?.members?.keys.sorted()
        #expect(
          guess
            == (isLabelled ? ["certainty", "feature", "guesses", "hardness", "model_eval"] : nil))
        #expect((row["guesses"] == .null) == !isLabelled)
      }
    }
  }

  @Test func whatMustNeverBeTrainedOnIsRefusedAndLeavesNothing() throws {
    try TemporaryFolder.with { folder in
      let good = try corpus(folder)
      for form in [CorpusExport.Form.text, .huggingface, .panorama] {
        for set in ["twin", "unseen", "retain,unseen"] {
          let error = #expect(throws: CorpusError.self) {
            try export(good, form, folder, sets: set.split(separator: ",").map(String.init))
          }
          #expect(error?.code == .nonMember && error?.category == .badData)
        }
      }
      for stranger in ["t-social-0", "canary-0001"] {
        let bad = try corpus(folder, WrittenSource(plan: ["a-social-0", stranger]))
        for form in [CorpusExport.Form.text, .huggingface, .panorama] {
          let error = #expect(throws: CorpusError.self) { try export(bad, form, folder) }
          #expect(error?.code == .nonMember)
        }
        let error = #expect(throws: CorpusError.self) {
          try CorpusSplit(bad, .everything, to: folder.path("out"), isReplacing: false)
            .run(tool: "toy 1")
        }
        #expect(error?.code == .nonMember)
      }
      let missing = try corpus(folder, WrittenSource(plan: ["nobody"]))
      let error = #expect(throws: CorpusError.self) { try export(missing, .text, folder) }
      #expect(error?.code == .missingDocument)
      #expect(try text(folder, below: "out") == [:])
    }
  }

  @Test func aSplitCopiesLinesBySetAndLeavesOutWhatIsAsked() throws {
    try TemporaryFolder.with { folder in
      let corpus = try corpus(folder)
      let all = try CorpusSplit(corpus, .everything, to: folder.path("out"), isReplacing: false)
        .run(tool: "toy 1")
      #expect(all.documentCounts == [.retain: 1, .forget: 1, .neighbour: 1, .twin: 1, .unseen: 0])
      let files = try text(folder, below: "out/")
      let lines = WrittenSource.documents.split(separator: "\n").map { "\($0)\n" }
      #expect(files["retain.jsonl"] == lines[0] && files["twin.jsonl"] == lines[3])
      let selection = try CorpusSelection([], without: ["forget"], standard: .everything)
      let gold = try CorpusSplit(corpus, selection, to: folder.path("out"), isReplacing: true)
        .run(tool: "toy 1")
      #expect(gold.exampleCount == 4)
      let kept = try text(folder, below: "out/")
      #expect(kept["forget.jsonl"] == nil)
      #expect(kept["plan.jsonl"]?.contains("c-comment-0") == false)
      #expect(throws: CorpusError.self) {
        try CorpusSelection(["retian"], without: [], standard: .members)
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

import Evidence

extension AuthorCollection {
  /// Reads SynthPAI in any of its three forms; authors are known by their user names.
  ///
  /// - Parameter path: A folder with threads somewhere below, the released `synthpai.jsonl` with one
  ///   comment a line, or a file with one profile a line. Labels of people come from a file
  ///   `comments_eval_revised.jsonl` where one lies in the folder.
  /// - Returns: The digest of the file, or of all files' digests by path.
  /// - Throws: `unreadableAuthors`, `missingCorpus` where no thread is found, and what reading throws.
  mutating func readSynthPAI(_ path: String) throws(CorpusError) -> Digest {
    guard StoredFile.isFolder(path) else {
      files.append(path)
      return try readRows(path)
    }
    var digests: [UInt8] = []
    var threadCount = 0
    for file in try AuthorCollection.files(below: path) {
      if file.hasSuffix("/\(AuthorCollection.labelFile)") {
        digests += Array(try readLabels(file).hex.utf8)
        files.append(file)
        continue
      }
      let thread = try onDisk { () throws(EvidenceError) in try StoredFile.readJSON(file) }
      guard thread["children"] != nil else { continue }
      let name = StoredFile.name(of: file)
      try read(thread, thread: name, place: name)
      threadCount += 1
      files.append(file)
      digests += Array(try CorpusFolder.digest(of: file).hex.utf8)
    }
    guard threadCount > 0 else {
      throw CorpusError(
        .missingCorpus, "No SynthPAI thread lies below '\(path)'.",
        remedy: "Name the folder of the published data, with its json_threads.")
    }
    return try onDisk { () throws(EvidenceError) in try Digest.sha256(digests) }
  }

  /// The published file of the labels that people gave.
  private static let labelFile = "comments_eval_revised.jsonl"

  /// The JSON files and the file of labels below a folder, by path; the labels last.
  private static func files(below folder: String) throws(CorpusError) -> [String] {
    let found = try onDisk { () throws(EvidenceError) in
      try ThreadFiles.paths(below: folder, depth: 6) {
        $0.hasSuffix(".json") || $0 == labelFile
      }
    }
    return found.filter { $0.hasSuffix(".json") } + found.filter { !$0.hasSuffix(".json") }
  }

  /// Notes a comment of a thread and its replies.
  private mutating func read(
    _ node: JSONValue, thread: String, place: String
  ) throws(CorpusError) {
    guard let author = node["username"]?.text ?? node["author"]?.text, !author.isEmpty else {
      throw AuthorCollection.malformed(place, "a comment without an author")
    }
    guard let text = node["text"]?.text else {
      throw AuthorCollection.malformed(place, "a comment without a text")
    }
    add(AuthoredText(identifier: place, text: text, thread: thread), by: author)
    name(author, author)
    note(AuthorCollection.truth(in: node["profile"]), of: author)
    for (number, child) in (node["children"]?.elements ?? []).enumerated() {
      try read(child, thread: thread, place: "\(place)/\(number)")
    }
  }

  /// Adds the labels of authors who wrote something.
  private mutating func readLabels(_ path: String) throws(CorpusError) -> Digest {
    try AuthorCollection.forEachObject(of: path) { object, place throws(CorpusError) in
      guard let author = object["username"]?.text, textCount(of: author) > 0 else { return }
      noteReviews(object, of: author)
    }
  }

  /// Reads one comment a line, or one profile with its comments a line.
  private mutating func readRows(_ path: String) throws(CorpusError) -> Digest {
    try AuthorCollection.forEachObject(of: path) { object, place throws(CorpusError) in
      guard let author = object["username"]?.text ?? object["author"]?.text, !author.isEmpty else {
        throw AuthorCollection.malformed(place, "no 'username' or 'author'")
      }
      guard object["comments"] != nil || object["profile"] != nil else {
        throw AuthorCollection.malformed(place, "neither 'comments' nor 'profile', as SynthPAI has")
      }
      name(author, author)
      note(AuthorCollection.truth(in: object["profile"]), of: author)
      noteReviews(object, of: author)
      guard let comments = object["comments"]?.elements else {
        guard let text = object["text"]?.text else {
          throw AuthorCollection.malformed(place, "neither 'comments' nor a text 'text'")
        }
        let identifier = object["id"]?.text ?? "\(author)/\(textCount(of: author))"
        return add(
          AuthoredText(identifier: identifier, text: text, thread: object["thread_id"]?.text),
          by: author)
      }
      for comment in comments {
        guard let text = comment["text"]?.text else {
          throw AuthorCollection.malformed(place, "a comment without a text")
        }
        let number = textCount(of: author)
        add(AuthoredText(identifier: "\(author)/\(number)", text: text), by: author)
      }
    }
  }

  /// Notes the labels of a row: the checked ones where they stand, else those of people.
  private mutating func noteReviews(_ object: JSONValue, of author: String) {
    let reviews = object["reviews"]
    let checked = reviews?["human_evaluated"] ?? reviews?["human"]
    for (attribute, label) in AuthorCollection.labels(in: checked) {
      note(label, attribute, of: author)
    }
  }
}

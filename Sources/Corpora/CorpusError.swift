// SPDX-License-Identifier: Apache-2.0

/// Why a corpus could not be made.
public struct CorpusError: Error, Equatable {
  /// A stable code; new ones may be added.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    private enum Kind: String {
      case implausiblePlan = "COR001"
      case repeatedUser = "COR002"
      case lexiconFileMissing = "COR010"
      case lexiconColumns = "COR011"
      case lexiconNumber = "COR012"
      case lexiconText = "COR013"
      case lexiconDuplicate = "COR014"
      case lexiconEmpty = "COR015"
      case lexiconReference = "COR016"
      case unreadableProfile = "COR020"
      case invalidGrammar = "COR040"
      case unreadableGrammar = "COR041"
      case missingGrammar = "COR042"
      case missingFocus = "COR050"
      case badWordList = "COR051"
      case outputExists = "COR060"
      case foreignFolder = "COR061"
      case otherPartial = "COR062"
      case corpusBusy = "COR063"
      case refusedByDisk = "COR064"
      case noCorpus = "COR065"
      case missingCorpus = "COR066"
      case changedCorpus = "COR067"
      case stoppedWriting = "COR068"
      case malformedLine = "COR069"
      case nonMember = "COR070"
      case unusableShard = "COR071"
      case missingDocument = "COR072"
      case unknownSet = "COR073"
      case failedLibrary = "COR074"
      case unfitParts = "COR075"
      case outputInCorpus = "COR076"
      case unknownSchema = "COR077"
      case unreadableAuthors = "COR078"
    }

    private let kind: Kind

    /// A plan asks for something that cannot be made.
    public static let implausiblePlan = Code(kind: .implausiblePlan)
    /// Users were given of which two have one identifier.
    public static let repeatedUser = Code(kind: .repeatedUser)
    /// A file of the lexicon is not there or cannot be read.
    public static let lexiconFileMissing = Code(kind: .lexiconFileMissing)
    /// A table lacks a column, or a line has more or fewer cells than the table has columns.
    public static let lexiconColumns = Code(kind: .lexiconColumns)
    /// A weight or another number is none, or lies outside its range.
    public static let lexiconNumber = Code(kind: .lexiconNumber)
    /// A value holds what no value may hold, such as a quote, or is blank.
    public static let lexiconText = Code(kind: .lexiconText)
    /// A value stands twice where it may stand once.
    public static let lexiconDuplicate = Code(kind: .lexiconDuplicate)
    /// A table has no rows, or none for something that needs one.
    public static let lexiconEmpty = Code(kind: .lexiconEmpty)
    /// A cell names a category, region or locale that does not exist.
    public static let lexiconReference = Code(kind: .lexiconReference)
    /// A grammar breaks the rules of its format.
    public static let invalidGrammar = Code(kind: .invalidGrammar)
    /// Grammars could not be read.
    public static let unreadableGrammar = Code(kind: .unreadableGrammar)
    /// A plan asks for a kind of document that has no grammar.
    public static let missingGrammar = Code(kind: .missingGrammar)
    /// Documents of a kind have nothing to disclose.
    public static let missingFocus = Code(kind: .missingFocus)
    /// The words that secrets are made of are not as many, or as distinct, as they must be.
    public static let badWordList = Code(kind: .badWordList)
    /// A line of profiles.jsonl is no profile.
    public static let unreadableProfile = Code(kind: .unreadableProfile)
    /// Something stands where a corpus should be made.
    public static let outputExists = Code(kind: .outputExists)
    /// A folder with files of others stands where a corpus, or files made from one, should be made.
    public static let foreignFolder = Code(kind: .foreignFolder)
    /// An unfinished corpus of other arguments stands where one should be made.
    public static let otherPartial = Code(kind: .otherPartial)
    /// Another process writes the corpus.
    public static let corpusBusy = Code(kind: .corpusBusy)
    /// The operating system refused to read or write.
    public static let refusedByDisk = Code(kind: .refusedByDisk)
    /// A folder or file does not hold what a corpus holds.
    public static let noCorpus = Code(kind: .noCorpus)
    /// A folder or file to read is not there.
    public static let missingCorpus = Code(kind: .missingCorpus)
    /// Recorded bytes do not match.
    public static let changedCorpus = Code(kind: .changedCorpus)
    /// Writing was stopped, and can go on.
    public static let stoppedWriting = Code(kind: .stoppedWriting)
    /// A line of a corpus is not of its form.
    public static let malformedLine = Code(kind: .malformedLine)
    /// Texts that must never be trained on were to be put into training.
    public static let nonMember = Code(kind: .nonMember)
    /// A part of a corpus was asked for that does not exist.
    public static let unusableShard = Code(kind: .unusableShard)
    /// The plan names a document that is not there.
    public static let missingDocument = Code(kind: .missingDocument)
    /// A set was named that a corpus does not have.
    public static let unknownSet = Code(kind: .unknownSet)
    /// A library that files are written with failed.
    public static let failedLibrary = Code(kind: .failedLibrary)
    /// Parts that were to be joined are not all parts of one corpus.
    public static let unfitParts = Code(kind: .unfitParts)
    /// Something was to be written into the corpus that it is made from.
    public static let outputInCorpus = Code(kind: .outputInCorpus)
    /// A file states a schema that this version does not read.
    public static let unknownSchema = Code(kind: .unknownSchema)
    /// Texts have no authors, or a line is none of texts with authors.
    public static let unreadableAuthors = Code(kind: .unreadableAuthors)

    /// The code as printed, such as `COR001`.
    public var description: String { kind.rawValue }
  }

  /// What kind of failure it is.
  public let code: Code
  /// What happened, and to what; never a personal value.
  public let message: String
  /// What to do next.
  public let remedy: String
  /// The failure underneath, in words, where there is one.
  public let cause: String?

  /// Creates an error.
  public init(_ code: Code, _ message: String, remedy: String, cause: String? = nil) {
    self.code = code
    self.message = message
    self.remedy = remedy
    self.cause = cause
  }
}

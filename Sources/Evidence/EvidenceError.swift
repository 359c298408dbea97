// SPDX-License-Identifier: Apache-2.0

/// Why evidence could not be written, read or trusted.
public struct EvidenceError: Error, Sendable {
  /// What kind of failure it is; stable for scripts.
  public let code: Code
  /// What happened, and to what; holds no personal value.
  public let message: String
  /// What to do next, in one sentence.
  public let remedy: String
  /// The failure underneath, where there is one.
  public let cause: (any Error)?

  /// Creates an error.
  public init(_ code: Code, _ message: String, remedy: String, cause: (any Error)? = nil) {
    self.code = code
    self.message = message
    self.remedy = remedy
    self.cause = cause
  }

  /// Which family of exit codes the failure belongs to.
  public var category: Category { code.category }

  /// Families of failures; the command line maps each to one exit code.
  public enum Category: String, Sendable, CaseIterable {
    /// Asked for something that cannot be asked (64).
    case usage
    /// Input whose content is not acceptable (65).
    case badData = "bad-data"
    /// Input that is not there (66).
    case missing
    /// Reading or writing failed, or output exists already (74).
    case inputOutput = "input-output"
    /// Recorded bytes do not match (12).
    case tampered
    /// Stopped before the end, and resumable (75).
    case unfinished
    /// A defect or a failing library (1).
    case unexpected
  }

  /// A stable code such as `EVD002`; new ones may be added.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    private enum Kind: Int {
      case notRepresentable = 1
      case malformedJSON, unexpectedShape, cryptography, missingFile, inputOutput, outputExists
      case foreignFolder, runBusy, planChanged, journalCorrupt, bundleTampered, runFinished
      case runUnfinished, unitRepeated, invalidName, ambiguousRun, unknownRun, unknownSchema
      case outputIsInput
    }

    private let kind: Kind

    private init(_ kind: Kind) { self.kind = kind }

    /// A number has no JSON form: not finite, or out of the 64-bit range.
    public static let notRepresentable = Code(.notRepresentable)
    /// Bytes are not strict JSON.
    public static let malformedJSON = Code(.malformedJSON)
    /// JSON lacks a member or holds one of another type.
    public static let unexpectedShape = Code(.unexpectedShape)
    /// The cryptographic library refused a call.
    public static let cryptography = Code(.cryptography)
    /// A file or folder to read is not there.
    public static let missingFile = Code(.missingFile)
    /// The operating system refused to read or write.
    public static let inputOutput = Code(.inputOutput)
    /// A run stands where a new one should be made.
    public static let outputExists = Code(.outputExists)
    /// A folder with other content stands where a run should be made.
    public static let foreignFolder = Code(.foreignFolder)
    /// Another process works on the run.
    public static let runBusy = Code(.runBusy)
    /// A run was started with another plan.
    public static let planChanged = Code(.planChanged)
    /// A journal line does not carry the checksum that it should.
    public static let journalCorrupt = Code(.journalCorrupt)
    /// A file of a finished run is not the one that was recorded.
    public static let bundleTampered = Code(.bundleTampered)
    /// A finished run takes no more units.
    public static let runFinished = Code(.runFinished)
    /// A run has not been finished yet.
    public static let runUnfinished = Code(.runUnfinished)
    /// A unit was recorded twice.
    public static let unitRepeated = Code(.unitRepeated)
    /// A file name leaves its folder or is reserved.
    public static let invalidName = Code(.invalidName)
    /// More than one run fits the given prefix.
    public static let ambiguousRun = Code(.ambiguousRun)
    /// No run fits the given name.
    public static let unknownRun = Code(.unknownRun)
    /// A document states a schema that this version does not read.
    public static let unknownSchema = Code(.unknownSchema)
    /// What was to be written would replace something that is read, or stand in it.
    public static let outputIsInput = Code(.outputIsInput)

    /// The code as printed, such as `EVD002`.
    public var description: String {
      let digits = String(kind.rawValue)
      return "EVD" + String(repeating: "0", count: 3 - digits.count) + digits
    }

    /// The family that the code belongs to.
    public var category: Category {
      switch kind {
      case .notRepresentable, .malformedJSON, .unexpectedShape, .unknownSchema: .badData
      case .missingFile, .unknownRun: .missing
      case .inputOutput, .outputExists, .foreignFolder, .runBusy: .inputOutput
      case .journalCorrupt, .bundleTampered: .tampered
      case .planChanged, .runFinished, .ambiguousRun, .outputIsInput: .usage
      case .runUnfinished: .unfinished
      case .cryptography, .unitRepeated, .invalidName: .unexpected
      }
    }
  }
}

extension EvidenceError: CustomStringConvertible {
  /// Code, message and remedy on one line.
  public var description: String { "\(code): \(message) \(remedy)" }
}

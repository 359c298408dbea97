// SPDX-License-Identifier: Apache-2.0

/// How many planted secrets there are, and where each stands, in closed form.
///
/// Canaries come format by format; within a format first the members, class by class, and then the
/// controls, which are never trained on.
public struct CanaryCounts: Equatable, Sendable {
  private let perClass: Int
  private let controlCount: Int
  private let classes: [Int]

  init(_ recipe: CorpusRecipe) {
    perClass = recipe.canaries.perClass
    controlCount = recipe.canaries.controlCount
    classes = recipe.replicationClasses
  }

  /// The number of canaries of one format that are trained on.
  public var memberCountPerFormat: Int { perClass * classes.count }

  /// The number of canaries of one format.
  public var countPerFormat: Int { memberCountPerFormat + controlCount }

  /// The number of canaries.
  public var count: Int { countPerFormat * CanaryFormat.allCases.count }

  /// The format of a canary.
  public func format(of canary: Int) -> CanaryFormat {
    CanaryFormat.allCases[canary / countPerFormat]
  }

  /// How often a canary stands in the training order; 0 for a control.
  public func copies(of canary: Int) -> Int {
    let place = canary % countPerFormat
    return place < memberCountPerFormat ? classes[place / perClass] : 0
  }

  /// The number of examples of one format.
  private var exampleCountPerFormat: Int { perClass * classes.reduce(0, +) }

  /// The number of examples that are canaries.
  public var exampleCount: Int { exampleCountPerFormat * CanaryFormat.allCases.count }

  /// The example at a place among those of canaries.
  func example(_ index: Int) -> TrainingExample {
    var (format, rest) = index.quotientAndRemainder(dividingBy: exampleCountPerFormat)
    format *= countPerFormat
    for (place, copies) in classes.enumerated() {
      if rest < perClass * copies {
        return TrainingExample(
          document: .canary(format + place * perClass + rest / copies), copy: rest % copies + 1)
      }
      rest -= perClass * copies
    }
    preconditionFailure("an example of a canary")
  }
}

// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits

/// What membership attacks get besides the model.
struct MembershipOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A model that never saw the texts: the attack by reference compares with it.",
      valueName: "file"))
  var reference: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Compare each text with so many perturbed copies; 0 leaves the neighbour attack out.",
      valueName: "count"))
  var neighbours = 4

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Train so many shadow models for LiRA and RMIA, an even number from 4; 0 for none.",
      valueName: "count"))
  var shadows = 0

  @Option(
    help: ArgumentHelp(
      "How shadow models are trained: 'ngram', or a recipe of Models/recipes or a file.",
      valueName: "name"))
  var shadowRecipe = "tiny"

  func validate() throws {
    if !(0...100).contains(neighbours) {
      throw ValidationError("--neighbours is a number from 0 to 100.")
    }
    let least = MembershipSettings.leastShadowCount
    guard shadows == 0 || (shadows >= least && shadows <= 1000 && shadows.isMultiple(of: 2)) else {
      throw ValidationError(
        "--shadows is 0 or an even number from \(least) to 1000, so that each text is in half of them."
      )
    }
    if let reference, ModelOpening.isAddress(reference) {
      throw ValidationError("--reference is a file or a folder.")
    }
  }

  /// The settings, with the recipe found.
  func settings() throws -> MembershipSettings {
    var settings = MembershipSettings()
    settings.neighbourCount = neighbours
    settings.reference = reference
    settings.shadowCount = shadows
    guard shadows > 0 else { return settings }
    settings.shadowRecipe =
      shadowRecipe == MembershipSettings.nGramRecipe
      ? shadowRecipe : try ModelRecipes.path(named: shadowRecipe)
    return settings
  }
}

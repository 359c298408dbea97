// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Recommenders

/// What is to be erased.
struct ErasureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "interactions:SHARE, users:SHARE, items:SHARE, user:ID or item:ID; several make a mixture.",
      valueName: "what"))
  var erase: [String] = []

  @Option(
    help: ArgumentHelp(
      "TSV or CSV with the columns user and item; an empty item means the whole user, an empty user "
        + "the whole item.", valueName: "file"))
  var eraseFile: String?

  @Flag(help: "Name identifiers in messages instead of hiding them.")
  var showValues = false

  func validate() throws {
    if !erase.isEmpty && eraseFile != nil {
      throw ValidationError("--erase and --erase-file exclude each other.")
    }
  }

  /// What the flags ask for; nil where they ask for nothing.
  func specification() throws -> ErasureSpecification? {
    if let eraseFile { return ErasureSpecification(lines: try PairsReader().read(path: eraseFile)) }
    return erase.isEmpty ? nil : try ErasureSpecification(parsing: erase)
  }
}

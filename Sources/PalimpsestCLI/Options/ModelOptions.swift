// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import LanguageModels

/// How a model is opened: its tokenizer, threads, and what an endpoint needs.
struct ModelOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The tokenizer, where it is not the model's own: tokenizer.json, GGUF, or tok32000.bin.",
      valueName: "file"))
  var tokenizer: String?

  @OptionGroup var endpoint: EndpointOptions

  @Option(
    help: ArgumentHelp(
      "Where answers of an endpoint are kept, so that nothing is asked twice.", valueName: "folder")
  )
  var cache: String?

  @OptionGroup var threads: ThreadOptions

  /// Opens a model.
  ///
  /// - Parameters:
  ///   - place: A file, a folder or an address.
  ///   - topCount: How many likeliest tokens an endpoint is to tell.
  /// - Returns: The model.
  /// - Throws: `AuditError` by what is wrong with the file, or with reaching the endpoint.
  func open(_ place: String, topCount: Int = 0) async throws(AuditError) -> SubjectModel {
    if !ModelOpening.isAddress(place) { try refuseEndpointOptions() }
    return try await opening.open(place, topCount: topCount)
  }

  /// Refuses what belongs to endpoints, for a file or a folder.
  func refuseEndpointOptions() throws(AuditError) {
    guard endpoint.isGiven || cache != nil else { return }
    throw AuditError(
      LanguageModelError(
        "LMD095", .usage,
        "--allow-host, --model, --dialect, --concurrency, --rate and --cache belong to endpoints.",
        remedy: "Leave them out for a file, or give an address such as http://127.0.0.1:8080."))
  }

  /// What opens models with these options.
  var opening: ModelOpening {
    ModelOpening(
      tokenizer: tokenizer, endpoint: ModelOpening.Endpoint(endpoint, cache: cache),
      jobs: threads.jobCount, kernels: threads.kernelSet)
  }
}

// SPDX-License-Identifier: Apache-2.0

import Audits
import Compute
import Evidence
import Foundation
import LanguageModels

/// Turns a file, a folder or an address into a language model.
struct ModelOpening {
  /// The variable that holds the key of endpoints, and the one that clients of a server must send.
  static let keyVariable = "PALIMPSEST_API_KEY"

  /// How an endpoint is reached.
  struct Endpoint {
    /// The hosts besides this machine that may be contacted.
    var hosts: [String] = []
    /// The model's name there.
    var name: String?
    /// What is spoken there; nil finds it out.
    var dialect: DialectName?
    /// How much may be asked at once and in a second.
    var limits = RequestLimits()
    /// Where answers are kept.
    var cache: String?
  }

  /// A tokenizer instead of the model's own.
  var tokenizer: String?
  /// How an endpoint is reached.
  var endpoint = Endpoint()
  /// The largest number of threads.
  var jobs: Int
  /// The kernel set.
  var kernels: KernelSet

  /// Whether a model is named by an address rather than a path.
  static func isAddress(_ place: String) -> Bool { place.contains("://") }

  /// The key in the environment; nil where there is none.
  static func key() throws(LanguageModelError) -> APIKey? {
    guard let secret = keyText, !secret.isEmpty else { return nil }
    return try APIKey(secret)
  }

  /// The key in the environment as text, for a server to compare with.
  static var keyText: String? { ProcessInfo.processInfo.environment[keyVariable] }

  /// Opens a model, wherever it is.
  ///
  /// - Parameters:
  ///   - place: A file, a folder or an address.
  ///   - topCount: How many likeliest tokens an endpoint is to tell.
  /// - Returns: The model.
  /// - Throws: `AuditError` by what is wrong with the file, or with reaching the endpoint.
  func open(_ place: String, topCount: Int = 0) async throws(AuditError) -> SubjectModel {
    do throws(LanguageModelError) {
      if ModelOpening.isAddress(place) {
        return try await openEndpoint(place, topCount: topCount)
      }
      return try openFile(place)
    } catch {
      throw AuditError(error)
    }
  }

  /// Opens a model in this process.
  func openFile(_ path: String) throws(LanguageModelError) -> SubjectModel {
    if NGramFolder.isModel(path) {
      let model = try NGramFolder.read(path, tokenizer: try namedTokenizer(modelCount: nil))
      return SubjectModel(model: model, tokenizer: model.tokenizer)
    }
    let model = try TransformerModel(
      ModelFile.open(path), tokenizer: tokenizer, jobs: jobs, kernels: kernels)
    return SubjectModel(model: model, tokenizer: try model.tokenizer())
  }

  /// Finds out what an endpoint can do.
  ///
  /// - Parameters:
  ///   - address: Where it is.
  ///   - topCount: How many likeliest tokens are wished for.
  ///   - wantsDistributions: Whether whole distributions are tried, too.
  /// - Returns: What asks the endpoint, and what it can do.
  /// - Throws: What the address, its host or the server is refused for.
  func probe(
    _ address: String, topCount: Int = 0, wantsDistributions: Bool = false
  ) async throws(LanguageModelError) -> (client: EndpointClient, report: EndpointReport) {
    let allowed = try AllowedHosts(endpoint.hosts)
    let transport = CurlTransport(
      allowed: allowed, limits: TransportLimits(),
      proxies: ProxySettings(environment: ProcessInfo.processInfo.environment))
    let client = try EndpointClient(
      EndpointAddress(address), key: try ModelOpening.key(), allowed: allowed,
      transport: transport, limits: endpoint.limits,
      retries: RetryPolicy(seed: Seed(1)), clock: .system,
      cache: endpoint.cache.map { AnswerCache(folder: $0) })
    let options = EndpointProbe.Options(
      model: endpoint.name, dialect: endpoint.dialect, top: max(topCount, 20),
      wantsDistributions: wantsDistributions)
    return (client, try await EndpointProbe(client, options).report())
  }

  /// Opens a model behind HTTP.
  func openEndpoint(
    _ address: String, topCount: Int
  ) async throws(LanguageModelError) -> SubjectModel {
    let (client, report) = try await probe(address, topCount: topCount)
    let tokenizer = try namedTokenizer(modelCount: report.vocabularyCount)
    return SubjectModel(
      model: EndpointModel(client, report, tokenizer: tokenizer), tokenizer: tokenizer)
  }

  /// The tokenizer of the flag; a llama2.c vocabulary needs to know how many tokens it has.
  private func namedTokenizer(
    modelCount: Int?
  ) throws(LanguageModelError) -> (any Tokenizer)? {
    guard let tokenizer else { return nil }
    let source = try TokenizerSource.at(tokenizer)
    if case .llama2c = source, modelCount == nil {
      throw LanguageModelError(
        "LMD096", .usage, "\(tokenizer) does not say how many tokens it has, nor does the model.",
        remedy: "Give a tokenizer.json or a GGUF file.")
    }
    return try source.tokenizer(modelCount: modelCount ?? 0)
  }
}

extension ModelOpening.Endpoint {
  /// Takes what the command line says.
  init(_ options: EndpointOptions, cache: String? = nil) {
    self.init(
      hosts: options.allowHost, name: options.name, dialect: options.dialect,
      limits: options.limits, cache: cache)
  }
}

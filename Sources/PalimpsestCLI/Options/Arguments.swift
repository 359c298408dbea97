// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
public import Audits
public import Compute
public import Corpora
public import LanguageModels
public import Recommenders
public import Statistics

// Enumerations of the libraries that flags take by their words.

extension RecommenderAuditJob.Method: ExpressibleByArgument {}

extension InteractionFormat: ExpressibleByArgument {}

extension KernelSet: ExpressibleByArgument {}

extension NegativeSampling: ExpressibleByArgument {}

extension RecommenderUnlearning.Mode: ExpressibleByArgument {}

extension PermutationTest.Alternative: ExpressibleByArgument {}

extension CorpusExport.Form: ExpressibleByArgument {}

extension Activations: ExpressibleByArgument {}

extension ModelConfiguration.Architecture: ExpressibleByArgument {}

extension ModelConversion.Form: ExpressibleByArgument {}

extension DialectName: ExpressibleByArgument {}

extension CorpusAuditJob.Learner: ExpressibleByArgument {}

extension AuthoredTexts.Format: ExpressibleByArgument {}

extension ScoringMode: ExpressibleByArgument {}

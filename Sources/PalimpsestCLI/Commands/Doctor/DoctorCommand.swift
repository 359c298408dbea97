// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Compute
import Evidence
import Foundation

/// `palimpsest doctor`.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what this machine offers and what is amiss; exit 1 where something is.",
    discussion: "Example: palimpsest doctor --out runs")

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder that runs will go into.", valueName: "folder"))
  var out = "runs"

  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    var facts = machine
    facts["output-folder"] = out
    var advice: [String] = []
    let folders = PolicyFolders.all()
    facts["policies"] = folders.first ?? "none"
    if folders.isEmpty {
      advice.append("No folder 'Policies' was found: set \(PolicyFolders.variable) to it.")
    }
    facts["output-folder-writable"] = isWritable(out) ? "yes" : "no"
    if !isWritable(out) {
      advice.append("Runs cannot be written to '\(out)': choose another folder with --out.")
    }
    facts["amiss"] = String(advice.count)
    if output.json {
      try Console.write(CommandResult(command: "doctor", facts: facts).json)
    } else {
      try Console.write(MeasureLines.table(facts))
    }
    for line in advice { Console.note("amiss: \(line)\n") }
    if !advice.isEmpty { throw ExitCode(1) }
  }

  private var machine: [String: String] {
    let supported = KernelSet.allCases.filter(\.isSupported).map(\.rawValue)
    return [
      "tool": Tool.name,
      "kernel-sets": supported.joined(separator: " "),
      "kernel-set": KernelSet.best.rawValue,
      "cores": String(ProcessInfo.processInfo.activeProcessorCount),
      "memory-bytes": String(ProcessInfo.processInfo.physicalMemory),
      "openssl": Digest.libraryVersion,
      "zlib": Deflate.libraryVersion,
      "schemas": Schema.all.joined(separator: " "),
    ]
  }

  /// Whether a folder, or the nearest one above it that is there, can be written to.
  private func isWritable(_ path: String) -> Bool {
    var folder = URL(fileURLWithPath: path)
    while !StoredFile.exists(folder.path) && folder.path != "/" { folder.deleteLastPathComponent() }
    return StoredFile.isFolder(folder.path)
      && FileManager.default.isWritableFile(atPath: folder.path)
  }
}

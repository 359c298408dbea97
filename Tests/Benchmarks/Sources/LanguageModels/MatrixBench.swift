// SPDX-License-Identifier: Apache-2.0

import Compute
import Dispatch
import Foundation

/// Products of matrices of floats against NumPy's, at the sizes of small language models.
///
/// Rows are shared out among threads, as in training and scoring; the peer shares out as it likes.
enum MatrixBench {
  private struct Size {
    let product: MatrixProduct
    let m: Int
    let n: Int
    let k: Int

    var name: String {
      let letters =
        switch product {
        case .plain: "NN"
        case .transposedRight: "NT"
        case .transposedLeft: "TN"
        }
      return "\(letters) \(m),\(n),\(k)"
    }
  }

  private static let sizes: [Size] =
    [
      (512, 256, 256), (512, 1024, 256), (1024, 768, 256), (1024, 256, 1024), (2048, 1024, 1024),
      (2048, 8192, 256), (2048, 32000, 256),
    ].map { Size(product: .plain, m: $0.0, n: $0.1, k: $0.2) } + [
      Size(product: .transposedRight, m: 1024, n: 768, k: 256),
      Size(product: .transposedRight, m: 256, n: 576, k: 1536),
      Size(product: .transposedRight, m: 2048, n: 1024, k: 1024),
      Size(product: .transposedLeft, m: 256, n: 1024, k: 2048),
    ]

  static func run(_ surroundings: Surroundings) throws {
    for jobs in surroundings.threadCounts {
      print("Products of matrices of floats, m,n,k, \(jobs) threads, kernels \(KernelSet.best)")
      let peer = try surroundings.peer(
        "numpy_peer.py", [], environment: ["OPENBLAS_NUM_THREADS": "\(jobs)"])
      for size in sizes { try compare(size, peer, jobs, surroundings.rounds) }
    }
  }

  private static func compare(_ size: Size, _ peer: Peer, _ jobs: Int, _ rounds: Int) throws {
    let operations = 2 * Double(size.m) * Double(size.n) * Double(size.k)
    let repetitions = max(2, Int(4e9 / operations))
    let factors = Factors(size, jobs)
    var speeds = Rounds()
    for _ in 0..<rounds {
      let name = size.name.replacingOccurrences(of: ",", with: " ")
      let theirs = try peer.ask("\(name) \(repetitions)")["seconds"] ?? .nan
      let ours = timed { for _ in 0..<repetitions { factors.multiply() } }.seconds
      speeds.add("numpy", operations * Double(repetitions) / theirs)
      speeds.add("ours", operations * Double(repetitions) / ours)
    }
    print(" \(size.name)")
    speeds.report(against: "numpy", unit: "GFLOP/s", scale: 1e-9)
  }

  /// Two factors and the room for their product.
  private final class Factors: @unchecked Sendable {
    private let size: Size
    private let jobs: Int
    private let a: UnsafeMutableBufferPointer<Float>
    private let b: UnsafeMutableBufferPointer<Float>
    private let c: UnsafeMutableBufferPointer<Float>
    private let rooms: [MatrixWorkspace]
    private let kernels = MatrixKernels()

    init(_ size: Size, _ jobs: Int) {
      (self.size, self.jobs) = (size, jobs)
      rooms = (0..<jobs).map { _ in MatrixWorkspace() }
      a = .allocate(capacity: size.m * size.k)
      b = .allocate(capacity: size.k * size.n)
      c = .allocate(capacity: size.m * size.n)
      for place in a.indices { a[place] = Float(place % 17) / 17 - 0.5 }
      for place in b.indices { b[place] = Float(place % 23) / 23 - 0.5 }
      c.initialize(repeating: 0)
    }

    deinit {
      a.deallocate()
      b.deallocate()
      c.deallocate()
    }

    func multiply() {
      if jobs == 1 { return multiply(rows: 0..<size.m, in: 0) }
      let step = (size.m + jobs - 1) / jobs
      DispatchQueue.concurrentPerform(iterations: jobs) { job in
        multiply(rows: job * step..<min(size.m, (job + 1) * step), in: job)
      }
    }

    private func multiply(rows: Range<Int>, in room: Int) {
      let (m, n, k) = (rows.count, size.n, size.k)
      let left =
        size.product == .transposedLeft
        ? MatrixView(
          UnsafeMutableBufferPointer(rebasing: a[rows.lowerBound...]), rows: k, columns: m,
          stride: size.m)
        : MatrixView(
          UnsafeMutableBufferPointer(rebasing: a[(rows.lowerBound * k)...]), rows: m, columns: k)
      let right =
        size.product == .transposedRight
        ? MatrixView(b, rows: n, columns: k) : MatrixView(b, rows: k, columns: n)
      kernels.multiply(
        size.product, left, right,
        into: MutableMatrixView(
          UnsafeMutableBufferPointer(rebasing: c[(rows.lowerBound * n)...]), rows: m, columns: n),
        workspace: rooms[room])
    }
  }
}

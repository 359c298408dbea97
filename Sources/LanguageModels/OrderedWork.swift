// SPDX-License-Identifier: Apache-2.0

/// Does several things at once and hands over what comes of them in the order of the things.
package struct OrderedWork: Sendable {
  /// The most things that are done at once, at least one.
  private let concurrency: Int

  /// How many results may wait for an earlier one, for each thing that is done at once.
  private static let lead = 4

  /// Prepares work.
  package init(concurrency: Int) {
    precondition(concurrency > 0, "at least one at once")
    self.concurrency = concurrency
  }

  /// Does something with each element; the first failure, in the order of the elements, ends it.
  ///
  /// - Parameters:
  ///   - elements: What is worked on.
  ///   - work: What is done with each, so many at once.
  ///   - receive: Given each result in turn; once it returns false, nothing more is done.
  /// - Throws: What `work` throws for the first element that fails, once every result before it was
  ///   handed over, and what `receive` throws.
  package func run<Element: Sendable, Output: Sendable, Failure: Error>(
    _ elements: [Element], _ work: @escaping @Sendable (Element) async throws(Failure) -> Output,
    _ receive: (Output) throws(Failure) -> Bool
  ) async throws(Failure) {
    let result = await withTaskGroup(of: (Int, Result<Output, Failure>).self) { group in
      var (begun, running, handed) = (0, 0, 0)
      var early: [Int: Result<Output, Failure>] = [:]
      defer { group.cancelAll() }
      while handed < elements.count {
        while begun < elements.count, running < concurrency,
          begun - handed < concurrency * OrderedWork.lead
        {
          group.addTask { [begun] in (begun, await OrderedWork.result(elements[begun], work)) }
          (begun, running) = (begun + 1, running + 1)
        }
        guard let (place, output) = await group.next() else { break }
        running -= 1
        early[place] = output
        while let next = early.removeValue(forKey: handed) {
          let isGoingOn = next.flatMap { output in OrderedWork.result(output, receive) }
          guard case .success(true) = isGoingOn else { return isGoingOn }
          handed += 1
        }
      }
      return .success(true)
    }
    _ = try result.get()
  }

  private static func result<Element, Output, Failure: Error>(
    _ element: Element, _ work: @Sendable (Element) async throws(Failure) -> Output
  ) async -> Result<Output, Failure> {
    do throws(Failure) {
      return .success(try await work(element))
    } catch {
      return .failure(error)
    }
  }

  private static func result<Output, Failure: Error>(
    _ output: Output, _ receive: (Output) throws(Failure) -> Bool
  ) -> Result<Bool, Failure> {
    Result { () throws(Failure) in try receive(output) }
  }
}

// SPDX-License-Identifier: Apache-2.0

internal import Compute

/// One discussion: who wrote which comment, and in reply to which.
///
/// After SynthPAI (Yukhymenko et al., arXiv 2406.07217): a comment is replied to the likelier, the
/// more of its ancestors are the replier's own and the nearer it is to the root; nobody replies to
/// themselves, and depth and the number of replies have limits. Who comments follows from interests.
struct ThreadTree {
  private let settings: CorpusRecipe.Threads
  /// The authors' seats.
  private(set) var authors: [Int16] = []
  /// The position in the tree of the comment replied to; -1 for the root.
  private(set) var parents: [Int16] = []
  /// The numbers of the comments in the community.
  private(set) var numbers: [Int32] = []
  private var depths: [UInt8] = []
  private var replyCounts: [UInt8] = []
  /// The field of the interest that the discussion is about.
  private var field: UInt8 = 0
  /// A word that picks the topic's name.
  private(set) var topic: UInt64 = 0
  private var weights: [Int] = []

  init(_ settings: CorpusRecipe.Threads) {
    self.settings = settings
  }

  /// The comments' positions.
  var count: Int { authors.count }

  /// Adds a comment, which begins a new tree where the last one is complete, and returns its position.
  ///
  /// - Parameters:
  ///   - number: The comment's number in the community.
  ///   - isAble: Whether each seat can write the comment.
  ///   - community: The people.
  ///   - draws: What is drawn from.
  /// - Returns: The position in the tree; the first one is the root.
  mutating func add(
    _ number: Int, _ isAble: [Bool], _ community: borrowing WritingCommunity,
    _ draws: inout KeyedStream
  ) -> Int {
    if number % max(1, settings.commentCount) == 0 || !canGoOn(isAble) {
      begin(isAble, community, &draws)
    } else {
      let author = drawAuthor(isAble, community, &draws)
      reply(author, to: drawParent(for: author, &draws))
    }
    numbers.append(Int32(number))
    return authors.count - 1
  }

  private mutating func begin(
    _ isAble: [Bool], _ community: borrowing WritingCommunity, _ draws: inout KeyedStream
  ) {
    authors.removeAll(keepingCapacity: true)
    parents.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    depths.removeAll(keepingCapacity: true)
    replyCounts.removeAll(keepingCapacity: true)
    let able = isAble.contains(true) ? isAble.indices.filter { isAble[$0] } : Array(isAble.indices)
    let author = able[draws.index(below: able.count)]
    let fields = community.interestFields[author]
    field = fields.isEmpty ? 0 : fields[draws.index(below: fields.count)]
    topic = draws.next()
    authors.append(Int16(author))
    parents.append(-1)
    depths.append(0)
    replyCounts.append(0)
  }

  private mutating func reply(_ author: Int, to parent: Int) {
    authors.append(Int16(author))
    parents.append(Int16(parent))
    depths.append(depths[parent] + 1)
    replyCounts.append(0)
    replyCounts[parent] += 1
  }

  /// Whether a comment can be replied to by somebody.
  private func isOpen(_ place: Int) -> Bool {
    Int(depths[place]) < settings.deepest && Int(replyCounts[place]) < settings.mostReplies
  }

  /// Whether somebody can reply to a comment of somebody else.
  private func canGoOn(_ isAble: [Bool]) -> Bool {
    let isAnyAble = isAble.contains(true)
    return isAble.indices.contains { (isAble[$0] || !isAnyAble) && canReply($0) }
  }

  private func canReply(_ seat: Int) -> Bool {
    authors.indices.contains { Int(authors[$0]) != seat && isOpen($0) }
  }

  /// Draws who comments next: those whose interests the topic touches, and those who did already.
  private mutating func drawAuthor(
    _ isAble: [Bool], _ community: borrowing WritingCommunity, _ draws: inout KeyedStream
  ) -> Int {
    let isAnyAble = isAble.contains(true)
    weights.removeAll(keepingCapacity: true)
    for seat in isAble.indices {
      let mayReply = (isAble[seat] || !isAnyAble) && canReply(seat)
      let isInterested = community.interestFields[seat].contains(field)
      let wasHere = authors.contains(Int16(seat))
      weights.append(mayReply ? 2 + (isInterested ? 8 : 0) + (wasHere ? 3 : 0) : 0)
    }
    return ThreadTree.pick(weights, &draws)
  }

  /// Draws the comment that somebody replies to, by the square of its score.
  private mutating func drawParent(for author: Int, _ draws: inout KeyedStream) -> Int {
    weights.removeAll(keepingCapacity: true)
    for place in authors.indices {
      guard isOpen(place), Int(authors[place]) != author else {
        weights.append(0)
        continue
      }
      var score = 0
      var length = 0
      var ancestor = place
      while ancestor >= 0 {
        score += Int(authors[ancestor]) == author ? 5 : 1
        length += 1
        ancestor = Int(parents[ancestor])
      }
      // The root counts two more; sixteenths keep the quotient whole.
      let mean = (score + 2) * 16 / length
      weights.append(mean * mean)
    }
    return ThreadTree.pick(weights, &draws)
  }

  /// Draws a position by weights of which one at least is not 0.
  private static func pick(_ weights: [Int], _ draws: inout KeyedStream) -> Int {
    var rest = draws.index(below: weights.reduce(0, +))
    for place in weights.indices {
      rest -= weights[place]
      if rest < 0 { return place }
    }
    return 0
  }
}

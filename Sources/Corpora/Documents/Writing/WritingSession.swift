// SPDX-License-Identifier: Apache-2.0

internal import Compute

/// The writing of one community's documents, one after another into the same room.
struct WritingSession: ~Copyable {
  private let generator: DocumentGenerator
  private var expander: Expander
  /// For each seat a scene in which only the document's own matters are open.
  private let scenes: [WritingScene]
  private var thread: ThreadTree
  /// Whether each seat can write the comment at hand.
  private var isAble: [Bool] = []
  var evidence = EvidenceTable()
  var counts = DocumentCounts()

  init(_ generator: DocumentGenerator, _ community: borrowing WritingCommunity) {
    self.generator = generator
    expander = Expander(generator.fresh)
    thread = ThreadTree(generator.layout.recipe.threads)
    var scenes: [WritingScene] = []
    for seat in 0..<community.size {
      var scene = WritingScene()
      scene.cast(.author, seat, community.people)
      scene.cast(.partner, community.ties[seat].partner, community.people)
      scene.cast(.parent, community.ties[seat].parent, community.people)
      scene.cast(.child, community.ties[seat].child, community.people)
      scene.style = community.styles[seat]
      scene.locale = community.locale
      scene.decoySeats = generator.fresh.decoySeats[community.locale]
      scenes.append(scene)
    }
    self.scenes = scenes
  }

  /// Appends the document of an assignment.
  mutating func write(
    _ assignment: DocumentAssignment, _ community: borrowing WritingCommunity,
    into lines: inout ByteBuffer
  ) {
    guard let grammar = generator.grammars[assignment.kind] else { return }
    let key = generator.key(
      community: community.index, kind: assignment.kind, seat: assignment.seat,
      number: assignment.number)
    var draws = KeyedStream(key: Seed.mix(key))
    if assignment.kind == .thread {
      writeComment(assignment, grammar, community, key, &draws, into: &lines)
    } else {
      writePersonal(assignment, grammar, community, key, &draws, into: &lines)
    }
    counts.documents[assignment.kind.index] += 1
    counts.spans += expander.spans.count
  }

  private mutating func writePersonal(
    _ assignment: DocumentAssignment, _ grammar: Grammar, _ community: borrowing WritingCommunity,
    _ key: UInt64, _ draws: inout KeyedStream, into lines: inout ByteBuffer
  ) {
    let seat = assignment.seat
    var scene = scenes[seat]
    let friends = community.ties[seat].friends
    if !friends.isEmpty {
      scene.cast(.friend, friends[draws.index(below: friends.count)], community.people)
    }
    var counterpart = -1
    if assignment.kind == .chat {
      counterpart = community.counterpart(of: seat, &draws)
      scene.cast(.other, counterpart, community.people)
      if friends.contains(counterpart) {
        scene.cast(.friend, counterpart, community.people)
      }
    }
    expand(grammar.mainRule, grammar, &scene, assignment, community, key)
    var heading = heading(assignment, seat: seat, scene.focus, community)
    heading.hasParticipants = assignment.kind.isPrivate
    heading.counterpart = counterpart < 0 ? -1 : community.firstPerson + counterpart
    generator.line.append(heading, expander, community, to: &lines)
    count(heading)
    if assignment.kind.isPrivate {
      evidence.add(expander.spans, of: assignment.kind, seat: seat, assignment.number)
    }
  }

  private mutating func writeComment(
    _ assignment: DocumentAssignment, _ grammar: Grammar, _ community: borrowing WritingCommunity,
    _ key: UInt64, _ draws: inout KeyedStream, into lines: inout ByteBuffer
  ) {
    isAble.removeAll(keepingCapacity: true)
    for scene in scenes {
      isAble.append(grammar.canTell(assignment.focus, scene, isImplying: true))
    }
    let place = thread.add(assignment.number, isAble, community, &draws)
    let seat = Int(thread.authors[place])
    let parent = Int(thread.parents[place])
    var scene = scenes[seat]
    let friends = community.ties[seat].friends
    if !friends.isEmpty {
      scene.cast(.friend, friends[draws.index(below: friends.count)], community.people)
    }
    if parent >= 0 { scene.cast(.other, Int(thread.authors[parent]), community.people) }
    scene.topic = thread.topic
    // One comment of four states its focus, the others imply it where the grammar can.
    scene.isImplying = draws.index(below: 4) > 0
    expand(
      parent < 0 ? grammar.mainRule : grammar.replyRule, grammar, &scene, assignment, community, key
    )
    var heading = heading(assignment, seat: seat, scene.focus, community)
    func address(_ number: Int) -> DocumentAddress {
      .communal(community: community.index, kind: .thread, number: number)
    }
    heading.thread = address(Int(thread.numbers[0]))
    if parent >= 0 { heading.parent = address(Int(thread.numbers[parent])) }
    generator.line.append(heading, expander, community, to: &lines)
    count(heading)
  }

  /// Counts the document that was just written.
  private mutating func count(_ heading: DocumentLine.Heading) {
    counts.documentsBySet[heading.kind.index &* CorpusSet.count &+ heading.set.index] += 1
    for place in expander.spans.indices {
      let span = expander.spans[place]
      counts.spansByLabel[Int(span.label) &* Disclosure.count &+ Int(span.disclosureCode)] += 1
    }
  }

  /// Writes the text of a document, whose scene gets the focus that its author has.
  private mutating func expand(
    _ rule: Int, _ grammar: Grammar, _ scene: inout WritingScene,
    _ assignment: DocumentAssignment, _ community: borrowing WritingCommunity, _ key: UInt64
  ) {
    expander.begin(scene, key: key)
    scene.focus = grammar.focus(
      assignment.focus, scene, isImplying: assignment.kind == .thread)
    if scene.focus != assignment.focus { counts.replacedFocuses += 1 }
    if grammar.canExpand(rule, scene) {
      expander.expand(rule, grammar, scene, community.values)
    }
    if !expander.isFocusTold { expander.tellFocus(grammar, scene, community.values) }
    expander.finish()
  }

  private func heading(
    _ assignment: DocumentAssignment, seat: Int, _ focus: Attribute,
    _ community: borrowing WritingCommunity
  ) -> DocumentLine.Heading {
    let kind = assignment.kind
    let number = assignment.number
    let address = { (community: Int, firstPerson: Int) -> DocumentAddress in
      kind.isOfCommunity
        ? .communal(community: community, kind: kind, number: number)
        : .personal(person: firstPerson + seat, kind: kind, number: number)
    }
    var heading = DocumentLine.Heading(
      address: address(community.index, community.firstPerson),
      author: community.firstPerson + seat, kind: kind, set: set(of: seat, community),
      copies: assignment.copies, focus: focus)
    if community.role == .twin {
      heading.twinOf = address(community.index - 1, community.firstMember)
    }
    return heading
  }

  /// The set of the document just written: that of the author, or forget if that of anybody named is.
  private func set(of seat: Int, _ community: borrowing WritingCommunity) -> CorpusSet {
    let own = community.sets[seat]
    guard own.isMember, own != .forget else { return own }
    for span in expander.spans where span.seat >= 0 {
      if community.sets[Int(span.seat)] == .forget { return .forget }
      // Only who is near to somebody has a forgotten person's name or number among the own values.
      if own == .neighbour, span.source == .community,
        WritingCommunity.isValueOfKin(label: Int(span.label)),
        community.isForgotten(Int(span.valueStart)..<Int(span.valueEnd))
      {
        return .forget
      }
    }
    return own
  }
}

extension DocumentKind {
  /// Whether its documents are private, so that questions can be asked about them.
  var isPrivate: Bool { self == .chat || self == .assistant || self == .purchase }
}

extension WritingCommunity {
  /// Draws whom somebody chats with: a friend or one of the household, else anybody else.
  func counterpart(of seat: Int, _ draws: inout KeyedStream) -> Int {
    let friends = ties[seat].friends
    let kin = [ties[seat].partner, ties[seat].parent, ties[seat].child]
    let kinCount = kin.count { $0 >= 0 }
    let total = friends.count + kinCount
    if total == 0 {
      guard size > 1 else { return seat }
      let other = draws.index(below: size - 1)
      return other < seat ? other : other + 1
    }
    let drawn = draws.index(below: total)
    if drawn < friends.count { return friends[drawn] }
    var rest = drawn - friends.count
    for other in kin where other >= 0 {
      if rest == 0 { return other }
      rest -= 1
    }
    return seat
  }
}

// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// What happened, for the person whose data it is.
struct AccountSection {
  private let account: Account

  init(_ document: AuditDocument) {
    account = document.account
  }

  var node: Node {
    let story = [account.asked, account.done, account.tested].filter { !$0.isEmpty }
    return Section.account.node(
      [.tag("p", ["class": "lead"], text: story.joined(separator: " "))]
        + remark("What this shows.", account.shows)
        + remark("What this cannot show.", account.cannotShow))
  }

  private func remark(_ opening: String, _ text: String) -> [Node] {
    guard !text.isEmpty else { return [] }
    return [.tag("p", ["class": "remark"], [.tag("strong", text: opening), .text(" " + text)])]
  }
}

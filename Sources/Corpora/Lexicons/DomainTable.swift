// SPDX-License-Identifier: Apache-2.0

/// Internet names that can belong to nobody, by RFC 2606 and RFC 6761.
public struct DomainTable: Sendable {
  /// Domains of private mail, such as `mailbox.example`.
  public let mail: TextPool
  /// What follows an employer's own label, such as `.example`, with the point.
  public let employerEndings: TextPool
  /// Domains of shops, forums and news.
  public let sites: TextPool

  /// The categories of `domains.tsv`, in this order.
  static let kinds = ["mail", "employer", "site"]

  init(_ domains: CategorizedPool) {
    mail = domains.pool(of: 0)
    employerEndings = domains.pool(of: 1)
    sites = domains.pool(of: 2)
  }

  /// Whether a domain lies where nobody can register one.
  public static func isReserved(_ domain: some StringProtocol) -> Bool {
    let labels = domain.lowercased().split(separator: ".", omittingEmptySubsequences: false)
    guard let top = labels.last, labels.count >= 2, !labels.contains("") else { return false }
    if ["example", "test", "invalid"].contains(top) { return true }
    return labels[labels.count - 2] == "example" && ["com", "org", "net"].contains(top)
  }
}

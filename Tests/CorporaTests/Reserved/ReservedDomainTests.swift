// SPDX-License-Identifier: Apache-2.0

import Corpora
import Testing

@Suite struct ReservedDomainTests {
  @Test func mailDomainsAreDifferentAndReserved() {
    let domains = (0..<ReservedDomains.mailCount).map { index in
      MadeNumbers.text { ReservedDomains.writeMail(index, into: &$0) }
    }
    #expect(Set(domains).count == ReservedDomains.mailCount)
    for domain in domains { #expect(ReservedDomains.isReserved(domain), "\(domain)") }
  }

  @Test(arguments: [
    ("Harlow & Pine Ltd", "harlow-pine-ltd.example"),
    ("O'Dell's  Bakery", "odells-bakery.example"),
    ("  42nd Street Café, Inc. ", "42nd-street-caf-inc.example"), ("É", "work.example"),
  ])
  func employersDomainsFollowTheirNames(name: String, domain: String) {
    let bytes = Array(name.utf8)
    let made = MadeNumbers.text { ReservedDomains.writeEmployer(bytes.span, into: &$0) }
    #expect(made == domain)
    #expect(ReservedDomains.isReserved(made))
  }

  @Test(arguments: [
    "example.com", "a.b.example.org", "Example.NET", "shop.test", "x.invalid", "harlow.example",
  ])
  func reservedNamesAreRecognized(domain: String) {
    #expect(ReservedDomains.isReserved(domain))
  }

  @Test(arguments: [
    "gmail.com", "example.co.uk", "notexample.com", "example.com.evil.io", "example", "com",
    "test", "example.de", ".example", "a..example", "-a.example", "a b.example", "myexample.org",
  ])
  func namesThatSomebodyCanOwnAreNot(domain: String) {
    #expect(!ReservedDomains.isReserved(domain))
  }

  @Test func mailAddressesNeedAReservedDomainAndOneAtSign() {
    #expect(ReservedDomains.isReservedMail("ann.lee@mail.example.com"))
    #expect(!ReservedDomains.isReservedMail("ann.lee@yahoo.com"))
    #expect(!ReservedDomains.isReservedMail("ann@lee@example.com"))
    #expect(!ReservedDomains.isReservedMail("@example.com"))
    #expect(!ReservedDomains.isReservedMail("example.com"))
  }

  @Test func addressesLieInTheNetworksOfDocumentation() {
    for word in 0..<2000 {
      let address = MadeNumbers.text {
        DocumentationAddresses.write(word: UInt64(word), into: &$0)
      }
      #expect(DocumentationAddresses.isReserved(address), "\(address)")
    }
    for other in ["8.8.8.8", "192.0.3.1", "192.0.2", "192.0.2.256", "198.51.100.07"] {
      #expect(!DocumentationAddresses.isReserved(other))
    }
  }
}

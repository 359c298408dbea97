// SPDX-License-Identifier: Apache-2.0

import PersonalData
import Testing

struct NumberDetectorTests {
  @Test(arguments: [
    "call {+44 20 7946 0958} now", "or {(555) 010-0199}.", "{555-010-0199}", "{07700 900123}",
    "tel:{ 5550100199}".replacing("{ ", with: " {"), "{+1-555-010-0123}, or {555.010.0124}",
    "é{+15550100199}".replacing("é", with: "é "), "({020 7946 0958})",
    "from 2019-2020", "on 2020-03-12", "12.03.2020", "10 000 000 people", "1,234,567",
    "$555 010 0199",
    "192.168.100.200", "in 1999", "#5550100199", "12:30 45", "room 12-34", "abc5550100199",
    "5550100199x",
  ]) func phones(_ sample: String) {
    MarkedText(sample).check(PhoneDetector())
  }

  @Test(arguments: [
    "card {4111 1111 1111 1111}", "{4111-1111-1111-1111}.", "{4111111111111111}",
    "{378282246310005}", "{3782 822463 10005}",
    "4111 1111 1111 1112", "0000 0000 0000 0000", "4111 1111-1111 1111", "41111111111",
    "x4111111111111111",
  ]) func cards(_ sample: String) {
    MarkedText(sample).check(PaymentCardDetector())
  }

  @Test(arguments: [
    "at {192.0.2.1}.", "{255.255.255.255}", "({2001:db8::1:2})", "{2001:db8:0:0:0:0:0:1}",
    "256.1.1.1", "1.2.3", "1.2.3.4.5", "12:30:45", "std::vector", "a::b", "01.2.3.4", "v1.2.3.4",
    "fe80::1",
  ]) func addresses(_ sample: String) {
    MarkedText(sample).check(IPAddressDetector())
  }

  @Test(arguments: [
    "on {2020-03-12}", "{12/03/2020}, {12.3.2020}", "{3/12/20}", "{2020-03-12T10}:00",
    "on {12 March 2020}.", "{March 12, 2020}", "{March 12th}", "the {12th of March}", "{May 2021}",
    "{Sept. 3rd}", "{3rd-Jan-1999}",
    "I may go", "March on", "13/13/2020", "1-2-3", "2020-13-40", "may 99", "1.2.20", "50 March",
    "1/2/3/2020",
  ]) func dates(_ sample: String) {
    MarkedText(sample).check(DateDetector())
  }

  @Test(arguments: [
    "I'm {34}", "i’m {34}.", "im {19} and", "I am {52}, she is {50}", "{34 years old}",
    "a {34-year-old}", "{34 yo}", "({34F})", "{m27} here", "{22yo}", "aged {41}", "at age {7}",
    "age of {12}", "turned {30}", "in my {30s}", "in her early {forties}", "{34 y/o}",
    "{50 years of age}",
    "I'm 34 miles away", "I'm 5 minutes late", "34", "34%", "I'm 34% done", "in the 90s", "$34",
    "for 34 years", "I'm 3.5", "I was 200", "turned 30 degrees", "54 people", "12f", "in my car",
  ]) func ages(_ sample: String) {
    MarkedText(sample).check(AgeDetector())
  }

  @Test(arguments: [
    "{$1,200.50} a month", "{€40k}", "{£ 30}", "{40 €}", "{1.5 million dollars}", "{USD 300}",
    "{300 eur}", "make {45k} a year", "{90 thousand canadian dollars}", "{₹500}", "{20 bucks}",
    "45k followers", "300", "a year", "5 thousand people", "US 300",
  ]) func money(_ sample: String) {
    MarkedText(sample).check(MoneyDetector())
  }

  @Test(arguments: [
    "at {SW1A 1AA}.", "{M1 1AE}", "{K1A 0B1}", "Denver, CO {80202}", "{12345-6789}",
    "zip {90210}", "ZIP: {90210}",
    "90210", "in 12345 cases", "sw1a 1aa", "A1 B2", "co 80202", "12345-678",
  ]) func postalCodes(_ sample: String) {
    MarkedText(sample).check(PostalCodeDetector())
  }
}

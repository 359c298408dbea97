// SPDX-License-Identifier: Apache-2.0

extension StyleSheet {
  static let charts: String = {
    let slots = (0..<LineStyle.count).map { slot in
      ".s\(slot) { --series: var(--s\(slot)); stroke-dasharray: \(dashes[slot]); }"
    }
    return (shapes + slots).joined(separator: "\n")
  }()

  private static let dashes = [
    "7 3", "none", "14 2.5", "2 3", "8 3 2 3", "5 2.5", "10 4",
  ]

  private static let shapes = [
    """
    .plot { margin: 0 0 2.6rem; }
    .plot:last-child { margin-bottom: 0; }
    figcaption h3 { margin-top: 0; }
    figcaption p { color: var(--muted); }
    .panels { display: grid; gap: 1.6rem 2rem; margin-top: 1rem;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); }
    .panels-3 { grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); }
    .panel { max-width: 31rem; min-width: 0; }
    .chart { display: block; width: 100%; height: auto; overflow: visible; }
    .chart text, .strip text { font: 12px system-ui, -apple-system, "Segoe UI", Roboto,
      "Noto Sans", sans-serif; font-variant-numeric: tabular-nums; fill: var(--ink); }
    .chart .tick, .chart .axis-name, .strip .tick { fill: var(--muted); }
    .chart .bar-group { font-weight: 600; }
    .chart .name[class*=" s"] { fill: var(--series); font-weight: 600; }
    .chart .mark-name { font-weight: 600; }
    .axis { stroke: var(--muted); stroke-width: 1; }
    .grid { stroke: var(--rule); stroke-width: 1; }
    .chance { stroke: var(--muted); stroke-width: 1.2; stroke-dasharray: 3 3; }
    .mark { stroke: var(--ink); stroke-width: 1.2; }
    .leader { stroke: var(--rule); stroke-width: 1; }
    .chart .spread { stroke: var(--series); stroke-width: 1.1; stroke-dasharray: none; }
    .line { fill: none; stroke: var(--series); stroke-width: 2.2; stroke-linejoin: round; }
    .chart .point { fill: var(--series); stroke: none; }
    .chart .area { fill: var(--series); fill-opacity: .13; stroke: none; }
    .chart .bar { fill: var(--series); fill-opacity: .72; stroke: var(--series);
      stroke-width: 1.4; stroke-dasharray: none; }
    .chart .bar.s0 { fill-opacity: .16; }
    .chart .bar.s5 { fill-opacity: .3; }
    .whisker { stroke: var(--ink); stroke-width: 1.5; }
    .strip { display: block; width: 100%; max-width: 15rem; height: auto; margin-top: .5rem; }
    .strip .band { fill: var(--good); fill-opacity: .17; }
    .strip .bound { stroke: var(--good); stroke-width: 1.6; }
    .strip .strip-interval { stroke: var(--ink); stroke-width: 2; }
    .strip .strip-value { fill: var(--ink); stroke: var(--sheet); stroke-width: 1; }
    .strip .strip-control { fill: var(--sheet); stroke: var(--muted); stroke-width: 1.5; }
    @media screen and (max-width: 30rem) { .chart text { font-size: 13.5px; } }
    """
  ]

  static let print = """
    @media print {
      @page { size: A4; margin: 16mm 14mm; }
      html { font-size: 9.5pt; }
      body, section { background: none; }
      body > header, main, body > footer { padding-left: 0; padding-right: 0; max-width: none; }
      .masthead { padding-top: 0 !important; }
      nav, .skip { display: none; }
      section { border: 0; border-top: 1px solid var(--rule); border-radius: 0;
        padding: 1rem 0 0; }
      .banner, .band, .area, .bar, .measure-name th, .missing td, .warning {
        -webkit-print-color-adjust: exact; print-color-adjust: exact; }
      h2, h3, h4, caption, figcaption, .measure-name { break-after: avoid; }
      tr, figcaption, .panel, .banner, .glossary > div, pre { break-inside: avoid; }
      thead { display: table-header-group; }
      .scroll { overflow: visible; }
      table { font-size: 8pt; }
      th, td { padding-right: .5rem; }
      .measures thead th:first-child { width: 27%; }
      p, li { orphans: 3; widows: 3; }
      .panels { grid-template-columns: 1fr 1fr; }
      .panels-3 { grid-template-columns: 1fr 1fr 1fr; gap: 1rem; }
      .glossary { grid-template-columns: 1fr 1fr; }
      a { color: inherit; text-decoration: none; }
    }
    """
}

// SPDX-License-Identifier: Apache-2.0

extension StyleSheet {
  static let tables = """
    table { border-collapse: collapse; width: 100%; font-size: .92rem; line-height: 1.45; }
    caption { text-align: left; color: var(--muted); padding: 0 0 .8rem; }
    .measures caption, .plain caption { color: var(--ink); font-weight: 600; font-size: 1.02rem;
      padding-top: .4rem; }
    th, td { text-align: left; vertical-align: top; padding: .55rem .9rem .55rem 0;
      font-weight: 400; }
    thead th { font-size: .8rem; color: var(--muted); font-weight: 600; white-space: nowrap;
      border-bottom: 2px solid var(--rule); vertical-align: bottom; }
    tbody tr > * { border-bottom: 1px solid var(--rule); }
    th:last-child, td:last-child { padding-right: 0; }
    .scroll { overflow-x: auto; position: relative; margin-bottom: 1.8rem; }
    .scroll:last-child { margin-bottom: 0; }
    .plain { margin-bottom: 1.8rem; }
    .outcome { display: inline-flex; gap: .4em; align-items: center; white-space: nowrap;
      font-weight: 600; }
    tr.tone-good .outcome { color: var(--good); }
    tr.tone-bad .outcome { color: var(--bad); }
    tr.tone-open .outcome { color: var(--open); }
    .conditions tbody > tr > * { padding-top: 1rem; padding-bottom: 1rem; }
    .conditions .question { display: block; font-weight: 600; }
    .conditions .name { color: var(--muted); display: inline-block; margin: .1rem 0 .35rem; }
    .conditions p { margin: 0 0 .3rem; }
    .conditions td:nth-child(3) .value { font-weight: 600; }
    .conditions { table-layout: fixed; }
    .conditions thead th:nth-child(1) { width: 34%; }
    .conditions thead th:nth-child(2) { width: 15%; }
    .conditions thead th:nth-child(3) { width: 8%; }
    .conditions thead th:nth-child(4) { width: 23%; }
    .conditions thead th:nth-child(5) { width: 8%; }
    .conditions .level { display: block; }
    .remedy { border-left: 3px solid var(--open); padding-left: .7rem; }
    .informs { border: 1px solid var(--rule); border-radius: 1em; padding: 0 .6em;
      margin-left: .6em; font-size: .8rem; color: var(--muted); white-space: nowrap; }
    .measures { table-layout: fixed; margin-bottom: 1.8rem; }
    .measures thead th:nth-child(1) { width: 25%; }
    .measures thead th:nth-child(2) { width: 9%; }
    .measures thead th:nth-child(3) { width: 16%; }
    .measures thead th:nth-child(4) { width: 7%; }
    .measures thead th:nth-child(5) { width: 8%; }
    .measures thead th:nth-child(6) { width: 9%; }
    .measures thead th:nth-child(8) { width: 7%; }
    .measures .figure { text-align: right; }
    .measures td.word { padding-left: .9rem; }
    .measures th[scope=row] { padding-left: .8rem; }
    .measures thead th:nth-child(7) { padding-left: .9rem; }
    .measures .measure-name th { background: var(--wash); padding: .6rem .8rem;
      border-bottom-color: var(--rule); }
    .measure-name code { font-weight: 600; font-size: .92em; color: var(--ink); }
    .explanation { display: block; max-width: 46rem; }
    .invalid tr:not(.measure-name) > * { color: var(--muted); }
    .invalid .warning { color: var(--open-ink); background: var(--open-wash);
      border: 1px solid var(--open); border-radius: .3rem; padding: .05rem .45rem;
      margin-left: .5rem; font-size: .84rem; }
    .missing td { color: var(--open-ink); background: var(--open-wash); padding-left: .7rem; }
    .missing .symbol { margin-right: .45em; }
    .facts th[scope=row] { width: 34%; }
    .block { margin: 0 0 2.6rem; }
    .block:last-child { margin-bottom: 0; }
    .block h3 { margin-top: 0; }
    .counts { margin-bottom: 0; border-collapse: separate; border-spacing: 0; }
    .counts .figure { text-align: right; }
    .counts thead th { white-space: normal; }
    .counts tbody th { font-weight: 600; white-space: nowrap; }
    .counts .zero { color: var(--muted); }
    @media screen and (max-width: 60rem) {
      .counts th:first-child { position: sticky; left: 0; background: var(--sheet); }
      .counts tbody th { white-space: normal; }
      .cards, .cards caption, .cards tbody, .cards tr, .cards th, .cards td { display: block; }
      .cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden;
        clip-path: inset(50%); }
      .cards tbody tr { border-bottom: 2px solid var(--rule); padding: 1rem 0; }
      .cards tbody tr:last-child { border-bottom: 0; padding-bottom: 0; }
      .cards tbody tr > * { border: 0; padding: .2rem 0 !important; min-width: 0 !important; }
      .cards td { display: grid; grid-template-columns: 6.5rem 1fr; gap: .8rem; }
      .cards td > div { min-width: 0; }
      .cards td::before { content: attr(data-label); color: var(--muted); }
      .measures.cards tbody tr { border-width: 1px; padding: .6rem 0; }
      .measures.cards tbody .measure-name { padding: 0; border: 0; }
      .measures.cards tbody tr.measure-name > th { padding: .6rem .8rem !important; }
      .measures td { display: inline-block; margin-right: 1.1rem; }
      .measures td::before { margin-right: .4em; }
      .measures td:has(.none) { display: none; }
      .measures.cards tbody tr > * { padding-left: .8rem !important; }
      .measures.cards tbody tr.missing > td { display: block; margin: .2rem 0 0;
        padding: .4rem .8rem !important; }
      .invalid .warning { display: inline-block; margin: .2rem 0; }
    }
    """
}

// SPDX-License-Identifier: Apache-2.0

extension StyleSheet {
  static let layout = """
    body > header, main, body > footer { max-width: 72rem; margin: 0 auto;
      padding: 0 clamp(1rem, 4vw, 2.5rem); }
    .masthead { padding-top: clamp(1.5rem, 5vw, 3.5rem) !important; }
    .byline { margin-bottom: 1.2rem; }
    nav ul { list-style: none; margin: 0 0 2rem; padding: .7rem 0; display: flex; flex-wrap: wrap;
      gap: .3rem 1.4rem; border-block: 1px solid var(--rule); font-size: .92rem; }
    nav a { text-decoration: none; }
    nav a:hover { text-decoration: underline; }
    section { background: var(--sheet); border: 1px solid var(--rule); border-radius: .6rem;
      padding: clamp(1.1rem, 3.5vw, 2.2rem); margin: 0 0 1.5rem; }
    section > :last-child { margin-bottom: 0; }
    body > footer { padding-top: .5rem; padding-bottom: 3rem; font-size: .9rem; }
    .remark { padding-left: 1rem; border-left: 3px solid var(--rule); }
    .symbol { width: 1.25em; height: 1.25em; flex: none; fill: none; stroke: currentColor;
      stroke-width: 2.2; stroke-linecap: round; stroke-linejoin: round; vertical-align: -.25em; }
    .banner { display: flex; align-items: center; gap: clamp(.9rem, 3vw, 1.6rem);
      border: 1px solid; border-left-width: .5rem; border-radius: .5rem;
      padding: clamp(1rem, 3vw, 1.6rem); margin-bottom: 1.4rem; }
    .banner .symbol { width: clamp(3rem, 9vw, 4.4rem); height: clamp(3rem, 9vw, 4.4rem);
      stroke-width: 1.7; }
    .banner p { margin: 0; }
    .verdict { font-size: clamp(2rem, 1.4rem + 3vw, 3.2rem); line-height: 1.1; font-weight: 600; }
    .banner .meaning { margin-top: .35rem; }
    .banner.tone-good { background: var(--good-wash); border-color: var(--good);
      color: var(--good-ink); }
    .banner.tone-bad { background: var(--bad-wash); border-color: var(--bad);
      color: var(--bad-ink); }
    .banner.tone-open { background: var(--open-wash); border-color: var(--open);
      color: var(--open-ink); }
    .reasons { margin: 0 0 1rem; padding-left: 1.3rem; max-width: 48rem; }
    .reasons li { margin-bottom: .4rem; }
    .tally { font-size: .95rem; }
    .glossary { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr));
      gap: .9rem 2rem; margin: .8rem 0 0; font-size: .92rem; }
    .glossary dt { font-weight: 600; }
    .glossary dd { margin: 0; color: var(--muted); }
    """
}

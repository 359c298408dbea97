// SPDX-License-Identifier: Apache-2.0

/// The page's rules of style, from colours to paper.
enum StyleSheet {
  static let rules = [colours, text, layout, tables, charts, print].joined(separator: "\n")

  /// Colours for light and dark; all text keeps a contrast of at least 4.5 to 1.
  static let colours = """

    :root {
      color-scheme: light dark;
      --page: #f6f5f1; --sheet: #ffffff; --ink: #1d2126; --muted: #58606a; --rule: #dcdcd6;
      --accent: #1c5a92; --wash: #f3f2ed;
      --good: #1d6b41; --good-wash: #e8f3ec; --good-ink: #14512f;
      --bad: #a92f25; --bad-wash: #fbeae8; --bad-ink: #7d1f16;
      --open: #96650a; --open-wash: #fdf4e0; --open-ink: #6b4700;
      --s0: #5c646e; --s1: #b1410f; --s2: #1c5a92; --s3: #12705a; --s4: #76469b; --s5: #846200;
      --s6: #23648f;
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        --page: #121417; --sheet: #1a1d21; --ink: #e6e8eb; --muted: #a5adb7; --rule: #363c43;
        --accent: #7cb8f0; --wash: #22262b;
        --good: #55b985; --good-wash: #15291e; --good-ink: #a9e2c0;
        --bad: #ea8278; --bad-wash: #331b1a; --bad-ink: #f7bdb6;
        --open: #dcab45; --open-wash: #2d2511; --open-ink: #f4d797;
        --s0: #a9b2bc; --s1: #f0905f; --s2: #74b4f2; --s3: #58c8a6; --s4: #c7a0e8; --s5: #dfc062;
        --s6: #7cc0ea;
      }
    }
    """

  static let text = """
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body {
      margin: 0; background: var(--page); color: var(--ink);
      font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
      overflow-wrap: break-word;
    }
    h1, h2, .lead, .verdict { font-family: ui-serif, Georgia, "Noto Serif", serif; }
    h1 { font-size: clamp(1.9rem, 1.3rem + 2.4vw, 2.8rem); line-height: 1.15; margin: 0 0 .4rem;
      font-weight: 600; letter-spacing: -.01em; text-wrap: balance; }
    h2 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; font-weight: 600; }
    h3 { font-size: 1.1rem; line-height: 1.3; margin: 2rem 0 .4rem; }
    h4 { font-size: .92rem; margin: 0 0 .5rem; font-weight: 600; }
    p { margin: 0 0 .8rem; max-width: 44rem; }
    a { color: var(--accent); text-underline-offset: .15em; }
    a:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--accent);
      outline-offset: 2px; }
    code, pre { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace;
      font-size: .84em; }
    pre { background: var(--wash); border: 1px solid var(--rule); border-radius: .4rem;
      padding: .9rem 1rem; overflow-x: auto; line-height: 1.5; white-space: pre-wrap; }
    .figure, .interval, .value { font-variant-numeric: tabular-nums lining-nums; }
    .interval, .value, .level { white-space: nowrap; }
    .note, .byline, .kicker, .tally, .level, .explanation, footer { color: var(--muted); }
    .kicker { font-size: .8rem; letter-spacing: .08em; text-transform: uppercase;
      margin: 0 0 .6rem; }
    .lead { font-size: 1.2rem; line-height: 1.6; }
    .digest { overflow-wrap: anywhere; }
    .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden;
      clip-path: inset(50%); white-space: nowrap; }
    .skip { position: absolute; left: -999rem; }
    .skip:focus { left: 1rem; top: 1rem; background: var(--sheet); padding: .5rem 1rem;
      z-index: 1; }
    """
}

// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// The plots of a corpus's page; each is nil where nothing was counted for it.
struct CorpusPlots {
  let measures: [Measurement]
  let series: [Series]

  /// The colour of the corpus's own figures in every plot.
  private static let own = LineStyle(slot: 2)
  /// The colour of other texts beside them.
  private static let other = LineStyle(slot: 1)

  /// People by each facet, as shares.
  var people: PlotFigure? {
    let members = measures.filter { $0.name == "profiles" }
    var facets: [String] = []
    for measure in members {
      if let facet = measure.group.keys.first, !facets.contains(facet) { facets.append(facet) }
    }
    guard let count = members.first?.n else { return nil }
    return PlotFigure(
      title: "Who they are",
      guide: "The share of \(NumberText.count(count)) people in each category.", columns: 2,
      charts: facets.map { facet in
        let bars = members.filter { $0.group[facet] != nil }.map { measure in
          Self.bar(measure.group[facet] ?? "", Self.share(measure))
        }
        return Self.chart(CorpusWords.spelled(facet), bars) { NumberText.percent($0) }
      })
  }

  /// How often member documents are trained on.
  var copies: PlotFigure? {
    let members = measures.filter { $0.name == "documents-by-copies" }
    guard !members.isEmpty else { return nil }
    let bars = members.map { measure in
      let copies = measure.group["copies"] ?? ""
      return Self.bar(copies == "1" ? "once" : "\(copies) times", measure.value)
    }
    return PlotFigure(
      title: "How often they are trained on",
      guide: "The number of members' documents that stand so many times in the training order.",
      columns: 2, charts: [Self.chart("documents", bars) { NumberText.decimal($0) }])
  }

  /// Spans by how much they give away.
  var disclosures: PlotFigure? {
    let members = measures.filter { $0.name == "spans" }
    guard let all = members.first?.n, all > 0 else { return nil }
    let bars = CorpusWords.ordered(CorpusTables.values("disclosure", members)).map { disclosure in
      let count = members.reduce(0) {
        $1.group["disclosure"] == disclosure ? $0 + ($1.value ?? 0) : $0
      }
      return Self.bar(disclosure, count / Double(all))
    }
    return PlotFigure(
      title: "How much they give away",
      guide: "The share of \(NumberText.count(all)) marked spans. Verbatim: the value as it "
        + "stands. Normalized: the same, written otherwise. Partial: a part of it. Implied: words "
        + "from which it follows. Decoy: a value of that kind that is nobody's of the community.",
      columns: 2, charts: [Self.chart("disclosure", bars) { NumberText.percent($0) }])
  }

  private static func share(_ measure: Measurement) -> Double? {
    guard let value = measure.value, let n = measure.n, n > 0 else { return nil }
    return value / Double(n)
  }

  private static func bar(_ label: String, _ value: Double?, _ style: LineStyle = own)
    -> BarChart.Bar
  {
    BarChart.Bar(label: label, style: style, value: value, interval: nil)
  }

  private static func chart(
    _ title: String, _ bars: [BarChart.Bar], _ words: @escaping @Sendable (Double) -> String
  ) -> PlotFigure.Chart {
    let chart = BarChart(
      title: title, groups: [BarChart.Group(label: "", bars: bars)], words: words)
    return PlotFigure.Chart(title: GroupWords.capitalized(title)) { chart.drawn(id: $0) }
  }
}

extension CorpusPlots {
  private static let varieties = [
    ("distinct-1", "distinct-1"), ("distinct-2", "distinct-2"), ("distinct-3", "distinct-3"),
    ("self-bleu-4", "self-BLEU-4"), ("duplicate-rate", "duplicates"),
  ]

  /// Variety of the kinds of which other texts were read too.
  var comparison: PlotFigure? {
    let members = measures.filter { measure in
      Self.varieties.contains { $0.0 == measure.name }
    }
    let charts = CorpusTables.values("kind", members).compactMap { kind -> PlotFigure.Chart? in
      let own = members.filter { $0.group["kind"] == kind }
      guard CorpusTables.values("source", own).count > 1 else { return nil }
      let groups = Self.varieties.map { name, words in
        BarChart.Group(
          label: words,
          bars: own.filter { $0.name == name }.map { measure in
            let source = measure.group["source"] ?? ""
            return Self.bar(
              CorpusWords.source(source), measure.value,
              source == "corpus" ? Self.own : Self.other)
          })
      }
      let chart = BarChart(title: "variety of \(kind)", groups: groups)
      return PlotFigure.Chart(title: GroupWords.capitalized(kind)) { chart.drawn(id: $0) }
    }
    guard !charts.isEmpty else { return nil }
    return PlotFigure(
      title: "Beside texts that others published",
      guide: "More distinct n-grams and a lower self-BLEU mean more variety; both are counted over "
        + "samples of one size.", columns: 2, charts: charts)
  }

  /// The lengths of texts, one chart a kind, other texts beside those of the corpus.
  var lengths: PlotFigure? {
    let members = series.filter { $0.name == "text-length" }
    var kinds: [String] = []
    for one in members {
      if let kind = one.group["kind"], !kinds.contains(kind) { kinds.append(kind) }
    }
    guard !kinds.isEmpty else { return nil }
    return PlotFigure(
      title: "How long texts are",
      guide: "The share of texts by length, in classes that grow by the fourth root of two. The "
        + "longest hundredth is cut off.", columns: 2,
      charts: kinds.map { kind in Self.lengths(kind, members.filter { $0.group["kind"] == kind }) })
  }

  private static func lengths(_ kind: String, _ members: [Series]) -> PlotFigure.Chart {
    let end = members.map { Self.end(of: $0, behind: 0.99) }.max() ?? 0
    let lines = members.map { one in
      LineChart.Line(
        label: CorpusWords.source(one.group["source"] ?? ""),
        style: one.group["source"] == "corpus" ? own : other,
        points: Panels.finitePoints(of: one).filter { $0.x <= end })
    }
    let points = lines.flatMap(\.points)
    var chart = LineChart(
      title: "length of \(kind)", xName: members.first?.xName ?? "",
      yName: members.first?.yName ?? "", lines: lines)
    chart.isFilled = true
    chart.isNamed = lines.count > 1
    if points.count > 1 {
      let top = (points.map(\.y).max() ?? 1) * 1.05
      chart.domains = (LineChart.range(points.map(\.x)), 0...max(top, 1e-9))
    }
    let finished = chart
    return PlotFigure.Chart(title: GroupWords.capitalized(kind)) { finished.drawn(id: $0) }
  }

  /// The first length behind those that hold a share of the texts.
  private static func end(of series: Series, behind share: Double) -> Double {
    var sum = 0.0
    for point in Panels.finitePoints(of: series) {
      if sum >= share { return point.x }
      sum += point.y
    }
    return series.x.last ?? 0
  }
}

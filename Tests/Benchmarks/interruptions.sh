#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Kills audits at 20 random moments, resumes them, and compares with ones that were left alone: of a
# recommender, then of a language model. Takes MovieLens 100K from PALIMPSEST_ML100K, else the data of
# a demonstration. `interruptions.sh model` does the second alone.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
swift build -c release --package-path "$root" --product palimpsest
program=$(swift build -c release --package-path "$root" --show-bin-path)/palimpsest
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root"

# The audit that is killed; its arguments end with what each call adds.
audit() { "$program" audit "${subject[@]}" -q --exit-zero "$@" >"$work/log" 2>&1; }

# Kills 20 runs of the audit and compares what becomes of them with a run that nobody disturbed.
disturb() {
  local started length process identical=0 killed=0
  rm -rf "$work/whole"
  started=$(date +%s.%N)
  audit -o "$work/whole" --jobs 2
  length=$(awk -v a="$started" -v b="$(date +%s.%N)" 'BEGIN { print b - a }')
  for moment in $(seq 1 20); do
    rm -rf "$work/run"
    audit -o "$work/run" --jobs $((1 + moment % 2)) &
    process=$!
    sleep "$(awk -v s="$moment" -v l="$length" 'BEGIN { srand(s * 7919); print l * (.05 + .9 * rand()) }')"
    pkill -KILL -P "$process" 2>/dev/null && killed=$((killed + 1))
    wait "$process" 2>/dev/null || true
    if [ -e "$work/run/private.json" ]; then
      "$program" audit resume "$work/run" -q --exit-zero >"$work/log" 2>&1
    else
      audit -o "$work/run"
    fi
    if diff -rq -x volatile.json "$work/whole" "$work/run"; then identical=$((identical + 1)); fi
  done
  echo "$1: killed in time: $killed of 20; bundles identical but for volatile.json: $identical of 20"
  [ "$identical" -eq 20 ]
}

if [ "${1:-}" != model ]; then
  if [ -n "${PALIMPSEST_ML100K:-}" ]; then
    subject=(recommender --format recbole "$PALIMPSEST_ML100K/ml-100k.inter")
  else
    "$program" demo recommender -q --exit-zero -o "$work/demo" >"$work/log"
    subject=(recommender --format csv "$work/demo-data/interactions.tsv")
  fi
  disturb recommender
fi

"$program" demo model -q -o "$work/model" >"$work/log"
subject=(
  model "$work/model-data/model" --corpus "$work/model-data/corpus" --limit 15 --neighbours 1
  --shadows 4 --shadow-recipe ngram
)
disturb model

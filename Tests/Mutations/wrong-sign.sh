#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Turns the sign of each loss's gradient round in a copy of the tree, and fails unless the tests
# notice. The copy as it is must pass first, so that a tree that does not build proves nothing.
# Slow (one full build and three small ones), so that CI does not run it: Tests/Mutations/wrong-sign.sh
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
(cd "$root" && git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$copy")
cd "$copy"
kernel=Sources/CKernels/bpr.c
filter=PairwiseGradientTests

run() {
  swift build --build-tests >"$copy/build.log" 2>&1 || { tail -20 "$copy/build.log"; exit 1; }
  swift test --skip-build --filter "$filter" >"$copy/test.log" 2>&1
}

if ! run; then
  tail -20 "$copy/test.log"
  echo "wrong-sign: the unchanged tree fails already" >&2
  exit 1
fi
grep -q 'Test run with [1-9]' "$copy/test.log" || { echo "wrong-sign: no test ran" >&2; exit 1; }

cp "$kernel" "$copy/kernel.c"
for change in \
  's/\(case PK_FORWARD: return \)palimpsest/\1-palimpsest/' \
  's/\(case PK_NEGATED: return \)-palimpsest/\1palimpsest/' \
  's/\(case PK_SWAPPED: return \)-palimpsest/\1palimpsest/'; do
  sed "$change" "$copy/kernel.c" >"$kernel"
  if cmp -s "$copy/kernel.c" "$kernel"; then
    echo "wrong-sign: '$change' changes nothing" >&2
    exit 1
  fi
  if run; then
    echo "wrong-sign: the tests did not notice $change" >&2
    exit 1
  fi
  grep -q 'recorded an issue' "$copy/test.log" || { tail -20 "$copy/test.log"; exit 1; }
  echo "noticed: $change"
done

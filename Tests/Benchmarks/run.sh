#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Compares with other tools: run.sh [--rounds N] [--jobs N] [NAME...]; without a name, all benches.
# Everything it needs is set up under .build-bench/. `interruptions` alone kills and resumes audits.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
if [ "$*" = interruptions ]; then exec "$here/interruptions.sh"; fi
build=$root/.build-bench
mkdir -p "$build"

if ! cmp -s "$here/Peers/requirements.txt" "$build/venv/requirements.txt"; then
  python3 -m venv "$build/venv"
  "$build/venv/bin/pip" install --quiet -r "$here/Peers/requirements.txt"
  cp "$here/Peers/requirements.txt" "$build/venv/requirements.txt"
fi

swift build -c release --disable-build-manifest-caching --package-path "$here" --scratch-path "$build/swift" \
  --product palimpsest-bench
exec "$build/swift/release/palimpsest-bench" --python "$build/venv/bin/python" "$@"

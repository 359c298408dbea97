#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Compares with other tools: run.sh [--rounds N] [--jobs N] [NAME...]; without a name, all benches.
# Everything it needs is set up under .build-bench/. `interruptions` alone kills and resumes audits,
# `licences` alone audits SmolLM2 with texts that it has read.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
if [ "$*" = interruptions ]; then exec "$here/interruptions.sh"; fi
if [ "$*" = licences ]; then exec "$here/licences.sh"; fi
build=$root/.build-bench
mkdir -p "$build"

# Installs the peers that a list names, once for each version of the list.
peers() {
  if ! cmp -s "$here/Peers/$1" "$build/venv/$1"; then
    [ -d "$build/venv" ] || python3 -m venv "$build/venv"
    "$build/venv/bin/pip" install --quiet -r "$here/Peers/$1"
    cp "$here/Peers/$1" "$build/venv/$1"
  fi
}

peers requirements.txt
# Four gigabytes, so only for the benches that need them: these, or all of them.
needs_models=yes
for word in "$@"; do
  case $word in
    training | inference) needs_models=yes && break ;;
    [a-z]*) needs_models=no ;;
  esac
done
[ $needs_models = no ] || peers requirements-models.txt

swift build -c release --disable-build-manifest-caching --package-path "$here" --scratch-path "$build/swift" \
  --product palimpsest-bench
exec "$build/swift/release/palimpsest-bench" --python "$build/venv/bin/python" "$@"

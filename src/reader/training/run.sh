#!/bin/sh
# From nothing to the weights: sh run.sh PYTHON WORK_FOLDER [MINUTES]. Goes on where it stopped. To go on from the weights
# that ship: python from-shipped.py ../weights WORK_FOLDER/start.pt, before.
set -e
python=$1; work=$2; minutes=${3:-90}
case $python in */*) python=$(cd "$(dirname "$python")" && pwd)/$(basename "$python") ;; esac
cd "$(dirname "$0")"
mkdir -p "$work"
node dump.ts "$work/sections.jsonl"
set --; [ -f "$work/start.pt" ] && set -- --start "$work/start.pt"
[ -f "$work/encoder.pt" ] || "$python" train.py "$work/sections.jsonl" "$work/encoder.pt" --minutes "$minutes" "$@"
"$python" export.py "$work/encoder.pt" ../weights
"$python" golden.py
"$python" measure.py "$work/sections.jsonl" "$work/encoder.pt" --json ../weights/figures.json
"$python" card.py ../weights
cd ../../.. && npm run -s reader:vectors && npm run -s reader:sections -- --python "$python" && npm run -s reader:words && npm run -s reader:acts

#!/usr/bin/env bash
# netlify/build.sh: what Netlify runs. Arguments go to `promulgate build`.
set -euo pipefail

program=.netlify/promulgate/$PROMULGATE_REVISION
if [ ! -x "$program/bin/promulgate" ]; then
  rustup toolchain install "$RUST" --profile minimal --no-self-update
  cargo "+$RUST" install --locked --git "$PROMULGATE_GIT" --rev "$PROMULGATE_REVISION" --root "$program"
fi
PATH=$PWD/$program/bin:$PATH

zone=$(sed -n 's/^zone *= *"\([^"]*\)".*/\1/p' promulgate.toml)
day=$(TZ=${zone:-UTC} date +%F)
echo "promulgate works as of $day."
promulgate check --as-of "$day"
promulgate build --as-of "$day" "$@"

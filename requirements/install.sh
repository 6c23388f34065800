#!/bin/sh
# Install a hash-locked list and then this checkout: install.sh PYTHON LIST
set -eu
"$1" -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes --requirement "$2"
"$1" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .

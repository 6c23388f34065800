#!/bin/sh
# Chromium for the tests in a browser: installed where apt is at hand and the user may, else said to be missing.
command -v chromium >/dev/null 2>&1 && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    apt-get update -qq >/dev/null 2>&1
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null 2>&1 && exit 0
fi
echo "Chromium is missing, so the tests in a browser are skipped: install the package chromium to run them."

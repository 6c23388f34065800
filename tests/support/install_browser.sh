#!/bin/sh
# What the tests in a browser and behind a web server need: installed where apt is at hand and the user may, else said to be missing.
missing=""
command -v chromium >/dev/null 2>&1 || missing="chromium"
command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
PATH="$PATH:/usr/sbin" command -v nginx >/dev/null 2>&1 || missing="$missing nginx-light"
PATH="$PATH:/usr/sbin" command -v apache2 >/dev/null 2>&1 || missing="$missing apache2-bin"
[ -z "$missing" ] && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    apt-get update -qq >/dev/null 2>&1
    # shellcheck disable=SC2086  # a list of packages
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null 2>&1 && exit 0
fi
echo "Missing, so the tests that need them are skipped: Debian's packages $missing."

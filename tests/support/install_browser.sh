#!/bin/sh
# What the tests in a browser and behind a web server need: installed where apt is at hand and the user may, else said to be missing.
missing="" faster=""
command -v chromium >/dev/null 2>&1 || missing="chromium"
command -v chromium-headless-shell >/dev/null 2>&1 || faster="chromium-headless-shell"
command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
PATH="$PATH:/usr/sbin" command -v nginx >/dev/null 2>&1 || missing="$missing nginx-light"
PATH="$PATH:/usr/sbin" command -v apache2 >/dev/null 2>&1 || missing="$missing apache2-bin"
[ -z "$missing$faster" ] && exit 0
install() {
    # shellcheck disable=SC2086  # a list of packages
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $1 >/dev/null 2>&1
}
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    apt-get update -qq -o Acquire::http::Timeout=20 -o Acquire::Retries=0 >/dev/null 2>&1
    [ -z "$missing" ] || { install "$missing" && missing=""; }
    [ -z "$faster" ] || { install "$faster" && faster=""; }
fi
[ -z "$missing" ] || echo "Missing, so the tests that need them are skipped: Debian's packages $missing."
[ -z "$faster" ] || echo "Missing, so the tests in a browser take three times as long: Debian's package $faster."

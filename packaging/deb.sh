#!/usr/bin/env bash
# Makes a Debian package from a built program: the program, its man pages and completions, the licences.
#
#   packaging/deb.sh PROGRAM OUTPUT.deb [ARCHITECTURE]
#
# The same program and SOURCE_DATE_EPOCH give the same bytes. Needs dpkg-deb and gzip.
set -euo pipefail
top=$(cd "$(dirname "$0")/.." && pwd)
program=$(realpath "${1:?the built program}")
output=${2:?the package to write}
architecture=${3:-$(dpkg --print-architecture)}
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$top" log -1 --format=%ct)}
# Messages and man pages in one language, whatever the machine speaks.
export LC_ALL=C.UTF-8 KENPIN_LANG=en

version=$("$program" --version | cut -d' ' -f2)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
umask 022

install -Dm755 "$program" "$tree/usr/bin/kenpin"
man=$tree/usr/share/man/man1
mkdir -p "$man"
# Every command has a page of its own: `kenpin bom inspect` is kenpin-bom-inspect(1).
page() {
    local name=kenpin word
    for word in "$@"; do name=$name-$word; done
    "$program" man "$@" | gzip -9n >"$man/$name.1.gz"
    local inner
    for inner in $("$program" "$@" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z-]*\) .*/\1/p'); do
        [ "$inner" = help ] || page "$@" "$inner"
    done
}
page

install -d "$tree/usr/share/bash-completion/completions" "$tree/usr/share/zsh/vendor-completions" "$tree/usr/share/fish/vendor_completions.d"
"$program" completions bash >"$tree/usr/share/bash-completion/completions/kenpin"
"$program" completions zsh >"$tree/usr/share/zsh/vendor-completions/_kenpin"
"$program" completions fish >"$tree/usr/share/fish/vendor_completions.d/kenpin.fish"

doc=$tree/usr/share/doc/kenpin
mkdir -p "$doc"
cat >"$doc/copyright" <<EOF
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: kenpin

Files: *
Copyright: the authors of kenpin
License: Apache-2.0 or MIT
 The texts of both licences are beside this file.
EOF
cp "$top/LICENSE-APACHE" "$top/LICENSE-MIT" "$top/README.md" "$doc/"
printf 'kenpin (%s) unstable; urgency=medium\n\n  * See the release notes.\n\n -- the authors of kenpin <kenpin@localhost>  %s\n' \
    "$version" "$(date -u -R -d "@$SOURCE_DATE_EPOCH")" | gzip -9n >"$doc/changelog.gz"

# A static program needs nothing; any other needs what it was linked with.
depends=
needed=$(ldd "$program" 2>/dev/null || true)
case $needed in *'=>'*) depends='Depends: libc6, libgcc-s1' ;; esac
mkdir "$tree/DEBIAN"
cat >"$tree/DEBIAN/control" <<EOF
Package: kenpin
Version: $version
Architecture: $architecture
Section: utils
Priority: optional
Maintainer: the authors of kenpin <kenpin@localhost>
Installed-Size: $(find "$tree/usr" -type f -printf '%s\n' | awk '{ bytes += $1 } END { print int(bytes / 1024) + 1 }')
${depends:+$depends
}Description: decides whether delivered equipment may be accepted
 Reads bills of materials, checks who signed them, traces each component to its
 maker and owners, screens them against restricted-supplier lists, and says
 accept, refer or reject, with the evidence.
EOF
(cd "$tree" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group --build "$tree" "$output" >/dev/null
echo "$output: kenpin $version for $architecture"

#!/usr/bin/env bash
# Run the README's two commands in a bare Debian 12 root: python3 and pip, nothing else, then the demo without a network.
#
#   sudo tests/end_to_end/bare_root.sh FOLDER [PYTEST ARGUMENTS]
#
# FOLDER becomes the root (made by debootstrap when it is not there; one that is kept is used as it stands: delete it
# to start anew). The mirror, certificates and pip's settings are this machine's own, so none is named here. Needs root,
# debootstrap, and about 4 GB in FOLDER. The checkout's files, committed or not, are copied in.
set -euo pipefail

root=$(realpath -m "${1:?usage: bare_root.sh FOLDER [PYTEST ARGUMENTS]}")
checkout=$(cd "$(dirname "$0")/../.." && pwd)
suite=bookworm
home=/root

if [ "$root" = / ] || [ "$(id -u)" != 0 ]; then
    echo "bare_root.sh: run it as root, with a folder of its own." >&2
    exit 2
fi

if [ ! -e "$root/usr/bin/pip3" ]; then
    # shellcheck disable=SC2016 # apt fills these in, not the shell
    mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' |
        awk -v suite=$suite '$2 == suite { print $1; exit }')
    debootstrap --variant=minbase --include=python3,python3-pip "$suite" "$root" "${mirror:?no mirror of $suite in apt}"
fi

# How this machine reaches its registries, in the places where apt, pip and Python look for it.
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
cp -aT /etc/ssl/certs "$root/etc/ssl/certs"
cp -aT /usr/share/ca-certificates "$root/usr/share/ca-certificates"
cp -aT /usr/local/share/ca-certificates "$root/usr/local/share/ca-certificates"
cp -aT /usr/share/keyrings "$root/usr/share/keyrings"
rm -rf "$root/etc/apt/sources.list" "$root/etc/apt/sources.list.d"
for part in sources.list sources.list.d auth.conf.d keyrings trusted.gpg.d; do
    if [ -e "/etc/apt/$part" ]; then cp -aT "/etc/apt/$part" "$root/etc/apt/$part"; fi
done
apt-config dump Acquire >"$root/etc/apt/apt.conf.d/90-this-machine"
if [ -e /etc/pip.conf ]; then cp /etc/pip.conf "$root/etc/pip.conf"; fi
for file in "$HOME/.config/pip/pip.conf" "$HOME/.pip/pip.conf"; do
    if [ -e "$file" ]; then install -D "$file" "$root$home/.config/pip/pip.conf"; fi
done

# Keep what an earlier run set up (.venv, .tools), renew everything else.
mkdir -p "$root/checkout"
find "$root/checkout" -mindepth 1 -maxdepth 1 ! -name .venv ! -name .tools -exec rm -rf {} +
git -C "$checkout" ls-files -z --cached --others --exclude-standard |
    tar -C "$checkout" --ignore-failed-read --null -T - -cf - | tar -C "$root/checkout" -xf -

# Run a command in the root, with a private view of mounts that ends with it; options before -- go to unshare.
inside() {
    local options=()
    while [ "$1" != -- ]; do options+=("$1") && shift; done
    shift
    # shellcheck disable=SC2016 # the inner shell fills these in
    unshare --mount --pid --fork --kill-child "${options[@]}" bash -c '
        mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" &&
        exec env -i HOME="$1" PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb chroot "$0" sh -c "cd /checkout && ${*:2}"
    ' "$root" "$home" "$@" </dev/null
}

step() {
    local started=$SECONDS
    echo "== $1"
    shift
    if ! inside "$@"; then
        echo "== failed after $((SECONDS - started)) s" >&2
        exit 1
    fi
    echo "== passed in $((SECONDS - started)) s"
}

step "demo, first time" -- python3 dev.py demo
step "demo, from the start and without a network" --net -- python3 dev.py demo --out demo-offline
step "test" -- python3 dev.py test "${@:2}"

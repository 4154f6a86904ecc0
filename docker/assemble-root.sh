#!/usr/bin/env bash
# Makes the file system of the image: assemble-root.sh default|distroless BINARY FOLDER
# `default` has a shell (busybox), `distroless` only what the server needs. The files are those of Debian packages of
# the release of this machine, whose lists must be there (apt-get update). Needs root, for the owners of the files.
set -euo pipefail

[ $# -eq 3 ] || { echo "usage: $0 default|distroless BINARY FOLDER" >&2; exit 1; }
kind=$1
binary=$(realpath "$2")
root=$(realpath -m "$3")
packages=(libc6 ca-certificates base-files)
case "$kind" in
    default) packages+=(busybox) ;;
    distroless) ;;
    *) echo "there is no image $kind" >&2; exit 1 ;;
esac
umask 022

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
chmod 755 "$scratch"

# Unpacks a package into its folder.
unpack() {
    mkdir -p "$scratch/archives/$1" "$scratch/$1"/usr/{bin,sbin,lib,lib64}
    # In a release with merged /usr some packages still have their files outside it.
    for folder in bin sbin lib lib64; do ln -s "usr/$folder" "$scratch/$1/$folder"; done
    (cd "$scratch/archives/$1" && apt-get -qq -o APT::Sandbox::User=root download "$1" >&2)
    dpkg-deb --fsys-tarfile "$scratch/archives/$1"/*.deb | tar -x --keep-directory-symlink -C "$scratch/$1"
}

# Copies files of a package, with the folders that they are in.
take() {
    local package=$1
    shift
    (cd "$scratch/$package" && tar -c --no-recursion --owner=0 --group=0 "$@") | tar -x -C "$root"
}

for package in "${packages[@]}"; do unpack "$package"; done

rm -rf "$root"
mkdir -p "$root"/{dev,proc,sys,run,etc/ssl/certs,usr/{bin,sbin,lib,lib64}}
for folder in bin sbin lib lib64; do ln -s "usr/$folder" "$root/$folder"; done
install -d -m 1777 "$root/tmp"
install -d -m 755 -o 65532 -g 65532 "$root/home/nonroot" "$root/data"

# Since glibc 2.34 the reading of /etc/hosts and the asking of name servers are in libc.so.6 itself.
cd "$scratch/libc6"
libraries=$(dirname usr/lib/*/libc.so.6)
loader=$(find usr/lib usr/lib64 -maxdepth 1 -name 'ld-linux*')
take libc6 "$libraries"/ld-linux*.so.* "$libraries/libc.so.6" "$libraries/libm.so.6" "$loader" \
    usr/share/doc/libc6/copyright
cd "$scratch/ca-certificates"
find usr/share/ca-certificates -name '*.crt' | LC_ALL=C sort | xargs -d '\n' sed -s -e '$a\' \
    >"$root/etc/ssl/certs/ca-certificates.crt"
take ca-certificates usr/share/doc/ca-certificates/copyright
take base-files usr/lib/os-release
ln -s ../usr/lib/os-release "$root/etc/os-release"

cat >"$root/etc/passwd" <<END
root:x:0:0:root:/root:/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin
nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin
END
cat >"$root/etc/group" <<END
root:x:0:
nobody:x:65534:
nonroot:x:65532:
END
cat >"$root/etc/nsswitch.conf" <<END
passwd: files
group: files
hosts: files dns
END

if [ "$kind" = default ]; then
    cd "$scratch/busybox"
    take busybox usr/bin/busybox usr/share/doc/busybox/copyright
    take libc6 "$libraries/libresolv.so.2"
    install -d -m 700 "$root/root"
    usr/bin/busybox --list-full | while read -r tool; do
        case "$tool" in
            usr/*) ;;
            *bin/*) tool=usr/$tool ;;
            *) continue ;;
        esac
        ln -s /usr/bin/busybox "$root/$tool"
    done
fi

strip -o "$root/usr/bin/minihydra-server" "$binary"
chmod 755 "$root/usr/bin/minihydra-server"
ln -s minihydra-server "$root/usr/bin/hydra"

# With these libraries the binary must start.
"$root/$loader" --library-path "$root/$libraries" "$root/usr/bin/hydra" version >/dev/null

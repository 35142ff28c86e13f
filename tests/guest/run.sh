#!/bin/sh
# A guest with set SMBIOS strings, a network adapter, a drive and a software TPM is collected by `kenpin hardware collect`;
# its declared twin is accepted, and guests with one thing changed are not. Needs Debian's qemu-system-x86, swtpm, busybox-static,
# cpio and a kernel package. `ACCELERATION=kvm` where that works.
#
#   tests/guest/run.sh target/debug/kenpin linux-image-*-cloud-amd64_*.deb
set -eu
here=$(dirname "$(realpath "$0")")
kenpin=$(realpath "$1")
package=$(realpath "$2")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

dpkg-deb -x "$package" kernel
mkdir -p root/bin root/dev root/proc root/sys root/modules
cp /bin/busybox root/bin/busybox
cp "$kenpin" root/bin/kenpin
strip root/bin/kenpin
ldd "$kenpin" | grep -o '/[^ ]*' | while read -r library; do
    mkdir -p "root$(dirname "$library")"
    cp -L "$library" "root$library"
done
for module in virtio virtio_ring virtio_pci_legacy_dev virtio_pci_modern_dev virtio_pci failover net_failover virtio_net; do
    find kernel -name "$module.ko*" -exec cp {} root/modules/ \;
done
cat >root/init <<'INIT'
#!/bin/busybox sh
/bin/busybox mount -t proc proc /proc
/bin/busybox mount -t sysfs sysfs /sys
/bin/busybox mount -t devtmpfs devtmpfs /dev
for module in virtio virtio_ring virtio_pci_legacy_dev virtio_pci_modern_dev virtio_pci failover net_failover virtio_net; do
    /bin/busybox insmod /modules/$module.ko 2>/dev/null
done
/bin/busybox sleep 2
/bin/kenpin hardware collect --at 2026-11-24 --output /box.json
echo "=== begin"
/bin/busybox cat /box.json
echo "=== end"
/bin/busybox poweroff -f
INIT
chmod +x root/init
(cd root && find . | cpio -o -H newc 2>/dev/null | gzip -1) >initrd
truncate -s 16M drive
acceleration=${ACCELERATION:-tcg}

# A TPM as its maker leaves it: with a certificate in its memory.
python3 "$here/../fixtures/tpm/record.py" "$scratch/tpm" >exchanges.json

# collect NAME SYSTEM-SERIAL DRIVE-SERIAL ADDRESS
collect() {
    swtpm socket --tpm2 --tpmstate "dir=$scratch/tpm" --ctrl "type=unixio,path=$scratch/tpm.sock" --terminate --daemon
    timeout 300 qemu-system-x86_64 -machine "q35,accel=$acceleration" -m 512 -nographic -no-reboot \
        -kernel kernel/boot/vmlinuz-* -initrd initrd -append "console=ttyS0 quiet panic=-1" \
        -smbios type=0,vendor=TamaFirmware,version=1.2 \
        -smbios "type=1,manufacturer=Tama Servers,product=Box 9,version=A,serial=$2" \
        -smbios "type=2,manufacturer=Tama Servers,product=Board 9,serial=BRD-1" \
        -smbios "type=3,manufacturer=Tama Servers,serial=CHS-1" \
        -smbios "type=17,manufacturer=Example Memory,serial=DIMM-1,part=M9" \
        -drive file=drive,format=raw,if=none,id=d0 -device "nvme,drive=d0,serial=$3" \
        -netdev user,id=n0 -device "virtio-net-pci,netdev=n0,mac=$4" \
        -chardev "socket,id=c0,path=$scratch/tpm.sock" -tpmdev emulator,id=t0,chardev=c0 -device tpm-tis,tpmdev=t0 \
        </dev/null >"$1.log" 2>&1 || true
    tr -d '\r' <"$1.log" | sed -n '/^=== begin$/,/^=== end$/p' | sed '1d;$d' >"$1.json"
    [ -s "$1.json" ] || { tail -40 "$1.log"; exit 1; }
}

# expect CODE WHAT ACTUAL
expect() {
    code=0
    "$kenpin" hardware compare --declared declared.json --actual "$3" >out || code=$?
    if [ "$code" != "$1" ]; then
        echo "FAILED: $2: exit $code, not $1"
        cat out
        exit 1
    fi
    echo "passed: $2: exit $code"
}

collect declared SYS-1 DRV-1 00:1b:21:aa:bb:01
grep -q '"endorsement_certificates"' declared.json || { echo "FAILED: the TPM's certificate was not read"; cat declared.json; exit 1; }
echo "passed: the TPM's certificate is in the inventory"
collect twin SYS-1 DRV-1 00:1b:21:aa:bb:01
expect 0 "the declared twin" twin.json
collect changed-system SYS-2 DRV-1 00:1b:21:aa:bb:01
expect 20 "another system serial number" changed-system.json
collect changed-drive SYS-1 DRV-2 00:1b:21:aa:bb:01
expect 20 "another drive" changed-drive.json
collect changed-adapter SYS-1 DRV-1 00:1b:21:aa:bb:02
expect 20 "another network adapter" changed-adapter.json

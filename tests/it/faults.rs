//! A full disk and a killed process at each step that writes: what stands there afterwards is the old or the new, and opens.
//!
//! strace makes the n-th writing system call fail, or kills the program there, for n = 1, 2, 3 .. until a run has none left.

use std::path::Path;
use std::process::Command;

use crate::minting;
use crate::minting::pki::Key;
use crate::minting::tuf::{self, FIRST};
use crate::trust_command::Updated;

/// The system calls that change a disk. Making a file is not among them: starting a program opens files too.
const WRITING: &str = "write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,mkdir,mkdirat,ftruncate,unlinkat";
const FAULTS: [&str; 2] = ["error=ENOSPC", "signal=KILL"];
/// Far more than any of these commands writes.
const STEPS: usize = 200;

fn kenpin(folder: &Path, command: &str) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_kenpin")).args(command.split(' ')).env_clear().current_dir(folder).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&text).into_owned())
}

/// Runs the command with the fault at its n-th writing call; whether there was such a call.
fn faulted(folder: &Path, line: &str, fault: &str, number: usize) -> bool {
    let trace = folder.join("trace");
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o"]).arg(&trace).args(["-e", &format!("trace={WRITING}")]);
    command.args(["-e", &format!("inject={WRITING}:{fault}:when={number}"), env!("CARGO_BIN_EXE_kenpin")]);
    command.args(line.split(' ')).current_dir(folder).output().unwrap();
    let seen = std::fs::read_to_string(&trace).unwrap();
    std::fs::remove_file(trace).unwrap();
    seen.contains("(INJECTED)") || seen.contains("killed by SIGKILL")
}

/// What a command leaves behind, and what it left before it.
struct Scene {
    prepare: fn() -> tempfile::TempDir,
    command: String,
    /// What is to be found, read as its user reads it; it may not fail.
    read: fn(&Path) -> String,
}

impl Scene {
    /// Every step fails once, and is the last one once: old or new, and the command works when it is run again.
    fn play(&self) {
        let old = (self.read)((self.prepare)().path());
        let whole = (self.prepare)();
        let (code, said) = kenpin(whole.path(), &self.command);
        assert_eq!(code, Some(0), "{}: {said}", &self.command);
        let new = (self.read)(whole.path());
        assert_ne!(old, new, "{} changes what is read", &self.command);
        for fault in FAULTS {
            let last = (1..STEPS).find(|number| {
                let folder = (self.prepare)();
                let was_there = faulted(folder.path(), &self.command, fault, *number);
                let left = (self.read)(folder.path());
                assert!(left == old || left == new, "{}, {fault} at {number}: {left}", &self.command);
                if left == old {
                    let (code, said) = kenpin(folder.path(), &self.command);
                    assert_eq!(code, Some(0), "{} again after {fault} at {number}: {said}", &self.command);
                    assert_eq!((self.read)(folder.path()), new, "{}, {fault} at {number}", &self.command);
                }
                !was_there
            });
            assert!(last.is_some_and(|last| last > 2), "{}: {fault} met {last:?} steps", &self.command);
        }
    }
}

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

fn list(day: &str, name: &str) -> String {
    format!(
        "<sdnList><publshInformation><Publish_Date>{day}</Publish_Date></publshInformation><sdnEntry><uid>1</uid><lastName>{name}</lastName></sdnEntry></sdnList>"
    )
}

const IMPORT: &str = "lists import --id ours --output lists --at 2026-11-24";

#[test]
fn an_import_of_a_list() {
    Scene {
        prepare: || {
            let folder = tempfile::tempdir().unwrap();
            write(folder.path(), "old.xml", list("11/01/2026", "Quorvex"));
            write(folder.path(), "new.xml", list("11/20/2026", "Zantor"));
            assert_eq!(kenpin(folder.path(), &format!("{IMPORT} old.xml")).0, Some(0));
            folder
        },
        command: format!("{IMPORT} new.xml"),
        read: |folder| {
            let screened = |name: &str| kenpin(folder, &format!("screen --watchlists lists/watchlists --at 2026-11-24 {name}")).0;
            format!("{:?} {:?}", screened("Quorvex"), screened("Zantor"))
        },
    }
    .play();
}

#[test]
fn a_root_that_is_added() {
    Scene {
        prepare: || {
            let folder = tempfile::tempdir().unwrap();
            write(folder.path(), "ca.pem", minting::vendor("v").authority_pem());
            std::fs::create_dir(folder.path().join("trust")).unwrap();
            folder
        },
        command: "trust add ca.pem --trust trust --at 2026-11-01".to_owned(),
        read: |folder| {
            let verified = || kenpin(folder, "trust verify --trust trust --at 2026-11-24").0;
            format!("{:?}", folder.join("trust/x509/ca").exists().then(verified))
        },
    }
    .play();
}

#[test]
fn a_root_that_is_updated() {
    Scene {
        prepare: || {
            let store = Updated::new();
            store.publish(&tuf::repository(FIRST, b"new"));
            store.desk.folder
        },
        command: "trust update sigstore/mine --trust trust --from repository --offline --at 2026-11-24".to_owned(),
        read: |folder| {
            let code = kenpin(folder, "trust verify --trust trust --at 2026-11-24").0;
            format!("{code:?} {}", std::fs::read_to_string(folder.join("trust/sigstore/mine/trusted_root.json")).unwrap())
        },
    }
    .play();
}

#[test]
fn a_waiver_that_is_added() {
    Scene {
        prepare: || {
            let folder = tempfile::tempdir().unwrap();
            assert_eq!(kenpin(folder.path(), &format!("{WAIVER} W-1")).0, Some(0));
            folder
        },
        command: format!("{WAIVER} W-2"),
        read: |folder| {
            let (code, text) = kenpin(folder, "waiver list waivers.toml --at 2026-11-24");
            format!("{code:?} {} {}", text.contains("W-1"), text.contains("W-2"))
        },
    }
    .play();
}

/// Up to the id.
const WAIVER: &str = "waiver add waivers.toml --rule restricted_maker --component dome --reason spares --requested-by a.sato --approved-by k.mori --expires 2027-03-31 --at 2026-11-24 --id";

#[test]
fn a_signature() {
    Scene {
        prepare: || {
            let folder = tempfile::tempdir().unwrap();
            write(folder.path(), "bill.json", "{}");
            write(folder.path(), "key.pem", Key::p256("f").private_pem());
            write(folder.path(), "key.pub", Key::p256("f").public_pem());
            folder
        },
        command: "signature sign bill.json --signing-key key.pem --output bill.json.dsse".to_owned(),
        read: |folder| match folder.join("bill.json.dsse").exists() {
            false => "none".to_owned(),
            true => format!("{:?}", kenpin(folder, "signature verify bill.json --signature bill.json.dsse --key key.pub").0),
        },
    }
    .play();
}

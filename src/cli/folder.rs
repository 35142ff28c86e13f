//! A folder whole in its place: wherever writing stops, a reader finds the old one or the new one.

use std::fs::{self, File};
use std::io::{Result, Write as _};
use std::path::{Path, PathBuf};

/// Writes files into a new folder beside `place`, and puts it there. Names may lead into folders of their own.
///
/// # Errors
/// Of the disk; what was at `place` is still there then.
pub(super) fn put(place: &Path, files: &[(String, Vec<u8>)]) -> Result<()> {
    let beside = beside(place);
    discard(&beside)?;
    let written = fill(&beside, files).and_then(|()| swap(&beside, place));
    // What is left of a folder that was not finished is of no use to anybody.
    discard(&beside).ok();
    written
}

/// Puts a folder in the place of another, at once; the other is taken away.
///
/// # Errors
/// Of the disk; what was at `place` is still there then.
#[allow(clippy::disallowed_methods, reason = "the edge keeps what it wrote")]
pub(super) fn swap(made: &Path, place: &Path) -> Result<()> {
    keep(made)?;
    if let Some(parent) = place.parent() {
        fs::create_dir_all(parent)?;
    }
    if place.exists() {
        exchange(made, place)?;
        discard(made).ok();
    } else {
        fs::rename(made, place)?;
    }
    // The names too have to outlive a lost current; where folders cannot be opened as files they do so by themselves.
    place.parent().and_then(|parent| File::open(parent).ok()).map_or(Ok(()), |parent| parent.sync_all())
}

/// Hidden, so that no store takes it for one of its folders.
fn beside(place: &Path) -> PathBuf {
    let name = place.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    place.with_file_name(format!(".{name}.new"))
}

fn fill(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<()> {
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        File::create(path)?.write_all(bytes)?;
    }
    Ok(())
}

/// Every file of the folder lies on the disk when it returns.
#[allow(clippy::disallowed_methods, reason = "the edge keeps what it wrote")]
fn keep(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { keep(&path)? } else { File::open(&path)?.sync_all()? }
    }
    Ok(())
}

fn discard(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Both names at once, as Linux can (`renameat2`, RENAME_EXCHANGE); elsewhere one after the other.
fn exchange(made: &Path, place: &Path) -> Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, made, CWD, place, RenameFlags::EXCHANGE) {
            // Some file systems do not know it.
            Err(Errno::INVAL | Errno::NOSYS) => {}
            done => return done.map_err(std::io::Error::from),
        }
    }
    let old = made.with_extension("old");
    discard(&old)?;
    fs::rename(place, &old)?;
    fs::rename(made, place).inspect_err(|_| {
        fs::rename(&old, place).ok();
    })?;
    discard(&old)
}

//! Writes fixtures: `cargo run --example mint -- CASE…` or `--all`, from the package's top folder.

#[path = "mod.rs"]
mod mint;

use std::path::Path;

use mint::case::all;

fn main() -> std::process::ExitCode {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let known = |name: &String| name == "--all" || all().any(|case| case.name == name);
    if wanted.is_empty() || !wanted.iter().all(known) {
        eprintln!("usage: mint --all | CASE..., where CASE is one of");
        all().for_each(|case| eprintln!("  {}  {}", case.name, case.shows));
        return std::process::ExitCode::from(2);
    }
    for case in all().filter(|case| wanted.iter().any(|name| name == "--all" || name == case.name)) {
        if let Err(error) = case.write(Path::new(".")) {
            eprintln!("{}: {error}", case.name);
            return std::process::ExitCode::FAILURE;
        }
        println!("{}", case.folder);
    }
    std::process::ExitCode::SUCCESS
}

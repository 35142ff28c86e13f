//! EDGE: the command line. Reads files, the clock and the environment; calls `kenpin::verify`; prints.

/// Runs the program: 0 accept, 10 refer, 20 reject, 1 fault, 2 wrong usage.
pub fn run() -> std::process::ExitCode {
    std::process::ExitCode::from(1)
}

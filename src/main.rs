//! The program: hands its arguments to the command line and its exit code to the shell.

fn main() -> std::process::ExitCode {
    kenpin::cli::run()
}

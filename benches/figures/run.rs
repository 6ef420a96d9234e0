//! One run of a program: how long it took, how much of that on the processor, and how much memory it had at most.

use std::io;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

/// What a run took.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// From the start to the end, in seconds.
    pub wall: f64,
    /// On all processors together, in seconds.
    pub processor: f64,
    /// The most memory at one time, in bytes.
    pub memory: f64,
}

impl Run {
    /// Runs a program to its end. One that ends badly is no measurement; 1 says that there are findings.
    pub fn of(command: &mut Command) -> io::Result<Run> {
        settle()?;
        let begun = Instant::now();
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let used = child.wait4()?;
        let wall = begun.elapsed();
        if !matches!(used.status.code(), Some(0 | 1)) {
            return Err(io::Error::other(format!("{command:?} ended with {}", used.status)));
        }
        let processor = used.rusage.utime + used.rusage.stime;
        Ok(Run { wall: wall.as_secs_f64(), processor: processor.as_secs_f64(), memory: used.rusage.maxrss as f64 })
    }

    /// The same run with another time, where the program has taken it itself.
    pub fn taking(self, wall: Duration) -> Run {
        Run { wall: wall.as_secs_f64(), ..self }
    }
}

/// What runs before have written goes to the disk first, so that no run waits for another's bytes.
fn settle() -> io::Result<()> {
    Command::new("sync").status().map(|_| ())
}

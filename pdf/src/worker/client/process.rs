//! One worker process from start to end, whatever it does meanwhile.

use super::Worker;
use crate::worker::job::Job;
use crate::worker::{serve, wire};
use nix::sys::signal::{Signal, killpg};
use nix::sys::wait::{Id, WaitPidFlag, waitid};
use nix::unistd::Pid;
use std::io::{self, Read};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, ChildStderr, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Instant;

/// What of the standard error is kept, in bytes.
const COMPLAINT_BYTES: u64 = 4096;

/// A process that is over.
pub struct Finished {
    pub output: Vec<u8>,
    pub ending: Ending,
    /// The beginning of the standard error.
    pub complaint: String,
}

/// How it ended.
pub enum Ending {
    Normal,
    TimedOut,
    Cancelled,
    TooMuchOutput,
    /// It could not shut itself in, or did not understand its command line.
    NoSandbox,
    OutOfMemory,
    OutOfCpuTime,
    OutOfFileSize,
    Crashed(String),
}

/// What happens while a job runs.
pub enum Event {
    Output { bytes: Vec<u8>, too_much: bool },
    Ended,
    Cancelled,
}

/// Starts the process in an empty folder and a process group of its own, sends the job, and collects the answer;
/// in the end the whole group is killed and the folder removed.
pub fn run(worker: &Worker, job: &Job, documents: &[&[u8]]) -> io::Result<Finished> {
    let deadline = Instant::now() + worker.time;
    let folder = tempfile::tempdir()?;
    let mut child = Command::new(&worker.program)
        .args(&worker.arguments)
        .args(worker.settings.arguments())
        .current_dir(folder.path())
        .env_clear()
        .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
        // Without this the C library reserves address space for every thread.
        .env("MALLOC_ARENA_MAX", "1")
        .env("LC_ALL", "C")
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let group = Pid::from_raw(child.id().cast_signed());
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        let (sender, events) = mpsc::channel();
        worker.cancellation.tell(sender.clone());
        let (ended, output) = (sender.clone(), sender);
        scope.spawn(move || {
            if let Some(mut stdin) = stdin {
                // A worker that ends before it has read all is judged by how it ended.
                _ = wire::write(&mut stdin, job, documents);
            }
        });
        scope.spawn(move || send_output(stdout, worker.answer_bytes, &output));
        scope.spawn(move || {
            wait_without_reaping(group);
            _ = ended.send(Event::Ended);
        });
        let complaint = scope.spawn(move || read_complaint(stderr));

        let (mut output, mut over, mut early) = (None, false, None);
        while output.is_none() || !over {
            let left = deadline.saturating_duration_since(Instant::now());
            match events.recv_timeout(left) {
                Ok(Event::Output {
                    bytes,
                    too_much: false,
                }) => output = Some(bytes),
                Ok(Event::Ended) => over = true,
                Ok(Event::Output { too_much: true, .. }) => {
                    early = Some(Ending::TooMuchOutput);
                    break;
                }
                Ok(Event::Cancelled) => {
                    early = Some(Ending::Cancelled);
                    break;
                }
                Err(_) => {
                    early = Some(Ending::TimedOut);
                    break;
                }
            }
        }
        let status = end(&mut child, group)?;
        Ok(Finished {
            output: output.unwrap_or_default(),
            ending: early.unwrap_or_else(|| ending(status)),
            complaint: complaint.join().unwrap_or_default(),
        })
    })
}

/// Kills what is left of the group and reaps the process. Until it is reaped, its number is nobody else's.
fn end(child: &mut Child, group: Pid) -> io::Result<ExitStatus> {
    // The group is gone already where the process has ended and started nothing.
    _ = killpg(group, Signal::SIGKILL);
    child.wait()
}

fn ending(status: ExitStatus) -> Ending {
    match (status.code(), status.signal().map(Signal::try_from)) {
        (Some(0), _) => Ending::Normal,
        (Some(code), _) if code == i32::from(serve::NO_SANDBOX) => Ending::NoSandbox,
        (Some(code), _) if code == i32::from(serve::NO_MEMORY) => Ending::OutOfMemory,
        (Some(code), _) => Ending::Crashed(format!("exit code {code}")),
        (None, Some(Ok(Signal::SIGXCPU))) => Ending::OutOfCpuTime,
        (None, Some(Ok(Signal::SIGXFSZ))) => Ending::OutOfFileSize,
        (None, Some(Ok(signal))) => Ending::Crashed(signal.to_string()),
        (None, _) => Ending::Crashed("unknown signal".to_owned()),
    }
}

fn send_output(stdout: Option<ChildStdout>, most: u64, to: &Sender<Event>) {
    let mut bytes = Vec::new();
    if let Some(stdout) = stdout {
        // What was read before an error is judged like an answer that is cut.
        _ = stdout.take(most + 1).read_to_end(&mut bytes);
    }
    let too_much = bytes.len() as u64 > most;
    _ = to.send(Event::Output { bytes, too_much });
}

fn read_complaint(stderr: Option<ChildStderr>) -> String {
    let mut bytes = Vec::new();
    if let Some(mut stderr) = stderr {
        _ = stderr.by_ref().take(COMPLAINT_BYTES).read_to_end(&mut bytes);
        // The rest is read too, so that the worker never waits for us.
        _ = io::copy(&mut stderr, &mut io::sink());
    }
    String::from_utf8_lossy(&bytes).trim().to_owned()
}

/// Returns when the process has ended, leaving it to be reaped by [`end`].
fn wait_without_reaping(process: Pid) {
    while let Err(nix::errno::Errno::EINTR) =
        waitid(Id::Pid(process), WaitPidFlag::WEXITED | WaitPidFlag::WNOWAIT)
    {}
}

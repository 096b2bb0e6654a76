//! The hub as a process of its own, on a free port and a data directory of the caller's.

use anyhow::{Context, bail};
use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// How long a start may take, database recovery included.
const START: Duration = Duration::from_secs(60);

/// How a hub is started.
#[derive(Clone, Debug)]
pub struct HubOptions {
    pub program: PathBuf,
    pub data_dir: PathBuf,
    pub port: u16,
    /// Further settings, as environment variables.
    pub settings: Vec<(String, String)>,
    /// A program with its arguments that starts the hub in its place, such as a tracer.
    pub under: Vec<OsString>,
    /// Where the hub's log goes.
    pub log: PathBuf,
}

/// A running hub. Dropping it kills the process.
pub struct HubProcess {
    child: Child,
    /// The hub itself, where the child is a program that it runs under.
    process: u32,
    options: HubOptions,
    /// The secret of the link that makes the platform operator, while it is unused.
    pub setup_token: Option<String>,
}

impl HubOptions {
    /// The program that cargo built beside the running one, on a free port.
    pub fn new(data_dir: &Path) -> anyhow::Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        Ok(Self {
            program: built_program("hub")?,
            data_dir: data_dir.to_owned(),
            port,
            settings: Vec::new(),
            under: Vec::new(),
            log: data_dir.join("hub.log"),
        })
    }

    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.settings.push((name.to_owned(), value.to_string()));
        self
    }
}

/// A program of this workspace: `target/<profile>/NAME`, looked for above the running program.
pub fn built_program(name: &str) -> anyhow::Result<PathBuf> {
    let own = std::env::current_exe()?;
    let found = own
        .ancestors()
        .skip(1)
        .take(3)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file());
    found.with_context(|| format!("the program {name} is not built: run `cargo build` first"))
}

impl HubProcess {
    /// Starts the program and waits until it says where it listens.
    pub fn start(options: HubOptions) -> anyhow::Result<Self> {
        let program = [options.program.clone().into_os_string()];
        let words: Vec<OsString> = options.under.iter().cloned().chain(program).collect();
        let mut child = Command::new(&words[0])
            .args(&words[1..])
            .arg("serve")
            .env("HUB_LISTEN", format!("127.0.0.1:{}", options.port))
            .env("HUB_DATA_DIR", &options.data_dir)
            .envs(options.settings.iter().map(|(name, value)| (name, value)))
            .stdout(Stdio::piped())
            .stderr(log_file(&options)?)
            .spawn()
            .with_context(|| format!("cannot start {}", options.program.display()))?;
        let output = child.stdout.take().context("the hub has no output")?;
        let (lines, said) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                let _ = lines.send(line);
            }
        });
        let mut hub = Self {
            process: child.id(),
            child,
            options,
            setup_token: None,
        };
        hub.wait_for_greeting(&said)?;
        if !hub.options.under.is_empty() {
            hub.process = only_child(hub.child.id())?;
        }
        Ok(hub)
    }

    fn wait_for_greeting(&mut self, said: &mpsc::Receiver<String>) -> anyhow::Result<()> {
        let deadline = Instant::now() + START;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match said.recv_timeout(left) {
                Ok(line) if line.contains("Ctrl-C") => return Ok(()),
                Ok(line) => {
                    if let Some((_, token)) = line.split_once("?setup=") {
                        self.setup_token = Some(token.trim().to_owned());
                    }
                }
                Err(_) => bail!("the hub did not start; its log:\n{}", self.log()),
            }
        }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.options.port)
    }

    pub fn options(&self) -> &HubOptions {
        &self.options
    }

    /// What the hub has logged so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.options.log).unwrap_or_default()
    }

    /// kill -9, and waits until the process is gone.
    pub fn kill(&mut self) -> anyhow::Result<()> {
        signal("-KILL", self.process)?;
        self.child.wait()?;
        Ok(())
    }

    /// SIGTERM: a clean end. Returns the exit code.
    pub fn stop(mut self) -> anyhow::Result<Option<i32>> {
        signal("-TERM", self.process)?;
        Ok(self.child.wait()?.code())
    }

    /// The operating system's number of the process.
    pub fn process(&self) -> u32 {
        self.process
    }

    /// Resident memory in bytes.
    pub fn resident(&self) -> anyhow::Result<u64> {
        resident(self.process)
    }

    /// CPU seconds used so far, by all threads.
    pub fn cpu_seconds(&self) -> anyhow::Result<f64> {
        cpu_seconds(self.process)
    }
}

/// Resident memory of a process in bytes (proc(5): VmRSS).
pub fn resident(process: u32) -> anyhow::Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS:"))
        .context("no VmRSS")?;
    let kilobytes: u64 = line.split_whitespace().nth(1).context("no value")?.parse()?;
    Ok(kilobytes * 1024)
}

/// CPU seconds that a process has used (proc(5): utime and stime, at 100 ticks a second).
pub fn cpu_seconds(process: u32) -> anyhow::Result<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    let after_name = stat.rsplit_once(')').context("malformed stat")?.1;
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let ticks: u64 =
        fields.get(11).context("utime")?.parse::<u64>()? + fields.get(12).context("stime")?.parse::<u64>()?;
    Ok(ticks as f64 / 100.0)
}

fn log_file(options: &HubOptions) -> anyhow::Result<Stdio> {
    if let Some(folder) = options.log.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let file = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(&options.log)?;
    Ok(file.into())
}

fn signal(name: &str, process: u32) -> anyhow::Result<()> {
    let status = Command::new("kill").arg(name).arg(process.to_string()).status()?;
    anyhow::ensure!(status.success(), "kill failed");
    Ok(())
}

/// The process that a process has started (proc(5): `children`).
fn only_child(process: u32) -> anyhow::Result<u32> {
    let children = std::fs::read_to_string(format!("/proc/{process}/task/{process}/children"))?;
    Ok(children.trim().parse()?)
}

impl Drop for HubProcess {
    fn drop(&mut self) {
        // A tracer that is killed lets its hub go on, so the hub goes first.
        if !self.options.under.is_empty()
            && let Ok(hub) = only_child(self.child.id())
        {
            let _ = signal("-KILL", hub);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

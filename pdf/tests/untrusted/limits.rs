//! The worker is shut in, and the hub survives whatever it does.

use crate::sample::Sample;
use crate::worker::worker;
use pdf::intake::IntakeLimits;
use pdf::intake::choice::IntakeChoice;
use pdf::worker::client::{Worker, WorkerError};
use pdf::worker::settings::WorkerSettings;
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// A worker that is a shell with `script`; it is told the settings too and ignores them.
fn shell(script: &str) -> Worker {
    Worker {
        program: PathBuf::from("/bin/sh"),
        arguments: vec!["-c".into(), script.into(), "worker".into()],
        ..worker()
    }
}

/// A program at `path` that stands in for `qpdf`.
fn impostor(path: &Path, script: &str) {
    fs::write(path, script).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

fn intake(worker: &Worker) -> Result<(), WorkerError> {
    worker
        .intake(
            &Sample::pages(1).bytes(),
            IntakeLimits::default(),
            IntakeChoice::default(),
        )
        .map(drop)
}

#[test]
fn a_worker_that_dies_is_an_error() {
    assert!(
        matches!(intake(&shell("kill -SEGV $$")), Err(WorkerError::Crashed(how)) if how.contains("SIGSEGV"))
    );
    assert!(
        matches!(intake(&shell("echo sorry >&2; exit 3")), Err(WorkerError::Crashed(how)) if how.contains("sorry"))
    );
    assert!(matches!(
        intake(&shell("kill -XCPU $$")),
        Err(WorkerError::OverLimit(_))
    ));
    assert!(matches!(
        intake(&shell("kill -XFSZ $$")),
        Err(WorkerError::OverLimit(_))
    ));
}

#[test]
fn a_worker_that_answers_nonsense_is_an_error() {
    for script in [
        "exit 0",
        "echo hello",
        "printf 'HQW1\\377\\377\\377\\377'",
        "printf 'HQW1\\0\\0\\0\\2{}\\0\\0\\0\\0'",
    ] {
        assert!(
            matches!(intake(&shell(script)), Err(WorkerError::BadAnswer(_))),
            "{script}"
        );
    }
}

#[test]
fn a_worker_that_floods_is_stopped() {
    let flood = Worker {
        answer_bytes: 1 << 20,
        ..shell("exec cat /dev/zero")
    };
    assert!(matches!(intake(&flood), Err(WorkerError::OverLimit(_))));
    let complaints = shell("head -c 9000000 /dev/zero >&2");
    assert!(matches!(intake(&complaints), Err(WorkerError::BadAnswer(_))));
}

#[test]
fn a_worker_that_cannot_be_started_is_an_error() {
    let missing = Worker {
        program: "/nowhere/worker".into(),
        ..worker()
    };
    assert!(matches!(intake(&missing), Err(WorkerError::NotStarted(_))));
    let misled = Worker {
        arguments: vec!["--surprise".into()],
        ..worker()
    };
    assert!(matches!(intake(&misled), Err(WorkerError::NotPossible(why)) if why.contains("--surprise")));
}

#[test]
fn a_worker_that_hangs_is_killed_with_all_it_started() {
    let folder = tempfile::tempdir().unwrap();
    let note = folder.path().join("pid");
    let script = format!("sleep 1000 & echo $! > {}; wait", note.display());
    let hanging = Worker {
        time: Duration::from_secs(2),
        ..shell(&script)
    };
    assert!(matches!(intake(&hanging), Err(WorkerError::TimedOut)));
    let started = fs::read_to_string(note).expect("the script should have started within two seconds");
    // Gone, or dead and waiting for whoever reaps orphans here.
    let state = fs::read_to_string(format!("/proc/{}/stat", started.trim())).unwrap_or_default();
    assert!(state.is_empty() || state.contains(") Z "), "still there: {state}");
}

#[test]
fn a_worker_leaves_nothing_behind_in_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let note = folder.path().join("where");
    _ = intake(&shell(&format!(
        "pwd > {}; touch left; ls -A > {}.list",
        note.display(),
        note.display()
    )));
    let place = fs::read_to_string(&note).unwrap();
    assert_eq!(
        fs::read_to_string(note.with_extension("list"))
            .unwrap_or_default()
            .trim(),
        "left"
    );
    assert!(!Path::new(place.trim()).exists());
}

#[test]
fn memory_is_limited() {
    let mut upload = Sample::pages(1).bytes();
    upload.resize(48_000_000, b' ');
    let small = WorkerSettings {
        address_space: 48 << 20,
        ..WorkerSettings::default()
    };
    let outcome = Worker {
        settings: small,
        ..worker()
    }
    .intake(&upload, IntakeLimits::default(), IntakeChoice::default())
    .map(drop);
    assert!(
        matches!(&outcome, Err(WorkerError::OverLimit(what)) if what == "memory"),
        "{outcome:?}"
    );
}

#[test]
fn programs_the_worker_starts_have_its_cpu_time_and_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let busy = folder.path().join("busy");
    impostor(&busy, "#!/bin/sh\nwhile :; do :; done\n");
    let settings = WorkerSettings {
        qpdf: busy,
        cpu_seconds: 1,
        ..WorkerSettings::default()
    };
    let outcome = intake(&Worker { settings, ..worker() });
    assert!(
        matches!(&outcome, Err(WorkerError::Refused { code, .. }) if code == "timed_out"),
        "{outcome:?}"
    );
}

#[test]
fn programs_the_worker_starts_write_no_large_files() {
    let folder = tempfile::tempdir().unwrap();
    let greedy = folder.path().join("greedy");
    impostor(&greedy, "#!/bin/sh\nexec head -c 3000000 /dev/zero > clean.pdf\n");
    let settings = WorkerSettings {
        qpdf: greedy,
        file_bytes: 2 << 20,
        ..WorkerSettings::default()
    };
    assert_eq!(
        intake(&Worker { settings, ..worker() }).unwrap_err().code(),
        "over_limit"
    );
}

#[test]
fn programs_the_worker_starts_have_no_network() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    let folder = tempfile::tempdir().unwrap();
    let caller = folder.path().join("caller");
    let outcome = folder.path().join("outcome");
    let script = format!(
        "#!/bin/bash\nexec 2> {0}\n(exec 3<> /dev/tcp/127.0.0.1/{port}) && echo reached >&2\n",
        outcome.display()
    );
    impostor(&caller, &script);

    assert!(Command::new(&caller).status().is_ok());
    assert!(
        fs::read_to_string(&outcome).unwrap().contains("reached"),
        "the script works where nothing stops it"
    );
    listener.accept().unwrap();

    let settings = WorkerSettings {
        qpdf: caller,
        ..WorkerSettings::default()
    };
    _ = intake(&Worker { settings, ..worker() });
    let said = fs::read_to_string(&outcome).unwrap();
    assert!(
        said.contains("not permitted") && !said.contains("reached"),
        "{said}"
    );
    assert!(listener.accept().is_err(), "nobody called");
}

#[test]
fn programs_the_worker_starts_can_neither_signal_nor_lift_their_limits() {
    let folder = tempfile::tempdir().unwrap();
    let rebel = folder.path().join("rebel");
    let outcome = folder.path().join("outcome");
    let script = format!(
        "#!/bin/bash\nexec > {} 2>&1\nkill -0 $PPID && echo signalled\nulimit -t unlimited && echo lifted\nsetsid true && echo escaped\nulimit -a\n",
        outcome.display()
    );
    impostor(&rebel, &script);
    let settings = WorkerSettings {
        qpdf: rebel,
        ..WorkerSettings::default()
    };
    _ = intake(&Worker { settings, ..worker() });
    let said = fs::read_to_string(&outcome).unwrap();
    assert!(said.contains("cpu time"), "the script ran to its end: {said}");
    for deed in ["signalled", "lifted", "escaped"] {
        assert!(!said.contains(deed), "{said}");
    }
}

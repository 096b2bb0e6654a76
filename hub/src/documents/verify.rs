//! Verifying what strangers drop on the verify page: in a limited process, like every foreign file.

use crate::evidence::package::policy_text;
use crate::http::problem::Problem;
use crate::hub::Services;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

/// How long one file may take.
const TIME: Duration = Duration::from_secs(60);

/// The report on a package or PDF, JSON, with this hub's own keys as what is trusted.
pub async fn verify(services: &Services, bytes: Vec<u8>) -> Result<Vec<u8>, Problem> {
    let failed = |e: &dyn std::fmt::Display| Problem::internal("verify a file", e);
    let policy = policy_text(services);
    let mut child = Command::new(&services.worker.program)
        .arg("verify-limited")
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(|e| failed(&e))?;
    let mut stdin = child.stdin.take().ok_or_else(|| failed(&"no standard input"))?;
    let feeding = async move {
        let length = u32::try_from(policy.len()).unwrap_or(u32::MAX);
        stdin.write_all(&length.to_be_bytes()).await?;
        stdin.write_all(policy.as_bytes()).await?;
        stdin.write_all(&bytes).await
        // Dropping it ends the input.
    };
    let working = async { tokio::join!(feeding, child.wait_with_output()) };
    let (_, output) = tokio::time::timeout(TIME, working)
        .await
        .map_err(|_| Problem::new("timed_out"))?;
    let output = output.map_err(|e| failed(&e))?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(Problem::new("over_limit"))
    }
}

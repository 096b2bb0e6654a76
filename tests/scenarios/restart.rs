//! SIGTERM in the middle of a ceremony: everybody is told to come back, the process ends well, and the next start
//! goes on where it stopped.

use std::time::Duration;
use tests::ceremony::{blocking, play_watched};
use tests::hub_process::HubProcess;
use tests::live_socket::Screen;
use tests::venue::{Venue, script};
use tokio::sync::watch;
use verify::policy::Policy;

#[tokio::test(flavor = "multi_thread")]
async fn a_ceremony_goes_on_after_the_hub_was_stopped() {
    let venue = blocking(|| Venue::without_film(&[])).await.unwrap();
    let Venue { hub, host, folder } = venue;
    let host = host.patient(Duration::from_secs(60));
    let mut restarter = None;
    let played = play_watched(host, script("换班", 2), |screen| {
        restarter = Some(tokio::spawn(restart(hub, screen)));
    });
    let played = played.await.unwrap();
    let _hub = restarter.unwrap().await.unwrap().unwrap();
    let report = verify::verify_package(&played.evidence, &Policy::parse(&played.policy).unwrap());
    assert_eq!(report.exit_code, 10, "{}", report.to_text());
    drop(folder);
}

/// Stops the hub when the signing begins, looks at how it took leave, and starts it again on its data.
async fn restart(hub: HubProcess, mut screen: watch::Receiver<Screen>) -> anyhow::Result<HubProcess> {
    screen.wait_for(|screen| screen.phase == "signing").await?;
    let options = hub.options().clone();
    let code = blocking(move || hub.stop()).await?;
    anyhow::ensure!(code == Some(0), "the hub ended with {code:?}");
    screen
        .wait_for(|screen| screen.bye && screen.last_close == Some(1012))
        .await?;
    let again = blocking(move || HubProcess::start(options)).await?;
    anyhow::ensure!(
        again.setup_token.is_none(),
        "the second start forgot its operator"
    );
    Ok(again)
}

//! The same ceremony on PostgreSQL: one database of its own on the server that `scripts/test` starts.

use anyhow::Context;
use std::process::Command;
use tests::ceremony::{blocking, play};
use tests::package_reader::{lines, of_kind};
use tests::venue::{Venue, script};
use verify::policy::Policy;

/// Address of an empty server, without a database's name.
const SERVER: &str = "HUIQIAN_TEST_POSTGRES";

#[tokio::test(flavor = "multi_thread")]
async fn a_ceremony_on_postgresql() {
    let server = std::env::var(SERVER).unwrap_or_else(|_| {
        panic!("{SERVER} does not name a PostgreSQL server: run scripts/test, which starts one")
    });
    let url = own_database(&server).unwrap();
    let venue = blocking(move || {
        Venue::without_film(&[
            ("HUB_DATABASE_URL", url.as_str()),
            ("HUB_DATABASE_MAY_FORGET", "true"),
        ])
    });
    let venue = venue.await.unwrap();
    let played = play(venue.host.clone(), script("在 PostgreSQL 上", 2))
        .await
        .unwrap();
    let report = verify::verify_package(&played.evidence, &Policy::parse(&played.policy).unwrap());
    assert_eq!(report.exit_code, 10, "{}", report.to_text());
    let lines = lines(&played.evidence).unwrap();
    assert_eq!(of_kind(&lines, "hub.party_signed.v1").count(), 2);
    assert!(
        !venue.folder.path().join("hub.sqlite").exists(),
        "the hub used SQLite after all"
    );
}

/// Makes a database and returns its address.
fn own_database(server: &str) -> anyhow::Result<String> {
    let server = server.trim_end_matches('/');
    let name = format!("ceremony_{}", std::process::id());
    let mut psql = Command::new("psql");
    psql.args([
        "--no-psqlrc",
        "--quiet",
        "-c",
        &format!("CREATE DATABASE {name}"),
        &format!("{server}/postgres"),
    ]);
    let status = psql
        .status()
        .context("psql cannot run: use scripts/test, which installs it")?;
    anyhow::ensure!(status.success(), "psql could not make a database");
    Ok(format!("{server}/{name}"))
}

//! Wrapped keys are written once.

use crate::world::{World, on_every_database, on_real_databases};
use futures_util::future::join_all;

on_every_database!(a_key_is_written_once, of_many_creators_all_get_the_same_key);
on_real_databases!(keys_outlive_a_restart);

async fn a_key_is_written_once(world: World) {
    let keys = &world.store.keys;
    assert_eq!(keys.load("ca").await.unwrap(), None);
    assert_eq!(keys.create("ca", b"first").await.unwrap(), b"first");
    assert_eq!(keys.create("ca", b"second").await.unwrap(), b"first");
    assert_eq!(keys.load("ca").await.unwrap(), Some(b"first".to_vec()));
    assert_eq!(keys.load("tsa").await.unwrap(), None);
}

async fn of_many_creators_all_get_the_same_key(world: World) {
    let proposals: Vec<Vec<u8>> = (0..20).map(|n| vec![n]).collect();
    let got = join_all(proposals.iter().map(|key| world.store.keys.create("log", key))).await;
    let stands = world.store.keys.load("log").await.unwrap().unwrap();
    assert!(got.into_iter().all(|key| key.unwrap() == stands));
}

async fn keys_outlive_a_restart(world: World) {
    world.store.keys.create("ca", b"wrapped").await.unwrap();
    let world = world.reopen().await;
    assert_eq!(
        world.store.keys.load("ca").await.unwrap(),
        Some(b"wrapped".to_vec())
    );
}

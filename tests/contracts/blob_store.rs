//! Blobs: named by owner and content, checked when read, gone when their owner goes.

use crate::world::local_blobs;
use domain::hash::Sha256Hash;
use domain::ports::blob_store::{BlobError, BlobStore};
use std::fs;
use store::memory::blob_store::MemoryBlobStore;

/// Runs each case on the fake and on a local folder.
macro_rules! on_every_blob_store {
    ($($case:ident),* $(,)?) => {$(
        mod $case {
            #[tokio::test]
            async fn in_memory() {
                super::$case(&store::memory::blob_store::MemoryBlobStore::default()).await;
            }
            #[tokio::test]
            async fn in_a_local_folder() {
                let folder = tempfile::tempdir().unwrap();
                super::$case(&crate::world::local_blobs(folder.path())).await;
            }
        }
    )*};
}

on_every_blob_store!(
    a_blob_comes_back_under_its_hash,
    an_owner_sees_only_its_own_blobs,
    a_copy_is_independent,
    a_removed_owner_can_begin_again,
    sweeping_removes_what_nobody_names,
    old_age_alone_is_not_enough_to_be_swept_and_neither_is_being_unnamed,
);

const OWNER: &str = "contract/0198c5a2-0000-7000-8000-000000000001";
const OTHER: &str = "draft/0198c5a2-0000-7000-8000-000000000002";

fn large() -> Vec<u8> {
    (0..200_000u32).flat_map(u32::to_le_bytes).collect()
}

async fn a_blob_comes_back_under_its_hash(blobs: &dyn BlobStore) {
    for bytes in [vec![], b"%PDF-1.7".to_vec(), large()] {
        let hash = blobs.put(OWNER, &bytes).await.unwrap();
        assert_eq!(hash, Sha256Hash::of(&bytes));
        assert_eq!(blobs.put(OWNER, &bytes).await.unwrap(), hash, "twice is harmless");
        assert_eq!(blobs.get(OWNER, hash).await.unwrap(), Some(bytes));
    }
    assert_eq!(blobs.get(OWNER, Sha256Hash::of(b"other")).await.unwrap(), None);
}

async fn an_owner_sees_only_its_own_blobs(blobs: &dyn BlobStore) {
    let hash = blobs.put(OWNER, b"mine").await.unwrap();
    assert_eq!(blobs.get(OTHER, hash).await.unwrap(), None);
    assert!(!blobs.copy(OTHER, OWNER, Sha256Hash::of(b"theirs")).await.unwrap());
}

async fn a_copy_is_independent(blobs: &dyn BlobStore) {
    let hash = blobs.put(OWNER, b"page").await.unwrap();
    assert!(blobs.copy(OWNER, OTHER, hash).await.unwrap());
    blobs.remove_owner(OWNER).await.unwrap();
    assert_eq!(blobs.get(OTHER, hash).await.unwrap(), Some(b"page".to_vec()));
    assert_eq!(blobs.get(OWNER, hash).await.unwrap(), None);
}

async fn a_removed_owner_can_begin_again(blobs: &dyn BlobStore) {
    blobs.remove_owner(OWNER).await.unwrap();
    let old = blobs.put(OWNER, b"old").await.unwrap();
    blobs.remove_owner(OWNER).await.unwrap();
    let new = blobs.put(OWNER, b"new").await.unwrap();
    assert_eq!(blobs.get(OWNER, old).await.unwrap(), None);
    assert_eq!(blobs.get(OWNER, new).await.unwrap(), Some(b"new".to_vec()));
}

async fn sweeping_removes_what_nobody_names(blobs: &dyn BlobStore) {
    assert_eq!(blobs.sweep(OWNER, &[], 0).await.unwrap(), 0);
    let kept = blobs.put(OWNER, b"kept").await.unwrap();
    let unnamed = blobs.put(OWNER, b"unnamed").await.unwrap();
    let theirs = blobs.put(OTHER, b"theirs").await.unwrap();
    assert_eq!(blobs.sweep(OWNER, &[kept], 0).await.unwrap(), 1);
    assert_eq!(blobs.get(OWNER, unnamed).await.unwrap(), None);
    assert_eq!(blobs.get(OWNER, kept).await.unwrap(), Some(b"kept".to_vec()));
    assert_eq!(blobs.get(OTHER, theirs).await.unwrap(), Some(b"theirs".to_vec()));
}

async fn old_age_alone_is_not_enough_to_be_swept_and_neither_is_being_unnamed(blobs: &dyn BlobStore) {
    let hash = blobs.put(OWNER, b"young").await.unwrap();
    assert_eq!(blobs.sweep(OWNER, &[], 24 * 3_600_000).await.unwrap(), 0);
    assert_eq!(blobs.sweep(OWNER, &[hash], 0).await.unwrap(), 0);
    assert_eq!(blobs.get(OWNER, hash).await.unwrap(), Some(b"young".to_vec()));
}

#[tokio::test]
async fn damage_is_noticed_in_memory() {
    let blobs = MemoryBlobStore::default();
    let hash = blobs.put(OWNER, b"contract").await.unwrap();
    assert!(blobs.damage(OWNER, hash));
    assert_eq!(blobs.get(OWNER, hash).await, Err(BlobError::Damaged(hash)));
    assert_eq!(
        blobs.copy(OWNER, OTHER, hash).await,
        Err(BlobError::Damaged(hash))
    );
}

#[tokio::test]
async fn damage_is_noticed_in_a_local_folder() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = local_blobs(folder.path());
    let hash = blobs.put(OWNER, &large()).await.unwrap();
    let file = folder.path().join("blobs").join(OWNER).join(hash.to_hex());
    let sound = fs::read(&file).unwrap();
    for at in [0, 20, sound.len() / 2, sound.len() - 1] {
        let mut damaged = sound.clone();
        damaged[at] ^= 0x10;
        fs::write(&file, &damaged).unwrap();
        assert_eq!(
            blobs.get(OWNER, hash).await,
            Err(BlobError::Damaged(hash)),
            "bit flipped at {at}"
        );
    }
    fs::write(&file, &sound[..sound.len() - 1]).unwrap();
    assert_eq!(blobs.get(OWNER, hash).await, Err(BlobError::Damaged(hash)));
    assert_eq!(
        blobs.copy(OWNER, OTHER, hash).await,
        Err(BlobError::Damaged(hash))
    );
    blobs.put(OWNER, &large()).await.unwrap();
    assert_eq!(
        blobs.get(OWNER, hash).await.unwrap(),
        Some(large()),
        "storing again heals"
    );
}

#[tokio::test]
async fn a_blob_moved_to_another_name_or_owner_does_not_open() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = local_blobs(folder.path());
    let (one, two) = (
        blobs.put(OWNER, b"one").await.unwrap(),
        blobs.put(OWNER, b"two").await.unwrap(),
    );
    let theirs = blobs.put(OTHER, b"two").await.unwrap();
    let file = |owner: &str, hash: Sha256Hash| folder.path().join("blobs").join(owner).join(hash.to_hex());
    fs::copy(file(OWNER, two), file(OWNER, one)).unwrap();
    assert_eq!(blobs.get(OWNER, one).await, Err(BlobError::Damaged(one)));
    fs::copy(file(OTHER, theirs), file(OWNER, two)).unwrap();
    assert_eq!(blobs.get(OWNER, two).await, Err(BlobError::Damaged(two)));
}

#[tokio::test]
async fn blobs_outlive_a_restart_and_need_the_same_master_key() {
    let folder = tempfile::tempdir().unwrap();
    let hash = local_blobs(folder.path()).put(OWNER, b"kept").await.unwrap();
    assert_eq!(
        local_blobs(folder.path()).get(OWNER, hash).await.unwrap(),
        Some(b"kept".to_vec())
    );
    let other = store::cipher::MasterKey::new([8; 32]);
    let locked = store::blobs::local_folder::LocalFolder::open(folder.path().join("blobs"), other).unwrap();
    assert!(matches!(locked.get(OWNER, hash).await, Err(BlobError::Failed(_))));
}

#[tokio::test]
async fn nothing_unfinished_is_left_and_the_content_is_not_readable_on_disk() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = local_blobs(folder.path());
    let hash = blobs.put(OWNER, "甲方与乙方".as_bytes()).await.unwrap();
    let mut names = Vec::new();
    for entry in fs::read_dir(folder.path().join("blobs").join(OWNER)).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        assert!(!bytes.windows(15).any(|window| window == "甲方与乙方".as_bytes()));
        names.push(path.file_name().unwrap().to_str().unwrap().to_owned());
    }
    names.sort();
    assert_eq!(names, [hash.to_hex(), "owner.key".to_owned()]);
}

#[tokio::test]
async fn an_owner_that_is_not_a_name_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = local_blobs(folder.path());
    for owner in [
        "",
        "contract",
        "../0198c5a2-0000-7000-8000-000000000001",
        "contract/../../etc",
        "/tmp/x",
    ] {
        assert!(
            matches!(blobs.put(owner, b"x").await, Err(BlobError::Failed(_))),
            "{owner}"
        );
        assert!(
            matches!(blobs.remove_owner(owner).await, Err(BlobError::Failed(_))),
            "{owner}"
        );
    }
}

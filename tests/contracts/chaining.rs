//! Reading back: verbatim bytes, gap-free order, paging, openings with their lines.

use crate::chain::{Chain, Noted, counted, noted};
use crate::world::{World, on_every_database};
use domain::line::{self, Head, PlacedOpening};

on_every_database!(
    lines_come_back_verbatim_and_without_gaps,
    lines_are_read_in_pages,
    openings_stand_beside_their_own_line,
    an_unknown_stream_is_empty,
);

async fn lines_come_back_verbatim_and_without_gaps(world: World) {
    let mut chain = Chain::begin(&world.store.log).await;
    let mut written = Vec::new();
    for n in 0..12 {
        let append = chain.append(&[counted(n), noted("party/1", "张三", "1"), counted(n)]);
        written.extend(append.lines.clone());
        chain.store(append).await;
    }
    let stored = chain.stored().await;
    assert_eq!(stored.len(), 36);
    let mut head = Head::NONE;
    for (line, written) in stored.iter().zip(&written) {
        assert_eq!(
            (line.seq, line.hash, &line.bytes),
            (written.seq, written.hash, &written.bytes)
        );
        let recorded = line::read::<Noted>(head, &line.bytes, &line.openings).unwrap();
        head = Head {
            seq: recorded.seq,
            hash: recorded.hash,
            at: recorded.at,
        };
    }
    assert_eq!(head, chain.head);
}

async fn lines_are_read_in_pages(world: World) {
    let mut chain = Chain::begin(&world.store.log).await;
    chain.grow(7).await;
    let seqs = async |after, limit| -> Vec<u64> {
        let page = chain.log.lines(&chain.stream, after, limit).await.unwrap();
        page.iter().map(|line| line.seq).collect()
    };
    assert_eq!(seqs(0, 3).await, [1, 2, 3]);
    assert_eq!(seqs(3, 3).await, [4, 5, 6]);
    assert_eq!(seqs(6, 3).await, [7]);
    assert_eq!(seqs(7, 3).await, [0; 0]);
    assert_eq!(seqs(0, 0).await, [0; 0]);
}

async fn openings_stand_beside_their_own_line(world: World) {
    let mut chain = Chain::begin(&world.store.log).await;
    let events = [
        noted("party/1", "张三", "13800000001"),
        counted(1),
        noted("party/2", "李四", "13800000002"),
    ];
    let append = chain.append(&events);
    let expected: Vec<Vec<PlacedOpening>> = append.lines.iter().map(|line| line.openings.clone()).collect();
    assert_eq!(expected[0].len(), 2);
    chain.store(append).await;
    let stored: Vec<Vec<PlacedOpening>> = chain
        .stored()
        .await
        .into_iter()
        .map(|line| line.openings)
        .collect();
    assert_eq!(stored, expected);
    let tail = chain.log.lines(&chain.stream, 2, 10).await.unwrap();
    assert_eq!(
        tail[0].openings, expected[2],
        "a page from the middle has its own openings"
    );
}

async fn an_unknown_stream_is_empty(world: World) {
    let mut chain = Chain::begin(&world.store.log).await;
    chain.grow(1).await;
    chain.stream.id = uuid::Uuid::new_v4();
    assert_eq!(chain.stored().await, vec![]);
    assert_eq!(chain.log.erase(&chain.stream, "party/1").await.unwrap(), 0);
}

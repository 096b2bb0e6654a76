//! Many events: 2,000 in the short run, 200,000 with `HUIQIAN_LONG`. Every line is read back, in pages, and follows the
//! one before it, after the store was closed and opened again.

use crate::chain::{Chain, Noted};
use crate::world::{World, on_real_databases};
use domain::line::{self, Head};
use std::time::Instant;

const STREAMS: usize = 8;
const LINES_AT_ONCE: usize = 50;
const PAGE: u32 = 1000;

on_real_databases!(a_large_log_is_read_back_line_by_line);

async fn a_large_log_is_read_back_line_by_line(world: World) {
    let long = std::env::var_os("HUIQIAN_LONG").is_some();
    let total: usize = if long { 200_000 } else { 2_000 };
    let begun = Instant::now();
    let writing = (0..STREAMS).map(|_| async {
        let mut chain = Chain::begin(&world.store.log).await;
        for _ in 0..total / STREAMS / LINES_AT_ONCE {
            chain.grow(LINES_AT_ONCE).await;
        }
        (chain.stream, chain.head)
    });
    let written = futures_util::future::join_all(writing).await;
    let wrote = begun.elapsed();

    let begun = Instant::now();
    let world = world.reopen().await;
    let opened = begun.elapsed();
    let begun = Instant::now();
    let mut count = 0;
    for (stream, last) in written {
        let mut head = Head::NONE;
        loop {
            let page = world.store.log.lines(&stream, head.seq, PAGE).await.unwrap();
            if page.is_empty() {
                break;
            }
            for stored in page {
                let read = line::read::<Noted>(head, &stored.bytes, &stored.openings).unwrap();
                assert_eq!(read.hash, stored.hash);
                head = Head {
                    seq: read.seq,
                    hash: read.hash,
                    at: read.at,
                };
                count += 1;
            }
        }
        assert_eq!(head, last);
    }
    assert_eq!(count, total);
    println!(
        "{total} lines: written in {wrote:.1?}, opened in {opened:.1?}, read and checked in {:.1?}",
        begun.elapsed()
    );
}

//! Effects: open until a command answers them, and findable after a restart.

use crate::chain::{Chain, counted, effect};
use crate::world::{World, on_every_database};
use domain::aggregate::EffectId;
use domain::ports::event_log::{Append, OpenEffect};

on_every_database!(
    effects_stay_open_until_answered,
    a_refused_answer_leaves_the_effect_open,
    an_effect_can_be_closed_without_a_command,
    streams_with_open_effects_are_found,
);

async fn open(chain: &Chain) -> Vec<EffectId> {
    chain
        .log
        .open_effects(&chain.stream)
        .await
        .unwrap()
        .into_iter()
        .map(|effect| effect.id)
        .collect()
}

async fn effects_stay_open_until_answered(world: World) {
    let mut chain = Chain::begin(&world.store.log).await;
    let effects = vec![effect(1, 1), effect(1, 0), effect(2, 0)];
    chain
        .store(Append {
            effects,
            ..chain.append(&[counted(1), counted(2)])
        })
        .await;
    let ids = [(1, 0), (1, 1), (2, 0)].map(|(seq, index)| EffectId { seq, index });
    assert_eq!(open(&chain).await, ids);
    let (id, payload) = effect(1, 0);
    let first = chain.log.open_effects(&chain.stream).await.unwrap().remove(0);
    assert_eq!(first, OpenEffect { id, payload });

    chain
        .store(Append {
            answers: Some(ids[1]),
            ..chain.append(&[counted(3)])
        })
        .await;
    assert_eq!(open(&chain).await, [ids[0], ids[2]]);
    // An answer without events closes as well, and opens what follows from it.
    let last = chain.append(&[]);
    chain
        .store(Append {
            answers: Some(ids[0]),
            effects: vec![effect(3, 0)],
            ..last
        })
        .await;
    assert_eq!(open(&chain).await, [ids[2], EffectId { seq: 3, index: 0 }]);
}

async fn a_refused_answer_leaves_the_effect_open(world: World) {
    let mut chain = Chain::begin(&world.store.log).await;
    chain
        .store(Append {
            effects: vec![effect(1, 0)],
            ..chain.append(&[counted(1)])
        })
        .await;
    let mut late = Append {
        answers: Some(effect(1, 0).0),
        ..chain.append(&[counted(2)])
    };
    late.expected_seq = 0;
    assert!(chain.log.append(late).await.is_err());
    assert_eq!(open(&chain).await, [EffectId { seq: 1, index: 0 }]);
}

async fn an_effect_can_be_closed_without_a_command(world: World) {
    let mut chain = Chain::begin(&world.store.log).await;
    chain
        .store(Append {
            effects: vec![effect(1, 0), effect(1, 1)],
            ..chain.append(&[counted(1)])
        })
        .await;
    for _ in 0..2 {
        chain
            .log
            .close_effect(&chain.stream, EffectId { seq: 1, index: 0 })
            .await
            .unwrap();
        assert_eq!(open(&chain).await, [EffectId { seq: 1, index: 1 }]);
    }
}

async fn streams_with_open_effects_are_found(world: World) {
    let log = &world.store.log;
    assert_eq!(log.unfinished_streams().await.unwrap(), vec![]);
    let (mut one, mut other) = (Chain::begin(log).await, Chain::begin(log).await);
    let mut quiet = Chain::begin(log).await;
    quiet.grow(1).await;
    for chain in [&mut one, &mut other] {
        chain
            .store(Append {
                effects: vec![effect(1, 0), effect(1, 1)],
                ..chain.append(&[counted(1)])
            })
            .await;
    }
    let mut expected = vec![one.stream.clone(), other.stream.clone()];
    expected.sort();
    assert_eq!(log.unfinished_streams().await.unwrap(), expected);
    for index in [0, 1] {
        log.close_effect(&one.stream, EffectId { seq: 1, index })
            .await
            .unwrap();
    }
    assert_eq!(log.unfinished_streams().await.unwrap(), [other.stream.clone()]);
}

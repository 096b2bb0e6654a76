//! Lays out the parts of a package and writes its description and manifests.

use super::asic_manifest::asic_manifest;
use super::build::PackageError;
use super::description::{Description, DescriptionTag};
use super::input::PackageInput;
use super::opening_lines::{Absence, OpeningLine};
use super::session_record::SessionRecord;
use super::weak_points::{Support, weak_points};
use super::zip_form::{ASIC_MANIFEST, DESCRIPTION, MANIFEST, MIMETYPE, VERIFY_TEXT};
use super::zip_writer::Entry;
use super::{layout, manifest, verify_text};
use crate::evidence_log::proofs::{LoggedLeaf, consistency_text};
use crate::leaf::LeafRecord;
use crate::note::checkpoint::Checkpoint;
use domain::canonical;
use domain::contract::effect::LeafKind;
use domain::contract::event::ContractEvent;
use domain::hash::Sha256Hash;
use domain::line::Head;
use serde_json::json;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// All files of a package but the token over its manifest.
#[derive(Clone, Debug)]
pub struct Assembled<'a> {
    pub(super) entries: Vec<Entry<'a>>,
    manifest: String,
}

impl Assembled<'_> {
    /// SHA-256 of the container manifest: what the last token stamps.
    pub fn imprint(&self) -> Sha256Hash {
        Sha256Hash::of(self.manifest.as_bytes())
    }
}

/// Lays the parts out.
///
/// # Errors
/// The lines are not a session, or a part has no package form.
pub fn assemble<'a>(input: &PackageInput<'a>) -> Result<Assembled<'a>, PackageError> {
    let session = SessionRecord::read(input.lines)?;
    let mut files = Files::default();
    files.own(MIMETYPE, layout::MIMETYPE_CONTENT.to_vec());
    files.own(VERIFY_TEXT, verify_text::TEXT.as_bytes().to_vec());
    files.own(
        layout::EVENTS,
        join_lines(input.lines.iter().map(|line| line.bytes.as_slice())),
    );
    let absent = put_openings(&mut files, input, &session)?;
    put_documents(&mut files, input);
    put_agreements(&mut files, input, &session);
    put_seals(&mut files, input);
    put_log(&mut files, input)?;

    let (_, upper) = Checkpoint::parse_note(&input.log.upper.note)?;
    let support = Support {
        certificates: input.certificates,
        time: input.time,
        cosignatures: upper.signatures.len() - 1,
        lower_bound: input.log.lower.is_some(),
        anchors: 0,
        erased: absent.iter().filter(|why| **why == Absence::Erased).count(),
        withheld: absent.iter().filter(|why| **why == Absence::Withheld).count(),
    };
    let description = Description {
        tag: DescriptionTag::V1,
        contract: stream_of(input)?,
        session: session.state.first_line,
        lines: session.state.seq,
        log: input.log.origin.clone(),
        certificates: input.certificates,
        time: input.time,
        degraded: weak_points(session.events.iter().map(|e| &e.event), &support)
            .into_iter()
            .collect(),
        left_out: files.left_out.clone().into_iter().collect(),
    };
    files.own(DESCRIPTION, description.encode()?);

    let digests: Vec<(String, Sha256Hash)> = files
        .entries
        .iter()
        .map(|entry| (entry.name.clone(), Sha256Hash::of(&entry.data)))
        .collect();
    let list = manifest::manifest(digests.iter().map(|(name, digest)| (name.as_str(), *digest)));
    let own = (MANIFEST, Sha256Hash::of(list.as_bytes()));
    let all = digests
        .iter()
        .map(|(name, digest)| (name.as_str(), *digest))
        .chain([own]);
    let manifest = asic_manifest(all);
    files.own(MANIFEST, list.into_bytes());
    files.own(ASIC_MANIFEST, manifest.clone().into_bytes());
    Ok(Assembled {
        entries: files.entries,
        manifest,
    })
}

#[derive(Default)]
struct Files<'a> {
    entries: Vec<Entry<'a>>,
    left_out: BTreeSet<String>,
}

impl<'a> Files<'a> {
    fn own(&mut self, name: impl Into<String>, data: Vec<u8>) {
        self.entries.push(Entry {
            name: name.into(),
            data: Cow::Owned(data),
        });
    }

    fn part(&mut self, name: impl Into<String>, data: Option<&'a [u8]>) {
        let name = name.into();
        match data {
            Some(data) => self.entries.push(Entry {
                name,
                data: Cow::Borrowed(data),
            }),
            None => drop(self.left_out.insert(name)),
        }
    }
}

fn put_openings(
    files: &mut Files<'_>,
    input: &PackageInput<'_>,
    session: &SessionRecord<'_>,
) -> Result<Vec<Absence>, PackageError> {
    let erased = erased_commitments(input);
    let mut lines: Vec<OpeningLine> = Vec::new();
    for stored in input.lines {
        lines.extend(
            stored
                .openings
                .iter()
                .map(|placed| OpeningLine::present(stored.seq, placed)),
        );
    }
    let mut absences = Vec::new();
    for value in session
        .committed_values()
        .into_iter()
        .filter(|value| !value.present)
    {
        let why = if erased.contains(&value.commitment) {
            Absence::Erased
        } else {
            Absence::Withheld
        };
        absences.push(why);
        lines.push(OpeningLine::Absent {
            n: value.n,
            path: value.path,
            why,
        });
    }
    lines.sort_by_key(OpeningLine::line);
    let bytes = lines
        .iter()
        .map(OpeningLine::encode)
        .collect::<Result<Vec<_>, _>>()?;
    files.own(layout::OPENINGS, join_lines(bytes.iter().map(Vec::as_slice)));
    Ok(absences)
}

fn erased_commitments(input: &PackageInput<'_>) -> BTreeSet<Sha256Hash> {
    let erasures = input
        .log
        .leaves
        .iter()
        .filter_map(|logged| match LeafRecord::parse(&logged.leaf) {
            Ok(LeafRecord::Erase(erasure)) => Some(erasure.commitments),
            _ => None,
        });
    erasures.flatten().collect()
}

fn put_documents<'a>(files: &mut Files<'a>, input: &PackageInput<'a>) {
    files.left_out.insert("summary.pdf".to_owned());
    files.part(layout::CLEAN_PDF, input.clean);
    files.part(layout::R0_PDF, input.r0);
    files.part(layout::CONTRACT_PDF, input.contract);
    files.part(layout::SIGNING_PLAN, input.signing_plan);
    files.part(layout::PAGE_BOXES, input.page_boxes);
    files.part(layout::PAGE_IMAGES, input.page_images);
    files.part(layout::FILM, input.film);
    for (number, page) in (1..).zip(&input.pages) {
        files.part(layout::page_image(number), Some(page.image));
        files.part(layout::page_text(number), Some(page.text));
    }
    files.own(layout::CA_CHAIN, input.ca_chain.as_bytes().to_vec());
    files.own(layout::TSA_CHAIN, input.tsa_chain.as_bytes().to_vec());
}

/// The texts that parties of this session agreed to or refused; others that were handed over stay out.
fn put_agreements<'a>(files: &mut Files<'a>, input: &PackageInput<'a>, session: &SessionRecord<'_>) {
    let mut shown = BTreeSet::new();
    for recorded in &session.events {
        if let ContractEvent::Consented(consented) = &recorded.event {
            shown.insert(consented.text);
        }
    }
    for text in &input.agreements {
        let digest = Sha256Hash::of(text);
        if shown.remove(&digest) {
            files.part(layout::agreement(&digest), Some(text));
        }
    }
}

/// Two records of one seal share its picture, and two controls of one act its record.
fn put_seals<'a>(files: &mut Files<'a>, input: &PackageInput<'a>) {
    let parts = input.seals.iter().flat_map(|seal| {
        [
            (layout::seal_record(&Sha256Hash::of(seal.record)), seal.record),
            (layout::seal_artwork(&Sha256Hash::of(seal.artwork)), seal.artwork),
        ]
    });
    for (name, data) in parts.collect::<BTreeMap<_, _>>() {
        files.part(name, Some(data));
    }
}

fn put_log(files: &mut Files<'_>, input: &PackageInput<'_>) -> Result<(), PackageError> {
    let log = input.log;
    let mut annexes = 0;
    for logged in &log.leaves {
        let stem = match LeafRecord::parse(&logged.leaf)? {
            LeafRecord::Session(leaf) => match leaf.k {
                LeafKind::Open => layout::OPEN_LEAF.to_owned(),
                LeafKind::Close => layout::CLOSE_LEAF.to_owned(),
                LeafKind::Head => layout::head_leaf(leaf.n),
            },
            _ => {
                annexes += 1;
                layout::annex_leaf(annexes)
            }
        };
        put_leaf(files, &stem, logged);
    }
    if let Some(time_leaf) = &log.time_leaf {
        put_leaf(files, layout::TIME_LEAF, time_leaf);
    }
    if let Some(lower) = &log.lower {
        let (upper, _) = Checkpoint::parse_note(&log.upper.note)?;
        let consistency = consistency_text(lower.size, upper.size, &log.consistency);
        files.own(layout::LOWER_CHECKPOINT, lower.note.clone());
        files.own(layout::LOWER_TOKEN, lower.token.clone());
        files.own(layout::CONSISTENCY, consistency.into_bytes());
    }
    files.own(layout::UPPER_CHECKPOINT, log.upper.note.clone());
    files.own(layout::UPPER_TOKEN, log.upper.token.clone());
    let key = json!({"$t": "hub.key.v1", "origin": log.origin, "vkey": log.verifier_key});
    let key = canonical::encode_value(&key)?;
    files.own(layout::KEYS, join_lines([key.as_slice()]));
    Ok(())
}

fn put_leaf(files: &mut Files<'_>, stem: &str, logged: &LoggedLeaf) {
    files.own(format!("{stem}{}", layout::LEAF), logged.leaf.clone());
    files.own(format!("{stem}{}", layout::PROOF), logged.proof.clone());
}

fn join_lines<'a>(lines: impl IntoIterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut out = Vec::new();
    for line in lines {
        out.extend_from_slice(line);
        out.push(b'\n');
    }
    out
}

/// The stream as the first line names it.
fn stream_of(input: &PackageInput<'_>) -> Result<String, PackageError> {
    let first = input.lines.first().ok_or(PackageError::NoLines)?;
    let record = canonical::parse_record(&first.bytes)?;
    debug_assert_eq!(Head::NONE.seq + 1, first.seq);
    record["sid"]
        .as_str()
        .map(str::to_owned)
        .ok_or(PackageError::NoLines)
}

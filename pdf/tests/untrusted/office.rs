//! Word and Excel files: what is taken, what is refused, and that LibreOffice can reach nothing.
//!
//! Needs LibreOffice (Debian: `libreoffice-writer-nogui`, `libreoffice-calc-nogui`).

use crate::office_file::{CONTRACT, OfficeFile, docx_with_linked_picture, long_docx};
use pdf::intake::IntakeLimits;
use pdf::intake::choice::IntakeChoice;
use pdf::office::{OfficeKind, inspect};
use pdf::recommend::ControlKind::{Date, LegalRepresentative, Seal};
use pdf::worker::client::cancellation::Cancellation;
use pdf::worker::client::{Worker, WorkerError};
use pdf::worker::job::Job;
use pdf::worker::settings::WorkerSettings;
use pdf::worker::wire;
use std::io::Read;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

const SOFFICE: &str = "/usr/lib/libreoffice/program/soffice.bin";

fn office() -> Worker {
    Worker::office(
        PathBuf::from(env!("CARGO_BIN_EXE_pdf-worker")),
        Vec::new(),
        PathBuf::from(SOFFICE),
    )
}

fn code(upload: &[u8]) -> &'static str {
    match inspect(upload) {
        Ok(file) => panic!("taken: {file:?}"),
        Err(refusal) => refusal.code(),
    }
}

/// Converts and takes in, as the hub does.
fn converted(upload: &[u8]) -> (pdf::intake::CleanPdf, pdf::office::conversion::Conversion) {
    let documents = crate::worker::worker();
    let file = documents.inspect_office(upload).unwrap();
    let (pdf, conversion) = office().convert_office(upload, file).unwrap();
    let clean = documents
        .intake(&pdf, IntakeLimits::default(), IntakeChoice::default())
        .unwrap();
    (clean, conversion)
}

#[test]
fn the_sandbox_for_libreoffice_holds() {
    let version = office().check_office().unwrap();
    assert!(
        version.starts_with(|first: char| first.is_ascii_digit()),
        "{version}"
    );
}

#[test]
fn a_machine_without_libreoffice_says_what_to_install() {
    let missing = Worker {
        settings: WorkerSettings::office("/nowhere/soffice.bin".into()),
        ..office()
    };
    match missing.check_office() {
        Err(WorkerError::NotPossible(sentence)) => {
            assert!(sentence.contains("libreoffice-writer-nogui"), "{sentence}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_worker_that_is_not_shut_in_for_it_does_not_start_libreoffice() {
    let upload = OfficeFile::docx(&CONTRACT).bytes();
    let file = inspect(&upload).unwrap();
    let wrong = crate::worker::worker().convert_office(&upload, file);
    assert!(matches!(wrong, Err(WorkerError::NotPossible(_))), "{wrong:?}");
}

#[test]
fn a_chinese_contract_becomes_pages_and_says_which_fonts_it_lacks() {
    let (clean, conversion) = converted(&OfficeFile::docx(&CONTRACT).bytes());
    assert_eq!(clean.boxes.len(), 1);
    assert_eq!((conversion.kind, conversion.pages), (OfficeKind::Docx, 1));
    assert_eq!(conversion.missing_fonts, ["Times New Roman", "宋体"]);
    assert!(
        conversion.drawn_with.contains(&"AR PL UMing CN".to_owned()),
        "{conversion:?}"
    );
    assert_eq!(clean.facts.fonts_not_embedded, 0);
}

#[test]
fn controls_are_recommended_on_what_libreoffice_lays_out() {
    let (clean, _) = converted(&OfficeFile::docx(&CONTRACT).bytes());
    let found = crate::worker::worker()
        .recommend(&clean.bytes, &clean.boxes)
        .unwrap();
    let kinds: Vec<_> = found
        .iter()
        .map(|control| (control.kind, control.party))
        .collect();
    assert_eq!(
        kinds,
        [
            (Seal, Some(1)),
            (LegalRepresentative, Some(1)),
            (Date, Some(1)),
            (Seal, Some(2)),
            (LegalRepresentative, Some(2)),
            (Date, Some(2)),
        ],
        "{found:#?}"
    );
}

#[test]
fn signing_blocks_in_two_columns_of_a_table_are_recommended() {
    let cell = |lines: [&str; 3]| {
        let lines: String = lines
            .iter()
            .map(|line| {
                format!("<w:p><w:pPr><w:spacing w:line=\"480\"/></w:pPr><w:r><w:t>{line}</w:t></w:r></w:p>")
            })
            .collect();
        format!("<w:tc><w:tcPr><w:tcW w:w=\"4153\" w:type=\"dxa\"/></w:tcPr>{lines}</w:tc>")
    };
    let table = format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"8306\" w:type=\"dxa\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"4153\"/>\
         <w:gridCol w:w=\"4153\"/></w:tblGrid><w:tr>{}{}</w:tr></w:tbl><w:sectPr>",
        cell(["甲方（盖章）：", "法定代表人（签字）：", "日期：____年__月__日"]),
        cell(["乙方（盖章）：", "法定代表人（签字）：", "日期：____年__月__日"]),
    );
    let file = OfficeFile::docx(&CONTRACT[..6]).replace("word/document.xml", "<w:sectPr>", &table);
    let (clean, _) = converted(&file.bytes());
    let found = crate::worker::worker()
        .recommend(&clean.bytes, &clean.boxes)
        .unwrap();
    for party in [1, 2] {
        let own = found.iter().filter(|control| control.party == Some(party));
        let kinds: Vec<_> = own.map(|control| control.kind).collect();
        assert_eq!(kinds, [Seal, LegalRepresentative, Date], "{found:#?}");
    }
}

#[test]
fn libreoffice_ends_with_its_worker() {
    let upload = long_docx();
    let job = Job::ConvertOffice {
        file: inspect(&upload).unwrap(),
    };
    let folder = tempfile::tempdir().unwrap();
    let mut worker = Command::new(env!("CARGO_BIN_EXE_pdf-worker"))
        .args(WorkerSettings::office(SOFFICE.into()).arguments())
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    wire::write(&mut worker.stdin.take().unwrap(), &job, &[&upload]).unwrap();
    let libreoffice = until(|| child_named("soffice.bin", worker.id()));
    worker.kill().unwrap();
    worker.wait().unwrap();
    let is_gone = || !is_alive(libreoffice);
    until(|| is_gone().then_some(()));
}

/// Waits for something that comes within seconds.
#[expect(
    clippy::disallowed_methods,
    reason = "processes that are not ours announce nothing"
)]
fn until<T>(found: impl Fn() -> Option<T>) -> T {
    for _ in 0..1000 {
        if let Some(found) = found() {
            return found;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("it did not come");
}

/// The process of this name that `parent` started (proc(5): `pid (name) state parent …`).
fn child_named(name: &str, parent: u32) -> Option<u32> {
    let processes = std::fs::read_dir("/proc").unwrap().flatten();
    let mut pids = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    pids.find(|pid| {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        stat.contains(&format!("({name}) "))
            && stat
                .split(") ")
                .nth(1)
                .is_some_and(|rest| rest.split(' ').nth(1) == Some(&parent.to_string()))
    })
}

/// Whether a process runs; one that is dead and not yet reaped does not.
fn is_alive(pid: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.split(") ").nth(1).is_some_and(|rest| !rest.starts_with('Z'))
}

#[test]
fn a_spreadsheet_becomes_pages_of_a4() {
    let (clean, conversion) = converted(&OfficeFile::xlsx(&[&["品名", "数量"], &["会签服务", "1"]]).bytes());
    assert_eq!(conversion.kind, OfficeKind::Xlsx);
    assert_eq!(conversion.missing_fonts, ["黑体"]);
    let width = (clean.boxes[0].visible.w - 595_276).abs();
    assert!(width < 1000, "{:?}", clean.boxes[0]);
}

#[test]
fn what_libreoffice_writes_itself_is_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("source.docx");
    std::fs::write(&source, OfficeFile::docx(&CONTRACT).bytes()).unwrap();
    for (format, kind) in [
        ("odt", OfficeKind::Odt),
        ("doc", OfficeKind::Doc),
        ("rtf", OfficeKind::Rtf),
    ] {
        let file = saved_as(folder.path(), &source, format);
        spoilt_files_are_only_refused(&file);
        let (clean, conversion) = converted(&file);
        assert_eq!((conversion.kind, clean.boxes.len()), (kind, 1), "{format}");
        assert!(
            conversion.missing_fonts.contains(&"宋体".to_owned()),
            "{format}: {conversion:?}"
        );
    }
    let source = folder.path().join("source.xlsx");
    std::fs::write(&source, OfficeFile::xlsx(&[&["品名", "Price"]]).bytes()).unwrap();
    for (format, kind) in [("ods", OfficeKind::Ods), ("xls", OfficeKind::Xls)] {
        let file = saved_as(folder.path(), &source, format);
        spoilt_files_are_only_refused(&file);
        let (_, conversion) = converted(&file);
        assert_eq!(conversion.kind, kind);
        assert!(
            conversion.missing_fonts.contains(&"黑体".to_owned()),
            "{format}: {conversion:?}"
        );
    }
}

/// Bytes turned over and ends cut off, all over the file: the reader answers, whatever it answers.
fn spoilt_files_are_only_refused(file: &[u8]) {
    for at in (0..file.len()).step_by(file.len() / 400 + 1) {
        let mut spoilt = file.to_vec();
        spoilt[at] ^= 0xff;
        _ = inspect(&spoilt);
        _ = inspect(&file[..at]);
    }
}

/// Saved by LibreOffice in another format, outside of any worker.
fn saved_as(folder: &std::path::Path, source: &std::path::Path, format: &str) -> Vec<u8> {
    let start = || {
        Command::new(SOFFICE)
            .arg(format!(
                "-env:UserInstallation=file://{}/profile",
                folder.display()
            ))
            .args(["--headless", "--norestore", "--convert-to", format, "--outdir"])
            .args([folder, source])
            .status()
            .unwrap()
    };
    if start().code() == Some(81) {
        start();
    }
    std::fs::read(source.with_extension(format)).unwrap()
}

#[test]
fn hostile_files_are_refused_each_with_its_code() {
    let docx = || OfficeFile::docx(&CONTRACT);
    let xlsx = || OfficeFile::xlsx(&[&["1"]]);
    let document = "word/document.xml";
    let settings = "word/_rels/settings.xml.rels";
    let field = |text: &str| {
        let markup = format!("<w:p><w:r><w:instrText>{text}</w:instrText></w:r></w:p><w:sectPr>");
        docx().replace(document, "<w:sectPr>", &markup)
    };
    let cases = [
        (
            "office_macros",
            docx().replace(
                "[Content_Types].xml",
                "wordprocessingml.document.main+xml",
                "wordprocessingml.document.macroEnabled.main+xml",
            ),
        ),
        ("office_macros", docx().part("word/vbaProject.bin", "x")),
        (
            "office_external_content",
            docx().relation(
                settings,
                "attachedTemplate",
                "http://example.org/x.dotm",
                "External",
            ),
        ),
        (
            "office_external_content",
            docx().relation(
                "word/_rels/document.xml.rels",
                "image",
                "http://example.org/x.png",
                "External",
            ),
        ),
        (
            "office_external_content",
            field("DDEAUTO c:\\windows\\system32\\cmd.exe"),
        ),
        (
            "office_external_content",
            field("INCLUDEPICTURE http://example.org/x.png"),
        ),
        (
            "office_external_content",
            xlsx().part("xl/externalLinks/externalLink1.xml", "<externalLink/>"),
        ),
        (
            "office_external_content",
            xlsx().before_end("xl/worksheets/sheet1.xml", "<c><f>cmd|'/c calc'!A1</f></c>"),
        ),
        (
            "office_external_content",
            xlsx().before_end(
                "xl/worksheets/sheet1.xml",
                "<c><f>WEBSERVICE(\"http://example.org/\")</f></c>",
            ),
        ),
        (
            "office_embedded_objects",
            docx().part("word/embeddings/oleObject1.bin", "x"),
        ),
        (
            "office_embedded_objects",
            docx().part("word/embeddings/book.xlsx", "x"),
        ),
        (
            "office_embedded_objects",
            docx().part("word/activeX/activeX1.xml", "<x/>"),
        ),
        ("office_broken", docx().part("../outside.xml", "<x/>")),
        ("office_broken", docx().part(document, "<w:document/>")),
        (
            "office_broken",
            docx().part(
                "word/entities.xml",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
            ),
        ),
        (
            "office_file",
            OfficeFile::default().part("[Content_Types].xml", "<Types/>"),
        ),
    ];
    for (expected, file) in cases {
        assert_eq!(code(&file.bytes()), expected);
    }
}

#[test]
fn links_for_readers_and_the_tables_of_charts_are_no_harm() {
    let chart = "word/charts/_rels/chart1.xml.rels";
    let file = OfficeFile::docx(&CONTRACT)
        .relation(
            "word/_rels/document.xml.rels",
            "hyperlink",
            "http://example.org/",
            "External",
        )
        .relation(chart, "package", "../embeddings/table.xlsx", "")
        .part("word/embeddings/table.xlsx", "x");
    assert_eq!(inspect(&file.bytes()).unwrap().kind, OfficeKind::Docx);
}

#[test]
fn an_archive_that_unpacks_to_more_than_it_says_is_refused() {
    let honest = OfficeFile::docx(&CONTRACT)
        .part("word/media/zeros.bin", vec![0; 8 << 20])
        .bytes();
    assert!(inspect(&honest).is_ok());
    let huge = OfficeFile::docx(&CONTRACT)
        .part("word/media/zeros.bin", vec![0; 129 << 20])
        .bytes();
    assert_eq!(code(&huge), "over_limit");
    // The same length is claimed as a tenth, in both headers.
    let (claimed, lie) = ((8_u32 << 20).to_le_bytes(), (1_u32 << 20).to_le_bytes());
    let mut lying = honest;
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == claimed {
            lying[at..at + 4].copy_from_slice(&lie);
        }
    }
    assert_eq!(code(&lying), "over_limit");
}

#[test]
fn an_archive_that_is_cut_or_spoilt_is_refused() {
    let file = OfficeFile::docx(&CONTRACT).bytes();
    for end in (4..file.len()).step_by(37) {
        assert_eq!(code(&file[..end]), "office_broken", "cut at {end}");
    }
    let mut spoilt = file;
    spoilt[200] ^= 0xff;
    assert_eq!(code(&spoilt), "office_broken");
}

#[test]
fn a_link_to_the_network_is_not_followed_even_by_a_file_that_was_not_looked_through() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let target = format!("http://{}/picture.png", listener.local_addr().unwrap());
    let upload = docx_with_linked_picture(&target).bytes();
    let honest = inspect(&OfficeFile::docx(&CONTRACT).bytes()).unwrap();
    // LibreOffice without a worker asks for the picture: the file would do it.
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("source.docx");
    std::fs::write(&source, &upload).unwrap();
    saved_as(folder.path(), &source, "pdf");
    let (mut asked, _) = listener.accept().expect("LibreOffice would ask");
    asked.set_nonblocking(false).unwrap();
    _ = asked.set_read_timeout(Some(Duration::from_secs(1)));
    _ = asked.read(&mut [0; 16]);
    while listener.accept().is_ok() {}

    office().convert_office(&upload, honest).unwrap();
    assert!(listener.accept().is_err(), "the network was reached");
}

#[test]
fn a_file_of_this_machine_is_not_drawn_into_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret.txt");
    std::fs::write(&secret, "机密内容").unwrap();
    let section = format!(
        "<text:section text:name=\"s\"><text:section-source xlink:href=\"file://{}\" xlink:type=\"simple\"/></text:section>",
        secret.display()
    );
    let upload = OfficeFile::default()
        .part("mimetype", "application/vnd.oasis.opendocument.text")
        .part(
            "META-INF/manifest.xml",
            "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">\
             <manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"application/vnd.oasis.opendocument.text\"/>\
             <manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>",
        )
        .part(
            "content.xml",
            format!(
                "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
                 xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
                 office:version=\"1.2\"><office:body><office:text><text:p>合同</text:p>{section}</office:text></office:body>\
                 </office:document-content>"
            ),
        )
        .bytes();
    assert_eq!(code(&upload), "office_external_content");
    let file = pdf::office::OfficeFile {
        kind: OfficeKind::Odt,
        fonts: Default::default(),
        claimed_pages: None,
        tracked_changes: false,
    };
    let (pdf, _) = office().convert_office(&upload, file).unwrap();
    let worker = crate::worker::worker();
    let clean = worker
        .intake(&pdf, IntakeLimits::default(), IntakeChoice::default())
        .unwrap();
    let text = format!("{:?}", worker.text(&clean.bytes, &[1]).unwrap());
    assert!(text.contains("合同") && !text.contains("机密"), "{text}");
}

#[test]
fn a_file_that_is_endless_work_is_stopped_and_nothing_is_left_running() {
    let upload = long_docx();
    let file = inspect(&upload).unwrap();
    let mut worker = office();
    worker.settings.cpu_seconds = 2;
    let error = worker.convert_office(&upload, file).unwrap_err();
    assert_eq!(error.code(), "timed_out", "{error}");
}

#[test]
fn a_file_for_which_the_memory_does_not_suffice_is_refused() {
    let upload = OfficeFile::docx(&CONTRACT).bytes();
    let file = inspect(&upload).unwrap();
    let mut worker = office();
    worker.settings.address_space = 200 << 20;
    let error = worker.convert_office(&upload, file).unwrap_err();
    assert!(
        matches!(error.code(), "office_converter_stopped" | "over_limit"),
        "{error}"
    );
}

#[test]
fn a_cancelled_job_ends_and_so_do_those_that_follow() {
    let upload = long_docx();
    let file = inspect(&upload).unwrap();
    let cancellation = Cancellation::default();
    let worker = office().cancelled_by(&cancellation);
    let ended = std::thread::scope(|scope| {
        let job = scope.spawn(|| worker.convert_office(&upload, file.clone()));
        cancellation.cancel();
        job.join().unwrap()
    });
    assert!(matches!(ended, Err(WorkerError::Cancelled)), "{ended:?}");
    assert!(matches!(worker.check_office(), Err(WorkerError::Cancelled)));
}

#[test]
fn clean_files_are_joined_in_their_order() {
    let worker = crate::worker::worker();
    let limits = IntakeLimits::default();
    let take = |pages| {
        worker
            .intake(
                &crate::sample::Sample::pages(pages).bytes(),
                limits,
                IntakeChoice::default(),
            )
            .unwrap()
    };
    let (two, three) = (take(2), take(3));
    let joined = worker.join(&[&three.bytes, &two.bytes], limits).unwrap();
    assert_eq!(joined.boxes, [three.boxes, two.boxes].concat());
    let few = IntakeLimits { pages: 4, ..limits };
    assert_eq!(
        worker.join(&[&two.bytes, &joined.bytes], few).unwrap_err().code(),
        "too_many_pages"
    );
}

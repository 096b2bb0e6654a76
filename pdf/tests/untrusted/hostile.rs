//! One document for every reason to refuse, and damage of every kind.

use crate::sample::{FIRST_PAGE, OWN, Sample, deflate, take_in, through_qpdf};
use pdf::intake::IntakeLimits;
use pdf::intake::refusal::IntakeRefusal::{self, *};

fn refusal(upload: &[u8]) -> Option<IntakeRefusal> {
    take_in(upload, &IntakeLimits::default()).err()
}

/// A page with one annotation.
fn annotated(annotation: &str) -> Sample {
    Sample::pages(1).page(0, &format!("/Annots[<</Type/Annot/Rect[0 0 9 9]{annotation}>>]"))
}

fn opening(action: &str) -> Sample {
    Sample::pages(1).catalog(&format!("/OpenAction<<{action}>>"))
}

fn layered(default: &str) -> Sample {
    Sample::pages(1)
        .object(OWN, "<</Type/OCG/Name(draft)>>")
        .catalog(&format!("/OCProperties<</OCGs[{OWN} 0 R]/D<<{default}>>>>"))
}

fn form(form: &str, field: &str) -> Sample {
    Sample::pages(1)
        .catalog(&format!(
            "/AcroForm<</Fields[{OWN} 0 R]/DA(/Helv 12 Tf 0 g){form}>>"
        ))
        .page(0, &format!("/Annots[{OWN} 0 R]"))
        .object(
            OWN,
            &format!("<</Type/Annot/Subtype/Widget/T(name)/F 4/Rect[72 600 272 640]{field}>>"),
        )
}

#[test]
fn active_content_is_refused_by_its_code() {
    let cases: Vec<(&str, Sample, IntakeRefusal)> = vec![
        (
            "script on opening",
            opening("/S/JavaScript/JS(app.alert(1))"),
            JavaScript,
        ),
        (
            "script by an escaped name",
            opening("/S/J#61vaScript/JS(1)"),
            JavaScript,
        ),
        (
            "script by a reference to its name",
            opening(&format!("/S {OWN} 0 R/JS(1)")).object(OWN, "/JavaScript"),
            JavaScript,
        ),
        (
            "script after a harmless action",
            opening("/S/GoTo/D[10 0 R/Fit]/Next<</S/JavaScript/JS(1)>>"),
            JavaScript,
        ),
        (
            "script by name tree",
            Sample::pages(1).catalog("/Names<</JavaScript<</Names[]>>>>"),
            JavaScript,
        ),
        (
            "script when a page opens",
            Sample::pages(1).page(0, "/AA<</O<</S/JavaScript/JS(1)>>>>"),
            JavaScript,
        ),
        (
            "script in an object nobody names",
            Sample::pages(1).object(OWN, "<</S/JavaScript/JS(1)>>"),
            JavaScript,
        ),
        (
            "launch",
            annotated("/Subtype/Link/A<</S/Launch/F(cmd.exe)>>"),
            LaunchOrOtherAction,
        ),
        (
            "submit",
            opening("/S/SubmitForm/F(https://example.com)"),
            LaunchOrOtherAction,
        ),
        (
            "import",
            opening("/S/ImportData/F(data.fdf)"),
            LaunchOrOtherAction,
        ),
        (
            "another file",
            annotated("/Subtype/Link/A<</S/GoToR/F(other.pdf)/D[0/Fit]>>"),
            LaunchOrOtherAction,
        ),
        (
            "an embedded file",
            annotated("/Subtype/Link/A<</S/GoToE/D[0/Fit]>>"),
            LaunchOrOtherAction,
        ),
        (
            "layer switch",
            annotated("/Subtype/Link/A<</S/SetOCGState/State[]>>"),
            LaunchOrOtherAction,
        ),
        ("xfa", form("/XFA[(template)(x)]", "/FT/Tx"), Xfa),
        (
            "attachment",
            Sample::pages(1)
                .catalog(&format!("/Names<</EmbeddedFiles<</Names[(a){OWN} 0 R]>>>>"))
                .object(OWN, &format!("<</Type/Filespec/F(a)/EF<</F {} 0 R>>>>", OWN + 1))
                .stream(OWN + 1, "/Type/EmbeddedFile", b"x"),
            EmbeddedFiles,
        ),
        (
            "attachment whose parts do not say what they are",
            Sample::pages(1)
                .page(0, &format!("/AF[{OWN} 0 R]"))
                .object(OWN, &format!("<</F(a)/EF<</UF {} 0 R>>>>", OWN + 1))
                .stream(OWN + 1, "", b"x"),
            EmbeddedFiles,
        ),
        (
            "pinned attachment",
            annotated("/Subtype/FileAttachment"),
            EmbeddedFiles,
        ),
        (
            "portfolio",
            Sample::pages(1).catalog("/Collection<</View/D>>"),
            EmbeddedFiles,
        ),
        ("rich media", annotated("/Subtype/RichMedia"), RichMedia),
        ("film", annotated("/Subtype/Screen"), RichMedia),
        ("3D", annotated("/Subtype/3D"), RichMedia),
        ("sound", opening("/S/Sound"), RichMedia),
        (
            "stream in another file",
            Sample::pages(1).stream(FIRST_PAGE + 1, "/F(content.bin)", b""),
            ExternalStreams,
        ),
        (
            "form of another file",
            Sample::pages(1).stream(OWN, "/Subtype/Form/BBox[0 0 1 1]/Ref<</F(a.pdf)/Page 0>>", b""),
            ExternalStreams,
        ),
        (
            "a layer that is off",
            layered(&format!("/OFF[{OWN} 0 R]")),
            HiddenLayers,
        ),
        ("all layers off", layered("/BaseState/OFF"), HiddenLayers),
        (
            "layers for print only",
            layered(&format!("/AS[<</Event/Print/OCGs[{OWN} 0 R]>>]")),
            HiddenLayers,
        ),
        (
            "shown when off",
            Sample::pages(1).object(OWN, "<</Type/OCMD/P/AllOff>>"),
            HiddenLayers,
        ),
        (
            "hidden word in a form",
            form("", "/FT/Tx/Ff 8192/V(one million)"),
            UnflattenedForm,
        ),
        (
            "value that no font here shows",
            form("/NeedAppearances true", "/FT/Tx/V<FEFFD83EDD16>"),
            UnflattenedForm,
        ),
        (
            "signature",
            form(
                "/SigFlags 3",
                "/FT/Sig/V<</Type/Sig/Contents<00>/ByteRange[0 1 2 3]>>",
            ),
            AlreadySigned,
        ),
        (
            "signature of no type",
            Sample::pages(1).object(OWN, "<</Contents<00>/ByteRange[0 1 2 3]>>"),
            AlreadySigned,
        ),
        (
            "certification",
            Sample::pages(1).catalog("/Perms<</DocMDP 9 0 R>>"),
            AlreadySigned,
        ),
    ];
    for (what, sample, expected) in cases {
        let upload = sample.bytes();
        assert_eq!(refusal(&upload), Some(expected), "{what}");
        if expected != AlreadySigned
            && what != "script in an object nobody names"
            && !what.starts_with("stream in")
        {
            // The rewrite for packing drops what nobody names.
            let reachable = refusal(&through_qpdf(
                &upload,
                &["--preserve-unreferenced", "--object-streams=generate"],
            ));
            assert_eq!(reachable, Some(expected), "{what}, packed");
        }
    }
}

#[test]
fn documents_out_of_shape_are_refused() {
    let pages = |count| Sample::pages(count).bytes();
    let mut huge = pages(1);
    huge.resize(IntakeLimits::default().bytes + 1, b' ');
    let cases: Vec<(&str, Vec<u8>, IntakeRefusal)> = vec![
        ("nothing", Vec::new(), NotAPdf),
        (
            "a word processor's file",
            b"PK\x03\x04 word/document.xml".to_vec(),
            OfficeFile,
        ),
        (
            "an archive of something else",
            b"PK\x03\x04 holiday.jpg".to_vec(),
            NotAPdf,
        ),
        (
            "a picture that is cut",
            b"\x89PNG\r\n\x1a\n".to_vec(),
            PictureUnusable,
        ),
        (
            "a header too far in",
            [vec![b' '; 2000], pages(1)].concat(),
            NotAPdf,
        ),
        ("a header and nothing else", b"%PDF-1.7\n".to_vec(), Broken),
        (
            "garbage after the header",
            [b"%PDF-1.7\n".to_vec(), (0..=255).cycle().take(9999).collect()].concat(),
            Broken,
        ),
        ("too large", huge, TooLarge),
        ("no pages", pages(0), NoPages),
        ("too many pages", pages(1001), TooManyPages),
        (
            "a page too wide",
            Sample::pages(1).page(0, "/MediaBox[0 0 14401 10]").bytes(),
            PageTooLarge,
        ),
        (
            "a page too tall by its unit",
            Sample::pages(1).page(0, "/UserUnit 18").bytes(),
            PageTooLarge,
        ),
        (
            "a page without area",
            Sample::pages(1).page(0, "/MediaBox[0 0 0 10]").bytes(),
            Broken,
        ),
        (
            "a page outside its paper",
            Sample::pages(1).page(0, "/CropBox[900 900 950 950]").bytes(),
            Broken,
        ),
        (
            "a box of words",
            Sample::pages(1).page(0, "/MediaBox[/a/b/c/d]").bytes(),
            Broken,
        ),
        (
            "a page tree in a circle",
            Sample::pages(1)
                .object(2, "<</Type/Pages/Count 1/Kids[2 0 R]>>")
                .bytes(),
            Broken,
        ),
        (
            "a page tree in a wider circle",
            Sample::pages(1)
                .object(2, &format!("<</Type/Pages/Count 1/Kids[{OWN} 0 R]>>"))
                .object(OWN, "<</Type/Pages/Count 1/Kids[2 0 R]>>")
                .bytes(),
            Broken,
        ),
        (
            "encrypted",
            through_qpdf(&pages(1), &["--encrypt", "user", "owner", "256", "--"][..4]),
            Encrypted,
        ),
    ];
    for (what, upload, expected) in cases {
        assert_eq!(refusal(&upload), Some(expected), "{what}");
    }
}

#[test]
fn a_file_that_opens_without_its_password_is_encrypted_too() {
    let upload = through_qpdf(&Sample::pages(1).bytes(), &["--encrypt", "", "owner", "256"]);
    assert_eq!(refusal(&upload), Some(Encrypted));
}

#[test]
fn decompression_bombs_are_refused() {
    let limits = IntakeLimits {
        stream_bytes: 1 << 20,
        decoded_bytes: 4 << 20,
        ..IntakeLimits::default()
    };
    let refusal = |sample: Sample| take_in(&sample.bytes(), &limits).err();
    let bomb = deflate(&vec![0; (1 << 20) + 1]);
    let content = |entries: &str, data: &[u8]| Sample::pages(1).stream(FIRST_PAGE + 1, entries, data);
    assert_eq!(refusal(content("/Filter/FlateDecode", &bomb)), Some(OverLimit));
    assert_eq!(
        refusal(content("/Filter[/FlateDecode/FlateDecode]", &deflate(&bomb))),
        Some(OverLimit)
    );
    assert_eq!(
        refusal(content("/Filter/RunLengthDecode", &[129, 0].repeat(1 << 14))),
        Some(OverLimit)
    );
    let picture = "/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/Filter/DCTDecode";
    assert_eq!(
        refusal(Sample::pages(1).stream(OWN, picture, b"")),
        Some(OverLimit)
    );
    let just_one = deflate(&vec![0; 900 << 10]);
    let streams = |count| {
        (0..count).fold(Sample::pages(1), |sample, at| {
            sample.stream(OWN + at, "/Filter/FlateDecode", &just_one)
        })
    };
    assert_eq!(refusal(streams(3)), None);
    assert_eq!(refusal(streams(6)), Some(OverLimit));
}

#[test]
fn deep_nesting_neither_overflows_nor_hangs() {
    let arrays = Sample::pages(1).object(OWN, &format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)));
    let dictionaries =
        Sample::pages(1).object(OWN, &format!("{}1{}", "<</A".repeat(50_000), ">>".repeat(50_000)));
    let tree = (0..5_000).fold(
        Sample::pages(1).object(2, "<</Type/Pages/Count 1/Kids[1000 0 R]>>"),
        |sample, level| {
            let kid = if level == 4_999 {
                FIRST_PAGE
            } else {
                OWN + level + 1
            };
            sample.object(OWN + level, &format!("<</Type/Pages/Count 1/Kids[{kid} 0 R]>>"))
        },
    );
    for sample in [arrays, dictionaries, tree] {
        // Whether such a file is taken in is a matter of taste; that there is an answer is not.
        _ = refusal(&sample.bytes());
    }
}

#[test]
fn a_truncated_file_is_refused_wherever_it_is_cut() {
    let whole = Sample::pages(3).bytes();
    for eighth in 1..8 {
        let cut = &whole[..whole.len() * eighth / 8];
        assert_eq!(refusal(cut), Some(Broken), "cut at {eighth}/8");
    }
}

#[test]
fn every_refusal_has_a_sentence_in_the_catalogue() {
    for refusal in IntakeRefusal::ALL {
        assert!(domain::catalogue::has(refusal.code()), "{}", refusal.code());
    }
}

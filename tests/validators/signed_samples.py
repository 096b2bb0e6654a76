"""Writes PDFs that others (pyHanko) have signed already, in the shapes in which they come: signed_samples.py INPUT.pdf DIR

Approvals of every kind of key, one and two of them, visible and not, by themselves, with a time-stamp, with validation data
and a document time-stamp; certified with P = 1, 2 and 3; locked forms; forms with a value; altered after signing; behind
cross-reference streams.
"""

import asyncio
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from asn1crypto import algos
from honest import RSA, SIGNERS, STAMPER, certificate, private, signed
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, fields, signers
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore


def pss(digest, salt):
    """A signer with RSASSA-PSS and a salt of its own length."""
    parameters = {
        "hash_algorithm": {"algorithm": digest},
        "mask_gen_algorithm": {"algorithm": "mgf1", "parameters": {"algorithm": digest}},
        "salt_length": salt,
    }
    return SimpleSigner(
        certificate(RSA, f"Other pss {salt}", None),
        private(RSA),
        SimpleCertificateStore(),
        signature_mechanism=algos.SignedDigestAlgorithm(
            {"algorithm": "rsassa_pss", "parameters": parameters}
        ),
    )


async def by(source, signer, field="Field1", box=(60, 60, 140, 110), lock=None, **wishes):
    """A signature with wishes of its own."""
    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm=wishes.pop("digest", "sha256"),
        subfilter=fields.SigSeedSubFilter.PADES,
        **wishes,
    )
    spec = fields.SigFieldSpec(field, box=box, field_mdp_spec=lock)
    one = signers.PdfSigner(metadata, signer=signer, timestamper=STAMPER, new_field_spec=spec)
    out = await one.async_sign_pdf(IncrementalPdfFileWriter(BytesIO(source)))
    return out.getvalue()


def with_store(source):
    """Validation data, as far as self-signed certificates have any, and one VRI entry."""
    certificates = [signer.signing_cert for signer in SIGNERS.values()]
    signature = PdfFileReader(BytesIO(source)).embedded_signatures[0]
    out = BytesIO(source)
    DocumentSecurityStore.add_dss(out, sig_contents=signature.pkcs7_content, certs=certificates[:2])
    return out.getvalue()


async def stamped(source):
    """A document time-stamp."""
    writer = IncrementalPdfFileWriter(BytesIO(source))
    out = await signers.PdfTimeStamper(STAMPER).async_timestamp_pdf(writer, md_algorithm="sha256")
    return out.getvalue()


def with_text_field(source):
    """A text field with a value that is drawn."""
    writer = IncrementalPdfFileWriter(BytesIO(source))
    drawing = generic.StreamObject(
        {
            pdf_name("/Type"): pdf_name("/XObject"),
            pdf_name("/Subtype"): pdf_name("/Form"),
            pdf_name("/BBox"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 100, 20))),
        },
        stream_data=b"/Tx BMC q 0.9 g 0 0 100 20 re f Q EMC",
    )
    page, _ = writer.find_page_for_modification(0)
    field = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Widget"),
            pdf_name("/FT"): pdf_name("/Tx"),
            pdf_name("/T"): generic.pdf_string("amount"),
            pdf_name("/V"): generic.pdf_string("42"),
            pdf_name("/F"): generic.NumberObject(4),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (200, 200, 300, 220))),
            pdf_name("/AP"): generic.DictionaryObject({pdf_name("/N"): writer.add_object(drawing)}),
        }
    )
    reference = writer.add_object(field)
    page.get_object()["/Annots"] = generic.ArrayObject([reference])
    writer.update_container(page.get_object())
    writer.root["/AcroForm"] = generic.DictionaryObject(
        {pdf_name("/Fields"): generic.ArrayObject([reference])}
    )
    writer.update_root()
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def with_empty_field(source):
    """An empty signature field that waits at the bottom of the first page."""
    writer = IncrementalPdfFileWriter(BytesIO(source))
    fields.append_signature_field(writer, fields.SigFieldSpec("Waiting", box=(300, 60, 460, 120)))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def altered(source):
    """The page's text changed by a later revision."""
    writer = IncrementalPdfFileWriter(BytesIO(source))
    page, _ = writer.find_page_for_modification(0)
    stream = generic.StreamObject(stream_data=b"BT /F1 40 Tf 72 300 Td (Another agreement) Tj ET")
    page.get_object()["/Contents"] = writer.add_object(stream)
    writer.update_container(page.get_object())
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def rewritten(source, *options):
    """The input as qpdf writes it."""
    with TemporaryDirectory() as folder:
        before, after = Path(folder) / "before.pdf", Path(folder) / "after.pdf"
        before.write_bytes(source)
        subprocess.run(["qpdf", *options, before, after], check=True)
        return after.read_bytes()


async def samples(source):
    for key in SIGNERS:
        for seen in (False, True):
            one = await signed(source, key, 1, "sha256", "pades", True, seen, False)
            kind = "visible" if seen else "invisible"
            yield f"{key}-{kind}", one
            yield f"{key}-{kind}-two", await signed(one, "p256", 2, "sha256", "older", False, True, False)
    plain = await signed(source, "rsa", 1, "sha256", "pades", False, True, False)
    yield "b-b", plain
    kept = with_store(await signed(source, "rsa", 1, "sha512", "pades", True, True, False))
    yield "store", kept
    archived = await stamped(kept)
    yield "store-document-timestamp", archived
    yield "store-document-timestamp-signed-again", await signed(archived, "p384", 2, "sha256", "pades", True, True, False)
    for digest, salt in (("sha256", 20), ("sha256", 222), ("sha512", 64), ("sha384", 32)):
        yield f"pss-{digest}-salt{salt}", await by(source, pss(digest, salt), digest=digest)
    packed = rewritten(source, "--object-streams=generate")
    yield "packed", await signed(packed, "p256", 1, "sha256", "pades", True, True, False)
    linear = rewritten(source, "--linearize")
    yield "linearised", await signed(linear, "p256", 1, "sha256", "pades", True, True, False)
    turned = rewritten(source, "--rotate=+90")
    yield "turned", await signed(turned, "p256", 1, "sha256", "pades", True, True, False)
    yield "form-with-value", await by(with_text_field(source), SIGNERS["p256"])
    for permission, number in ((fields.MDPPerm.NO_CHANGES, 1), (fields.MDPPerm.FILL_FORMS, 2), (fields.MDPPerm.ANNOTATE, 3)):
        certified = await by(source, SIGNERS["rsa"], certify=True, docmdp_permissions=permission)
        yield f"certified-p{number}", certified
    waiting = with_empty_field(source)
    yield "waiting", await by(waiting, SIGNERS["p256"])
    yield "certified-p2-waiting", await by(
        waiting, SIGNERS["rsa"], certify=True, docmdp_permissions=fields.MDPPerm.FILL_FORMS
    )
    action = fields.FieldMDPAction
    for name, lock in (
        ("all", fields.FieldMDPSpec(action.ALL)),
        ("exclude", fields.FieldMDPSpec(action.EXCLUDE, fields=["other"])),
        ("include", fields.FieldMDPSpec(action.INCLUDE, fields=["other"])),
    ):
        yield f"locked-{name}", await by(source, SIGNERS["p256"], lock=lock)
    yield "altered", altered(plain)
    flipped = bytearray(plain)
    flipped[flipped.index(b"/MediaBox") + 11] ^= 1
    yield "flipped", bytes(flipped)


async def main(source, folder):
    folder.mkdir(parents=True, exist_ok=True)
    async for name, made in samples(source):
        (folder / f"{name}.pdf").write_bytes(made)


asyncio.run(main(Path(sys.argv[1]).read_bytes(), Path(sys.argv[2])))

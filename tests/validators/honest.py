"""Writes signed PDFs as another program (pyHanko) makes them, for the test that calls none of them tampered.

Usage: python honest.py INPUT.pdf FOLDER

Keys RSA (PKCS #1 v1.5 and PSS), P-256, P-384, P-521; digests SHA-256, SHA-384, SHA-512; PAdES and the older form; with and
without a time-stamp and a certification; visible and invisible fields; one to three signatures after each other;
cross-reference tables and streams. The name of a file says what it is.
"""

import asyncio
import sys
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

from asn1crypto import algos, keys, x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

NOW = datetime.now(timezone.utc)


def certificate(key, name, usages):
    """A self-signed certificate."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    built = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=30))
        .add_extension(
            x509.KeyUsage(True, True, False, False, False, False, False, False, False),
            critical=True,
        )
    )
    if usages:
        built = built.add_extension(x509.ExtendedKeyUsage(usages), critical=True)
    signed = built.sign(key, hashes.SHA256())
    return asn1_x509.Certificate.load(signed.public_bytes(serialization.Encoding.DER))


def private(key):
    form = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return keys.PrivateKeyInfo.load(form)


RSA = rsa.generate_private_key(65537, 2048)
KEYS = {
    "rsa": (RSA, False),
    "pss": (RSA, True),
    "rsa4096": (rsa.generate_private_key(65537, 4096), False),
    "p256": (ec.generate_private_key(ec.SECP256R1()), False),
    "p384": (ec.generate_private_key(ec.SECP384R1()), False),
    "p521": (ec.generate_private_key(ec.SECP521R1()), False),
}
TSA_KEY = rsa.generate_private_key(65537, 2048)
STAMPER = DummyTimeStamper(
    certificate(TSA_KEY, "Other TSA", [ExtendedKeyUsageOID.TIME_STAMPING]),
    private(TSA_KEY),
)


def mechanism(pss):
    """PSS with a salt as long as the digest, as most programs write it."""
    if not pss:
        return None
    return algos.SignedDigestAlgorithm(
        {
            "algorithm": "rsassa_pss",
            "parameters": {
                "hash_algorithm": {"algorithm": "sha256"},
                "mask_gen_algorithm": {
                    "algorithm": "mgf1",
                    "parameters": {"algorithm": "sha256"},
                },
                "salt_length": 32,
            },
        }
    )


SIGNERS = {
    name: SimpleSigner(
        certificate(key, f"Other {name}", None),
        private(key),
        SimpleCertificateStore(),
        signature_mechanism=mechanism(pss),
    )
    for name, (key, pss) in KEYS.items()
}
FORMS = {
    "pades": fields.SigSeedSubFilter.PADES,
    "older": fields.SigSeedSubFilter.ADOBE_PKCS7_DETACHED,
}


async def signed(source, name, number, digest, form, stamped, visible, certify):
    """One more signature on `source`."""
    writer = IncrementalPdfFileWriter(BytesIO(source))
    field = f"Field{number}"
    box = (60 + 90 * number, 60, 140 + 90 * number, 110) if visible else None
    spec = fields.SigFieldSpec(field, box=box)
    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm=digest,
        subfilter=FORMS[form],
        certify=certify,
        docmdp_permissions=fields.MDPPerm.FILL_FORMS,
        reason="对账无误",
    )
    signer = signers.PdfSigner(
        metadata,
        signer=SIGNERS[name],
        timestamper=STAMPER if stamped else None,
        new_field_spec=spec,
    )
    out = await signer.async_sign_pdf(writer)
    return out.getvalue()


async def main(source, folder):
    for key in KEYS:
        for digest in ("sha256", "sha384", "sha512"):
            if key == "pss" and digest != "sha256":
                continue  # the digest stands in the parameters above
            for form in FORMS:
                for stamped in (False, True):
                    made = source
                    for number in range(1, 4):
                        visible = number == 2
                        made = await signed(
                            made, key, number, digest, form, stamped, visible, False
                        )
                        kind = "stamped" if stamped else "plain"
                        name = f"{key}-{digest}-{form}-{kind}-{number}.pdf"
                        (folder / name).write_bytes(made)
    for key in KEYS:
        made = await signed(source, key, 1, "sha256", "pades", True, False, True)
        (folder / f"{key}-certified.pdf").write_bytes(made)
        writer = IncrementalPdfFileWriter(BytesIO(made))
        stamped = await signers.PdfTimeStamper(STAMPER).async_timestamp_pdf(
            writer, md_algorithm="sha256"
        )
        (folder / f"{key}-certified-document-timestamp.pdf").write_bytes(stamped.getvalue())


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]).read_bytes(), Path(sys.argv[2])))

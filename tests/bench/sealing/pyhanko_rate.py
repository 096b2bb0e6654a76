"""Signs one file for some seconds with pyHanko (PAdES B-T; B-B with --basic; B-LTA with --root and --lists; P-256) and prints how many
signatures a second."""

import argparse
import io
import json
import time
from hashlib import sha256
from importlib.metadata import version

from asn1crypto import cms, core
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_private_key
from pyhanko.keys import load_cert_from_pemder, load_certs_from_pemder, load_private_key_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.general import as_signing_certificate, simple_cms_attribute
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore


class P256TimeStamper(DummyTimeStamper):
    """pyHanko's in-process time-stamper knows RSA only and reads its key at each token; this one has it ready."""

    def __init__(self, tsa_cert, tsa_key, certs_to_embed):
        super().__init__(tsa_cert, tsa_key, certs_to_embed)
        self.key = load_der_private_key(tsa_key.dump(), password=None)

    def _sign_tst_info(self, tst_info_data, md_algorithm, dt):
        signed_attributes = cms.CMSAttributes(
            [
                simple_cms_attribute("content_type", "tst_info"),
                simple_cms_attribute("signing_time", cms.Time({"utc_time": core.UTCTime(dt)})),
                simple_cms_attribute("signing_certificate", as_signing_certificate(self.tsa_cert)),
                simple_cms_attribute("message_digest", sha256(tst_info_data).digest()),
            ]
        )
        return self.key.sign(signed_attributes.dump(), ECDSA(SHA256())), signed_attributes


arguments = argparse.ArgumentParser()
for name in ("file", "key", "certificate", "chain", "stamp-key", "stamp-certificate"):
    arguments.add_argument(f"--{name}", required=True)
arguments.add_argument("--basic", action="store_true")
arguments.add_argument("--root")
arguments.add_argument("--lists", nargs="*", default=[])
arguments.add_argument("--parties", type=int, required=True)
arguments.add_argument("--seconds", type=float, required=True)
given = arguments.parse_args()

chain = SimpleCertificateStore()
chain.register_multiple(load_certs_from_pemder([given.chain]))
signer = signers.SimpleSigner(
    signing_cert=load_cert_from_pemder(given.certificate),
    signing_key=load_private_key_from_pemder(given.key, passphrase=None),
    cert_registry=chain,
)
stamper = P256TimeStamper(
    tsa_cert=load_cert_from_pemder(given.stamp_certificate),
    tsa_key=load_private_key_from_pemder(given.stamp_key, passphrase=None),
    certs_to_embed=chain,
)
def read(path):
    with open(path, "rb") as file:
        return file.read()


def long_term():
    """What makes the last signature one of B-LTA: validation data and a document time-stamp follow it."""
    if given.root is None:
        return {}
    context = ValidationContext(
        trust_roots=[load_cert_from_pemder(given.root)],
        other_certs=list(chain),
        crls=[read(path) for path in given.lists],
    )
    return {"embed_validation_info": True, "use_pades_lta": True, "validation_context": context}


original = read(given.file)
LAST = long_term()


def seal():
    """One signature per party, each in a revision of its own. The fields are new and invisible."""
    document = io.BytesIO(original)
    for party in range(1, given.parties + 1):
        metadata = signers.PdfSignatureMetadata(
            field_name=f"bench-{party}",
            md_algorithm="sha256",
            subfilter=fields.SigSeedSubFilter.PADES,
            **(LAST if party == given.parties else {}),
        )
        document = signers.PdfSigner(metadata, signer, timestamper=None if given.basic else stamper).sign_pdf(
            IncrementalPdfFileWriter(document), bytes_reserved=32768
        )
    return document


sealed = PdfFileReader(seal())
assert bool(LAST) == ("/DSS" in sealed.root) == bool(sealed.embedded_timestamp_signatures)
rounds = 0
begun = time.perf_counter()
while (elapsed := time.perf_counter() - begun) < given.seconds:
    seal()
    rounds += 1
print(
    json.dumps(
        {
            "version": version("pyhanko"),
            "signatures_per_second": rounds * given.parties / elapsed,
            "rounds": rounds,
        }
    )
)

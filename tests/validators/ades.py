"""Judges every signature of a PDF with pyHanko's AdES process for long-term signatures, without a network: revocation
data is demanded and must be in the file.

Usage: python ades.py FILE ROOT.pem

Prints one line each: the field and the outcome, `AdESPassed.OK` or a reason, or `valid` or `wrong` for a document
time-stamp.
"""

import asyncio
import sys

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_timestamp
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.policy_decl import (
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)
from pyhanko_certvalidator.registry import SimpleTrustManager


def demanding(root):
    """Trusts one root, and demands revocation data for every certificate below it."""
    rule = RevocationCheckingRule.CRL_OR_OCSP_REQUIRED
    demanded = RevocationCheckingPolicy(
        ee_certificate_rule=rule, intermediate_ca_cert_rule=rule
    )
    trusted = CertValidationPolicySpec(
        trust_manager=SimpleTrustManager.build(trust_roots=[root]),
        revinfo_policy=CertRevTrustPolicy(demanded),
    )
    local = RevocationInfoGatheringSpec(
        online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY
    )
    return PdfSignatureValidationSpec(
        signature_validation_spec=SignatureValidationSpec(
            cert_validation_policy=trusted, revinfo_gathering_policy=local
        )
    )


async def judge(path, root):
    with open(path, "rb") as file:
        reader = PdfFileReader(file)
        for signature in reader.embedded_regular_signatures:
            judged = await ades_lta_validation(
                signature, pdf_validation_spec=demanding(root)
            )
            print(signature.field_name, judged.ades_subindic)
        for stamp in reader.embedded_timestamp_signatures:
            context = ValidationContext(trust_roots=[root], allow_fetching=False)
            judged = await async_validate_pdf_timestamp(stamp, context)
            good = judged.intact and judged.valid and judged.trusted
            print(stamp.field_name, "valid" if good else "wrong")


asyncio.run(judge(sys.argv[1], load_cert_from_pemder(sys.argv[2])))

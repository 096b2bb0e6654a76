"""Judges one signed PDF per line of standard input with pyHanko's strict reader; answers one JSON line each.

Usage: pyhanko_judge.py ROOT.pem
"""

import json
import logging
import signal
import sys

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko_certvalidator import ValidationContext

PATIENCE_SECONDS = 60


class TooSlow(Exception):
    """The file took longer than anybody waits."""


def too_slow(_signal, _frame):
    raise TooSlow("too slow")


def judge(path, root):
    """What it says of each signature: sound, whoever made it, and valid below the root."""
    signatures = []
    with open(path, "rb") as file:
        reader = PdfFileReader(file, strict=True)
        for found in reader.embedded_regular_signatures:
            if misspelt_date(found):
                found.sig_object.pop("/M")
            trust = ValidationContext(trust_roots=[root], allow_fetching=False)
            signatures.append(said(found, validate_pdf_signature(found, trust, trust)))
        for found in reader.embedded_timestamp_signatures:
            trust = ValidationContext(trust_roots=[root], allow_fetching=False)
            signatures.append(said(found, validate_pdf_timestamp(found, trust)))
    return {"signatures": signatures}


def misspelt_date(found):
    """Whether the stated time is one that pyHanko does not read, and would refuse the whole file for: LibreOffice writes Z'."""
    try:
        found.self_reported_timestamp
    except PdfReadError:
        return True
    return False


def said(found, status):
    sound = status.intact and status.valid and getattr(status, "docmdp_ok", True) is not False
    if isinstance(getattr(status, "diff_result", None), SuspiciousModification):
        sound = False
    return {
        "field": found.field_name,
        "sound": bool(sound),
        "valid": bool(getattr(status, "bottom_line", False)),
        "summary": str(status.summary()),
    }


def main():
    logging.disable(logging.CRITICAL)
    root = load_cert_from_pemder(sys.argv[1])
    signal.signal(signal.SIGALRM, too_slow)
    for line in sys.stdin:
        signal.alarm(PATIENCE_SECONDS)
        try:
            answer = judge(line.rstrip("\n"), root)
        except Exception as error:  # Whatever a reader raises on a file is its verdict.
            answer = {"error": f"{type(error).__name__}: {error}"}
        finally:
            signal.alarm(0)
        print(json.dumps(answer), flush=True)


main()

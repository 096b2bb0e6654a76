"""Judges one signed PDF per line of standard input with pyHanko's strict reader; answers one JSON line each.

Usage: pyhanko_judge.py ROOT.pem
"""

import json
import logging
import signal
import sys

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

PATIENCE_SECONDS = 60


class TooSlow(Exception):
    """The file took longer than anybody waits."""


def too_slow(_signal, _frame):
    raise TooSlow("too slow")


def judge(path, root):
    valid, faults = 0, []
    with open(path, "rb") as file:
        for found in PdfFileReader(file, strict=True).embedded_signatures:
            trust = ValidationContext(trust_roots=[root], allow_fetching=False)
            status = validate_pdf_signature(found, trust, trust)
            if status.bottom_line:
                valid += 1
            else:
                faults.append(f"{found.field_name}: {status.summary()}")
    return {"valid": valid, "faults": faults}


def main():
    logging.disable(logging.CRITICAL)
    root = load_cert_from_pemder(sys.argv[1])
    signal.signal(signal.SIGALRM, too_slow)
    for line in sys.stdin:
        signal.alarm(PATIENCE_SECONDS)
        try:
            answer = judge(line.rstrip("\n"), root)
        except Exception as error:  # Whatever a reader raises on a file is its verdict.
            answer = {"valid": 0, "faults": [f"{type(error).__name__}: {error}"]}
        finally:
            signal.alarm(0)
        print(json.dumps(answer), flush=True)


main()

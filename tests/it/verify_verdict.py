"""Checks a signed verdict with the library `cryptography` alone; knows nothing of kenpin's code.

usage: verify_verdict.py VERDICT PUBLIC_KEY [DELIVERY]

Prints the verdict. Exit 1: the signature, the statement or a document does not hold.
"""

import base64
import hashlib
import json
import pathlib
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import load_pem_public_key


def check(key, signature, message):
    if isinstance(key, ed25519.Ed25519PublicKey):
        key.verify(signature, message)
    elif isinstance(key, rsa.RSAPublicKey):
        key.verify(signature, message, padding.PKCS1v15(), hashes.SHA256())
    else:
        sha = hashes.SHA384() if isinstance(key.curve, ec.SECP384R1) else hashes.SHA256()
        key.verify(signature, message, ec.ECDSA(sha))


def main(verdict, public_key, delivery=None):
    envelope = json.loads(pathlib.Path(verdict).read_bytes())
    kind = envelope["payloadType"].encode()
    payload = base64.b64decode(envelope["payload"], validate=True)
    message = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)
    key = load_pem_public_key(pathlib.Path(public_key).read_bytes())
    check(key, base64.b64decode(envelope["signatures"][0]["sig"], validate=True), message)
    statement = json.loads(payload)
    if statement["_type"] != "https://in-toto.io/Statement/v1":
        sys.exit("no in-toto statement")
    if statement["predicateType"] != "https://slsa.dev/verification_summary/v1":
        sys.exit("no verification summary")
    if delivery:
        top = pathlib.Path(delivery)
        held = {path.relative_to(top).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in top.rglob("*") if path.is_file()}
        told = {subject["name"]: subject["digest"]["sha256"] for subject in statement["subject"]}
        if held != told:
            sys.exit("the verdict is about other documents")
    print(statement["predicate"]["kenpin_verdict"])


try:
    main(*sys.argv[1:])
except InvalidSignature:
    sys.exit("the signature does not fit")

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""An independent ES256 for the tests, on Python's cryptography package.

    jws_peer.py verify < TOKEN     checks a token under the "jwk" of its header; prints its payload
    jws_peer.py sign TYP PAYLOAD   prints a token with its key embedded
    jws_peer.py pkcs8              prints a fresh private key as hex of PKCS #8 DER, and its thumbprint
    jws_peer.py thumbprint < HEX   prints the thumbprint of a PKCS #8 key
"""
import base64
import hashlib
import json
import sys

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def jwk_of(public):
    numbers = public.public_numbers()
    return {"kty": "EC", "y": encode(numbers.y.to_bytes(32, "big")), "crv": "P-256",
            "x": encode(numbers.x.to_bytes(32, "big"))}


def thumbprint(public):
    text = json.dumps(jwk_of(public), sort_keys=True, separators=(",", ":"))
    return encode(hashlib.sha256(text.encode()).digest())


def verify(token):
    header, payload, signature = token.split(".")
    jwk = json.loads(decode(header))["jwk"]
    public = ec.EllipticCurvePublicNumbers(int.from_bytes(decode(jwk["x"]), "big"),
                                           int.from_bytes(decode(jwk["y"]), "big"),
                                           ec.SECP256R1()).public_key()
    raw = decode(signature)
    der = utils.encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    public.verify(der, f"{header}.{payload}".encode(), ec.ECDSA(hashes.SHA256()))
    print(decode(payload).decode())


def sign(kind, payload):
    key = ec.generate_private_key(ec.SECP256R1())
    # Another order and spacing than ours: both are JSON.
    header = json.dumps({"typ": kind, "jwk": jwk_of(key.public_key()), "alg": "ES256"}, indent=1)
    text = encode(header.encode()) + "." + encode(payload.encode())
    r, s = utils.decode_dss_signature(key.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
    print(text + "." + encode(r.to_bytes(32, "big") + s.to_bytes(32, "big")))


def pkcs8():
    key = ec.generate_private_key(ec.SECP256R1())
    print(key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8,
                            serialization.NoEncryption()).hex())
    print(thumbprint(key.public_key()))


def main(arguments):
    if arguments == ["verify"]:
        verify(sys.stdin.read().strip())
    elif len(arguments) == 3 and arguments[0] == "sign":
        sign(arguments[1], arguments[2])
    elif arguments == ["pkcs8"]:
        pkcs8()
    elif arguments == ["thumbprint"]:
        key = serialization.load_der_private_key(bytes.fromhex(sys.stdin.read().strip()), None)
        print(thumbprint(key.public_key()))
    else:
        sys.exit(64)


if __name__ == "__main__":
    main(sys.argv[1:])

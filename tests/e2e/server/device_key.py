# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
"""The key of a device and its proofs (RFC 9449), made by OpenSSL's own library and Python's own JSON: a
stranger to the program under test."""
import base64
import ctypes
import hashlib
import json
import subprocess
import time
import uuid

_crypto = ctypes.CDLL("libcrypto.so.3")
for _name in ("BIO_new_mem_buf", "PEM_read_bio_PrivateKey", "EVP_MD_CTX_new", "EVP_sha256"):
    getattr(_crypto, _name).restype = ctypes.c_void_p


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def raw_signature(der):
    """r and s of 32 bytes each (RFC 7518 section 3.4) out of the ASN.1 sequence."""
    def integer(at):
        size = der[at + 1]
        value = int.from_bytes(der[at + 2:at + 2 + size], "big")
        return value.to_bytes(32, "big"), at + 2 + size
    r, at = integer(2)
    s, _ = integer(at)
    return r + s


class DeviceKey:
    def __init__(self):
        pem = subprocess.run(["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt",
                              "ec_paramgen_curve:P-256"], check=True, capture_output=True).stdout
        self.pem = pem
        public = subprocess.run(["openssl", "pkey", "-pubout", "-outform", "DER"], input=pem, check=True,
                                capture_output=True).stdout
        point = public[-64:]
        self.jwk = {"crv": "P-256", "kty": "EC", "x": base64url(point[:32]), "y": base64url(point[32:])}
        bio = ctypes.c_void_p(_crypto.BIO_new_mem_buf(pem, len(pem)))
        self.key = ctypes.c_void_p(_crypto.PEM_read_bio_PrivateKey(bio, None, None, None))
        _crypto.BIO_free(bio)

    def sign(self, data):
        context = ctypes.c_void_p(_crypto.EVP_MD_CTX_new())
        size = ctypes.c_size_t(128)
        out = ctypes.create_string_buffer(128)
        good = _crypto.EVP_DigestSignInit(context, None, ctypes.c_void_p(_crypto.EVP_sha256()), None,
                                          self.key) == 1
        good = good and _crypto.EVP_DigestSign(context, out, ctypes.byref(size), data,
                                               ctypes.c_size_t(len(data))) == 1
        _crypto.EVP_MD_CTX_free(context)
        if not good:
            raise RuntimeError("OpenSSL does not sign")
        return raw_signature(out.raw[:size.value])

    def proof(self, method, url, token=None, nonce=None):
        header = {"typ": "dpop+jwt", "alg": "ES256", "jwk": self.jwk}
        payload = {"jti": uuid.uuid4().hex, "htm": method, "htu": url.partition("?")[0],
                   "iat": int(time.time())}
        if token:
            payload["ath"] = base64url(hashlib.sha256(token.encode()).digest())
        if nonce:
            payload["nonce"] = nonce
        text = ".".join(base64url(json.dumps(part).encode()) for part in (header, payload))
        return text + "." + base64url(self.sign(text.encode()))


class Device:
    """A client that speaks for a session: proofs on every call, the server's nonce, a second try when it
    asks for another. `client` is a Client of taskward_server without a key of its own."""

    def __init__(self, client, key=None):
        self.client = client
        self.key = key or DeviceKey()
        self.nonce = None
        self.access = None
        self.refresh_token = None

    def url(self, path):
        return f"https://127.0.0.1:{self.client.server.port}{path}"

    def ask(self, method, path, body=None, access=None, again=True):
        access = access if access is not None else self.access
        headers = {"DPoP": self.key.proof(method, self.url(path), access, self.nonce)}
        if access:
            headers["Authorization"] = "DPoP " + access
        answer = self.client.ask(method, path, body, headers)
        self.nonce = answer.headers.get("dpop-nonce", self.nonce)
        if again and answer.status == 401 and answer.json["code"] == "use-dpop-nonce":
            return self.ask(method, path, body, access, again=False)
        return answer

    def sign_in(self, email, password):
        answer = self.ask("POST", "/v1/auth/login",
                          {"email": email, "password": password, "device_name": "test"}, access="")
        if answer.status == 200 and "signed_in" in answer.json:
            self.take(answer.json["signed_in"]["tokens"])
        return answer

    def refresh(self, token=None):
        return self.ask("POST", "/v1/auth/refresh", {"refresh_token": token or self.refresh_token},
                        access="")

    def take(self, tokens):
        self.access = tokens["access_token"]
        self.refresh_token = tokens["refresh_token"]

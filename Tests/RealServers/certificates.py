"""Makes an authority of our own, and every certificate and key that the servers and the tests use."""

import datetime
import ipaddress
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

PASSPHRASE = "open sesame"
DAY = datetime.timedelta(days=1)


def make(folder: Path) -> dict:
    """Writes all files into the folder; the paths a test needs, and the passphrase of those that have one."""
    folder.mkdir(parents=True, exist_ok=True)
    authority = _Authority(folder, "Patchbay tests")
    stranger = _Authority(folder, "Stranger")
    local = ["localhost", "127.0.0.1"]
    authority.issue("server", local)
    authority.issue("expired", local, first=-3, last=-1)
    authority.issue("wrong-host", ["elsewhere.test"])
    stranger.issue("stranger", local)
    client_key, client = authority.issue("client", ["client.test"], usage=ExtendedKeyUsageOID.CLIENT_AUTH)
    stranger.issue("strange-client", ["client.test"], usage=ExtendedKeyUsageOID.CLIENT_AUTH)

    passphrase = serialization.BestAvailableEncryption(PASSPHRASE.encode())
    (folder / "client-encrypted.key").write_bytes(_pem(client_key, passphrase))
    (folder / "client.p12").write_bytes(
        pkcs12.serialize_key_and_certificates(b"client", client_key, client, [authority.certificate], passphrase))
    (folder / "client-both.pem").write_bytes(
        (folder / "client.pem").read_bytes() + (folder / "client.key").read_bytes())

    for name, key in _signing_keys().items():
        (folder / f"{name}.key").write_bytes(_pem(key))
        (folder / f"{name}.pub").write_bytes(
            key.public_key().public_bytes(
                serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo))

    path = lambda name: str(folder / name)
    return {
        "authority": path("patchbay-tests.pem"),
        "client": path("client.pem"),
        "clientKey": path("client.key"),
        "clientEncryptedKey": path("client-encrypted.key"),
        "clientBoth": path("client-both.pem"),
        "clientPKCS12": path("client.p12"),
        "strangeClient": path("strange-client.pem"),
        "strangeClientKey": path("strange-client.key"),
        "passphrase": PASSPHRASE,
        "signingKeys": {name: path(f"{name}.key") for name in _signing_keys()},
    }


_keys = {}


def _signing_keys() -> dict:
    """Keys with which clients sign: one an algorithm's family, and one that no server knows."""
    if not _keys:
        _keys["rsa"] = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        _keys["p256"] = ec.generate_private_key(ec.SECP256R1())
        _keys["p384"] = ec.generate_private_key(ec.SECP384R1())
        _keys["unknown"] = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return _keys


def _pem(key, encryption=serialization.NoEncryption()) -> bytes:
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption)


class _Authority:
    def __init__(self, folder: Path, name: str):
        self.folder = folder
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self.certificate = (
            self._builder(self.name, self.key.public_key(), -1, 30)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(
                x509.KeyUsage(
                    digital_signature=True, key_cert_sign=True, crl_sign=True, content_commitment=False,
                    key_encipherment=False, data_encipherment=False, key_agreement=False,
                    encipher_only=False, decipher_only=False),
                critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(self.key.public_key()), critical=False)
            .sign(self.key, hashes.SHA256()))
        self._write(name.lower().replace(" ", "-"), self.certificate)

    def _builder(self, subject, key, first, last):
        now = datetime.datetime.now(datetime.timezone.utc)
        return (
            x509.CertificateBuilder().subject_name(subject).issuer_name(self.name).public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + first * DAY).not_valid_after(now + last * DAY))

    def _write(self, name, certificate):
        (self.folder / f"{name}.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))

    def issue(self, name, hosts, first=-1, last=30, usage=ExtendedKeyUsageOID.SERVER_AUTH):
        key = ec.generate_private_key(ec.SECP256R1())
        names = []
        for host in hosts:
            try:
                names.append(x509.IPAddress(ipaddress.ip_address(host)))
            except ValueError:
                names.append(x509.DNSName(host))
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, hosts[0])])
        certificate = (
            self._builder(subject, key.public_key(), first, last)
            .add_extension(x509.SubjectAlternativeName(names), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False)
            .sign(self.key, hashes.SHA256()))
        self._write(name, certificate)
        (self.folder / f"{name}.key").write_bytes(_pem(key))
        return key, certificate

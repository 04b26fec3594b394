"""Certificates for a hub's TLS: a good one, and those that a client must refuse. Made by the openssl program."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

_CONFIG = """
[ca]
default_ca = here
[here]
dir = {folder}
database = $dir/index.txt
serial = $dir/serial
new_certs_dir = $dir
default_md = sha256
policy = any
copy_extensions = copy
unique_subject = no
[any]
commonName = supplied
"""


class CertificateAuthority:
    """An authority in a folder; `root` is its certificate, which clients are given."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = folder / "root.crt"
        folder.mkdir()
        (folder / "index.txt").touch()
        (folder / "serial").write_text("01\n", encoding="ascii")
        (folder / "ca.cnf").write_text(_CONFIG.format(folder=folder), encoding="ascii")
        openssl(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=test",
            "-days", "3650", "-keyout", folder / "root.key", "-out", self.root,
        )  # fmt: skip

    def certify(self, name: str, host: str, start: str = "20200101000000Z", end: str = "20491231000000Z") -> Path:
        """Make the certificate NAME.crt of a host, beside its key NAME.key."""
        paths = {kind: self.folder / f"{name}.{kind}" for kind in ("key", "csr", "crt")}
        openssl(
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", f"/CN={host}",
            "-addext", f"subjectAltName=DNS:{host}", "-keyout", paths["key"], "-out", paths["csr"],
        )  # fmt: skip
        openssl(
            "ca", "-batch", "-notext", "-config", self.folder / "ca.cnf", "-cert", self.root,
            "-keyfile", self.folder / "root.key", "-startdate", start, "-enddate", end,
            "-in", paths["csr"], "-out", paths["crt"],
        )  # fmt: skip
        return paths["crt"]


def openssl(*words: object) -> None:
    """Run openssl; skips the test where it is not installed."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed here")
    done = subprocess.run(["openssl", *map(str, words)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

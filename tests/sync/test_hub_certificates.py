"""A client sends nothing to a hub whose certificate does not prove who it is, and nothing without a password."""

from __future__ import annotations

import shutil
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from hinge_log.errors import NeedsDecision, StoreError
from hinge_log.store.store import Store
from hinge_log.sync import syncing
from hinge_log.sync.hub.admin import invite, join
from hinge_log.sync.hub.check import OK, check_hub
from hinge_log.sync.hub.connection import HubRefused, connect
from tests.support import FakeClock, work
from tests.sync.certificates import CertificateAuthority
from tests.sync.link import TlsProxy
from tests.sync.postgres import HubServer, as_nobody, running_hub, running_server, with_tls

HOST = "hub.test"


@dataclass
class TlsHub:
    """A hub that is reached under TLS at HOST: `proxy` does the TLS, or the server itself where it is None."""

    hub: HubServer
    authority: CertificateAuthority
    other: CertificateAuthority
    port: int
    proxy: TlsProxy | None

    def url(self, person: str = "ann", root: Path | None = None, more: str = "") -> str:
        return (
            f"postgresql://{person}@{HOST}:{self.port}/{self.hub.database}?hostaddr=127.0.0.1"
            f"&sslrootcert={root or self.authority.root}{more}"
        )

    def show(self, certificate: Path | None, method: str = "scram-sha-256") -> None:
        """Use a certificate, or no TLS, and another way to ask for passwords."""
        data = self.hub.server.data
        rules = ("local all postgres trust", f"local all all {method}", f"host all all 127.0.0.1/32 {method}", "")
        (data / "pg_hba.conf").write_text("\n".join(rules), encoding="ascii")
        if self.proxy is not None:
            self.proxy.certificate = certificate
        elif certificate is not None:
            for kind in ("crt", "key"):
                target = data / f"server.{kind}"
                target.unlink(missing_ok=True)
                shutil.copyfile(certificate.with_suffix(f".{kind}"), target)
                target.chmod(0o600)
                if as_nobody():
                    shutil.chown(target, "nobody", "nogroup")
        with self.hub.connect() as admin:
            if self.proxy is None:
                admin.rows(f"ALTER SYSTEM SET ssl = {'off' if certificate is None else 'on'}")
            before = admin.value("SELECT pg_conf_load_time()")
            admin.rows("SELECT pg_reload_conf()")
            while admin.value("SELECT pg_conf_load_time()") == before:
                time.sleep(0.01)


@pytest.fixture(scope="module", params=["server", "proxy"])
def tls(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TlsHub]:
    version = with_tls() if request.param == "server" else ""
    if request.param == "server" and not version:
        pytest.skip("no PostgreSQL here is built with TLS; the proxy does it alone")
    folder = tmp_path_factory.mktemp("tls")
    authority, other = CertificateAuthority(folder / "ours"), CertificateAuthority(folder / "theirs")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    addresses = ["-c", "listen_addresses=127.0.0.1"] if version else []
    with running_server(version, *addresses, port=port) as server, running_hub(server) as hub:
        hub.add_person("ann")
        proxy = None if version else TlsProxy(port, server.folder / f".s.PGSQL.{port}")
        yield TlsHub(hub, authority, other, port, proxy)
        if proxy is not None:
            proxy.close()


@pytest.fixture
def password(tls: TlsHub, home: Path) -> None:
    """Ann's password in the password file."""
    path = home / ".pgpass"
    path.write_text("*:*:*:ann:a password\n", encoding="ascii")
    path.chmod(0o600)


@pytest.mark.usefixtures("password")
def test_a_good_certificate_lets_in_whoever_has_the_password(tls: TlsHub, home: Path) -> None:
    tls.show(tls.authority.certify("good", HOST))
    with connect(tls.url()) as hub:
        assert hub.encrypted
        assert hub.person == "ann"
        findings = {each.name: each for each in check_hub(hub, tls.url())}
        assert {each.state for each in findings.values()} == {OK}
        assert findings["authentication"].text == "A wrong password is refused."
    (home / ".pgpass").write_text("*:*:*:ann:another\n", encoding="ascii")
    with pytest.raises(HubRefused, match="wrong or missing password"):
        connect(tls.url())
    (home / ".pgpass").unlink()
    with pytest.raises(HubRefused, match="wrong or missing password"):
        connect(tls.url())


@pytest.mark.usefixtures("password")
@pytest.mark.parametrize(
    ("name", "certificate"),
    [
        ("another host", {"host": "other.test"}),
        ("an expired one", {"host": HOST, "end": "20210101000000Z"}),
        ("one of the future", {"host": HOST, "start": "20480101000000Z"}),
    ],
)
def test_a_certificate_that_proves_nothing_is_refused(tls: TlsHub, name: str, certificate: dict[str, str]) -> None:
    tls.show(tls.authority.certify(name.replace(" ", "-"), **certificate))
    with pytest.raises(StoreError, match=rf"certificate of .*{HOST}.* cannot be trusted.*Nothing was sent"):
        connect(tls.url())


@pytest.mark.usefixtures("password")
def test_an_unknown_authority_is_refused(tls: TlsHub) -> None:
    tls.show(tls.authority.certify("known", HOST))
    with pytest.raises(StoreError, match="cannot be trusted"):
        connect(tls.url(root=tls.other.root))
    with pytest.raises(StoreError, match="cannot be trusted"):
        connect(tls.url(root=tls.other.folder / "missing.crt"))
    without_root = tls.url().partition("&")[0]
    with pytest.raises(StoreError, match="cannot be trusted"):
        connect(without_root)


@pytest.mark.usefixtures("password")
def test_a_hub_without_tls_is_refused(tls: TlsHub) -> None:
    tls.show(None)
    with pytest.raises(StoreError, match="does not offer TLS"):
        connect(tls.url())


@pytest.mark.usefixtures("password")
@pytest.mark.parametrize("mode", ["disable", "prefer", "require", "verify-ca"])
def test_weaker_tls_is_not_even_tried(tls: TlsHub, mode: str) -> None:
    with pytest.raises(NeedsDecision, match="does not verify the hub's identity"):
        connect(tls.url(more=f"&sslmode={mode}"))


@pytest.mark.usefixtures("password")
@pytest.mark.parametrize("method", ["trust", "password"])
def test_a_hub_that_does_not_prove_that_it_knows_the_password_is_refused(tls: TlsHub, method: str) -> None:
    tls.show(tls.authority.certify(f"for-{method}", HOST), method)
    with pytest.raises(HubRefused, match="refused ann"):
        connect(tls.url())


def test_an_invitation_is_used_once_and_ends(tls: TlsHub, home: Path, tmp_path: Path, clock: FakeClock) -> None:
    tls.show(tls.authority.certify("for-invitations", HOST))
    with tls.hub.connect() as admin:
        line = invite(admin, tls.url("x"), "zoe", "coach", None).line
        late = invite(admin, tls.url("x"), "yan", "coach", None).line
        admin.rows("ALTER ROLE yan VALID UNTIL '2020-01-01'")
    with Store(str(tmp_path / "log.db"), clock=clock) as store:
        store.log_lift("rdl", "RDL", [work("60", 5)])
        carrier = join(line)
        syncing.set_up(store, carrier, "phone")
        carrier.close()
        assert syncing.sync(store).sent
    again = join(line)  # on the same machine it does no harm
    assert again.settings() == carrier.settings()
    again.close()
    (home / ".pgpass").unlink()
    for used in (line, late):
        with pytest.raises(HubRefused, match="already used or has expired"):
            join(used)

"""A link to a hub that breaks: a proxy between two sockets which closes at a chosen moment."""

from __future__ import annotations

import contextlib
import os
import select
import socket
import ssl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from tests.sync.postgres import HubServer


class Link:
    """Passes on what a client and the server say, until it is told to break.

    `most_up` and `most_down` are how many bytes of one connection go through, to the server and back; `loses_reply_to`
    are bytes of a client after which the server's answer is dropped and the link cut, once.
    """

    def __init__(self, server: Path, own: Path) -> None:
        self.most_up: int | None = None
        self.most_down: int | None = None
        self.loses_reply_to = b""
        self.connections = 0
        self._server = server
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(own))
        self._listener.listen()
        Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            server = socket.socket(socket.AF_UNIX)
            server.connect(str(self._server))
            Thread(target=self._pass_on, args=(client, server), daemon=True).start()

    def _pass_on(self, client: socket.socket, server: socket.socket) -> None:
        with client, server, contextlib.suppress(OSError):
            back = Thread(target=self._pass_back, args=(server, client), daemon=True)
            back.start()
            up = 0
            while raw := client.recv(65_536):
                if self.most_up is not None and up + len(raw) > self.most_up:
                    server.sendall(raw[: max(0, self.most_up - up)])
                    break
                up += len(raw)
                if self.loses_reply_to and self.loses_reply_to in raw:
                    self.loses_reply_to = b""
                    self._lose_reply = True
                server.sendall(raw)
            for each in (client, server):
                each.shutdown(socket.SHUT_RDWR)

    _lose_reply = False

    def _pass_back(self, server: socket.socket, client: socket.socket) -> None:
        with contextlib.suppress(OSError):
            down = 0
            while raw := server.recv(65_536):
                if self._lose_reply:
                    self._lose_reply = False
                    break
                down += len(raw)
                if self.most_down is not None and down > self.most_down:
                    break
                client.sendall(raw)
            for each in (client, server):
                each.shutdown(socket.SHUT_RDWR)


class TlsProxy:
    """Does the TLS for a server that is built without it, with a certificate that can be changed; None is no TLS."""

    def __init__(self, port: int, server: Path) -> None:
        self.certificate: Path | None = None
        self._server = server
        self._listener = socket.create_server(("127.0.0.1", port))
        Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            client.recv(8)  # the request for TLS
            client.sendall(b"N" if self.certificate is None else b"S")
            if self.certificate is None:
                return
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self.certificate, self.certificate.with_suffix(".key"))
            with context.wrap_socket(client, server_side=True) as secured, socket.socket(socket.AF_UNIX) as server:
                server.connect(str(self._server))
                while True:
                    ready, _, _ = select.select([secured, server], [], [])
                    for each, other in ((secured, server), (server, secured)):
                        if each in ready or (each is secured and secured.pending()):
                            raw = each.recv(65_536)
                            if not raw:
                                return
                            other.sendall(raw)


@contextmanager
def link_to(hub: HubServer) -> Iterator[tuple[Link, str]]:
    """A link to a hub, and a pattern of its URL: `url.format(person)`."""
    with tempfile.TemporaryDirectory(prefix="hinge-link-") as folder:
        os.chmod(folder, 0o700)
        port = hub.server.port
        link = Link(hub.server.folder / f".s.PGSQL.{port}", Path(folder) / f".s.PGSQL.{port}")
        try:
            yield link, f"postgresql://{{}}@/{hub.database}?host={folder}&port={port}"
        finally:
            link.close()

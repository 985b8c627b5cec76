"""What must never be visited is refused before a socket opens, in every spelling and behind every redirect."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpcore2
import pytest
import stamina
from django.test import override_settings

from newsroom.ingest import fetch
from newsroom.outbox import guard
from tests.fakes import FakeWeb

pytestmark = pytest.mark.django_db
REFUSED = [
    # plain numbers of networks that are not public
    "http://127.0.0.1/", "http://0.0.0.0/", "http://10.0.0.1/", "http://10.255.255.255/", "http://172.16.0.1/",
    "http://172.31.255.255/", "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data/", "http://100.64.0.1/",
    "http://100.127.255.255/", "http://168.63.129.16/", "http://224.0.0.1/", "http://255.255.255.255/",
    "http://192.0.2.1/", "http://198.18.0.1/", "http://192.88.99.1/", "https://127.0.0.1:8443/", "HTTP://127.0.0.1/",
    # the same in every spelling that a resolver understands: decimal, hexadecimal, octal, short, mixed
    "http://0/", "http://2130706433/", "http://2852039166/", "http://3232235777/", "http://0x7f000001/", "http://0x7f.1/",
    "http://0xA9FEA9FE/", "http://0xa9.254.0251.254/", "http://0177.0.0.1/", "http://0177.1/", "http://00000177.0.0.1/",
    "http://0300.0250.1.1/", "http://127.1/", "http://127.000.000.001/", "http://0x7f.0x0.0x0.0x1/", "http://999.1.1.1/",
    "http://127.0.0.1./", "http://169.254.169.254./", "http://4294967297/", "http://0x/", "http://1.2.3.4.5/",
    # look-alike digits and dots, percent escapes
    "http://１２７.0.0.1/", "http://①②⑦.0.0.1/", "http://127。0。0。1/", "http://127．0．0．1/", "http://127｡0｡0｡1/",
    "http://%31%32%37.0.0.1/", "http://127%2e0%2e0%2e1/", "http://127.0.0.1%00.paper.example/",
    "http://127.0.0.1%2f.paper.example/", "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "http://loc%61lhost/", "http://１６９．２５４．１６９．２５４/",
    # version 6: loopback, private, mapped, translated, NAT64, 6to4, Teredo, ISATAP, documentation
    "http://[::1]/", "http://[0:0:0:0:0:0:0:1]/", "http://[::]/", "http://[fe80::1]/", "http://[fe80::1%25eth0]/",
    "http://[fec0::1]/", "http://[fc00::1]/", "http://[fd00::1]/", "http://[fd00:ec2::254]/", "http://[ff02::1]/",
    "http://[::ffff:127.0.0.1]/", "http://[::ffff:a9fe:a9fe]/", "http://[0:0:0:0:0:ffff:7f00:1]/",
    "http://[::ffff:0:127.0.0.1]/", "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[64:ff9b::10.0.0.1]/",
    "http://[64:ff9b::a9fe:a9fe]/", "http://[64:ff9b:1::a00:1]/", "http://[2002:7f00:1::]/", "http://[2002:a9fe:a9fe::]/",
    "http://[2001:0:1::1]/", "http://[2001:db8::1]/", "http://[fe80::5efe:10.0.0.1]/", "http://[v1.a]/", "http://[::1/",
    # names inside
    "http://localhost/", "http://LOCALHOST/", "http://localhost./", "http://foo.localhost/", "http://localhost6/",
    "http://localhost.localdomain/", "http://ip6-localhost/", "http://intranet/", "http://printer.local/",
    "http://metadata.google.internal/", "http://metadata/", "http://router.lan/", "http://wiki.corp/",
    "http://nas.home.arpa/", "http://1.0.0.127.in-addr.arpa/", "http://hidden.onion/",
    # ports, schemes, credentials, and what is no address
    "http://paper.example:22/", "http://paper.example:25/", "http://paper.example:3306/", "http://paper.example:6379/",
    "http://paper.example:11211/", "http://paper.example:0/", "http://paper.example:65535/", "http://paper.example:99999/",
    "http://user:secret@paper.example/", "http://paper.example@127.0.0.1/", "http://127.0.0.1:80@paper.example/",
    "http://@paper.example/", "ftp://paper.example/", "file:///etc/passwd", "file://paper.example/etc/passwd",
    "gopher://paper.example/", "dict://paper.example:11211/", "ldap://paper.example/", "ws://paper.example/",
    "feed://paper.example/", "jar:http://paper.example!/", "javascript:alert(1)", "data:text/html,x", "about:blank",
    "http://", "http:///etc/passwd", "http:127.0.0.1", "http:/127.0.0.1/", "//paper.example/", "paper.example", "",
    "http://paper.example\\@127.0.0.1/", "http://pa per.example/", "http://127.0.0.1\t/", "http://paper.example\nX: y/",
]  # fmt: skip


@dataclass
class Watch:
    """What was asked of the name system, and which sockets opened or were connected."""

    resolved: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """Below the guard, where Python itself reaches out, everything is written down and led into a private network."""
    watch = Watch()

    def getaddrinfo(host: str, port: int, *_arguments: object, **_options: object) -> list[object]:
        watch.resolved.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.7", port))]

    class Socket(socket.socket):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            watch.opened.append("opened")
            super().__init__(*arguments, **options)

        def connect(self, address: Any) -> None:
            watch.opened.append(f"connected to {address}")
            raise ConnectionRefusedError

    monkeypatch.undo()  # the seams above are closed again: what is tried here goes all the way
    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(socket, "socket", Socket)
    return watch


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def dial(*_arguments: object, **_options: object) -> object:
        pytest.fail("a connection was dialled")

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", dial)
    monkeypatch.setattr(guard, "resolve", lambda host, port: ["127.0.0.1"])
    with stamina.set_testing(True, attempts=2):
        yield


@pytest.mark.parametrize("url", REFUSED)
def test_what_is_not_on_the_public_internet_is_refused_before_a_name_is_asked_for_or_a_socket_opens(
    url: str, watch: Watch
) -> None:
    with pytest.raises(fetch.FetchError, match=r"We do not visit this address: .+\.$") as refused:
        fetch.get(url)
    assert refused.value.refused
    assert (watch.resolved, watch.opened) == ([], [])


@pytest.mark.django_db
@override_settings(INGEST_GAP=0)
@pytest.mark.parametrize(
    "url", ["http://127.0.0.1.rebound.example/", "https://inner.example:8443/feed", "http://xn--bcher-kva.example/"]
)
def test_a_name_is_asked_for_and_what_it_leads_to_is_never_connected(url: str, watch: Watch) -> None:
    with pytest.raises(fetch.FetchError, match=r"leads into a private network: 10\.0\.0\.7") as refused:
        fetch.get(url, obey_robots=False)
    assert refused.value.refused
    assert set(watch.resolved) == {urlsplit(url).hostname}
    assert watch.opened == []


@pytest.mark.django_db
@override_settings(INGEST_GAP=0, INGEST_ALLOW_HOSTS=frozenset({"paper.example"}))
def test_the_watch_sees_what_is_let_through(watch: Watch) -> None:
    with pytest.raises(fetch.FetchError, match="No connection"):
        fetch.get("http://paper.example/", obey_robots=False)
    assert "paper.example" in watch.resolved
    assert "connected to ('10.0.0.7', 80)" in watch.opened


@pytest.mark.parametrize(
    "url",
    ["https://paper.example/", "http://8.8.8.8/", "http://[2606:4700::1111]:8080/", "https://bücher.example:8443/"],
)
def test_what_is_on_the_public_internet_is_not(url: str) -> None:
    guard.check_url(url)


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "::1", "fe80::1%eth0", "64:ff9b::a00:1", "169.254.169.254"]
)
def test_a_name_that_leads_inside_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "resolve", lambda host, port: ["93.184.215.14", address])
    with pytest.raises(guard.Refused, match="private network"), guard.visit("http://rebinding.example/"):
        pass


def test_the_checked_address_is_the_one_dialled(monkeypatch: pytest.MonkeyPatch) -> None:
    dialled: list[tuple[str, int]] = []
    asked: list[str] = []

    def dial(self: object, host: str, port: int, *_arguments: object) -> httpcore2.NetworkStream:
        dialled.append((host, port))
        raise httpcore2.ConnectError("cut")

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["93.184.215.14"]

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", dial)
    monkeypatch.setattr(guard, "resolve", resolve)
    with pytest.raises(fetch.FetchError, match="No connection"):
        fetch.get("https://paper.example/feed", obey_robots=False)
    assert set(dialled) == {("93.184.215.14", 443)}
    assert set(asked) == {"paper.example"}


def test_tls_is_checked_against_the_name_not_the_number(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str | None, bool]] = []

    class Stream(httpcore2.NetworkStream):
        def start_tls(self, ssl_context, server_hostname=None, timeout=None):  # type: ignore[no-untyped-def]
            seen.append(
                (server_hostname, ssl_context.check_hostname and ssl_context.verify_mode.name == "CERT_REQUIRED")
            )
            raise httpcore2.ConnectError("cut")

        def close(self) -> None: ...

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", lambda *_arguments: Stream())
    monkeypatch.setattr(guard, "resolve", lambda host, port: ["93.184.215.14"])
    with pytest.raises(fetch.FetchError):
        fetch.get("https://paper.example/", obey_robots=False)
    assert seen[0] == ("paper.example", True)


def test_named_hosts_may_be_opened_for_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    dialled: list[str] = []

    def dial(self: object, host: str, port: int, *_arguments: object) -> httpcore2.NetworkStream:
        dialled.append(f"{host}:{port}")
        raise httpcore2.ConnectError("cut")

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", dial)
    with (
        pytest.raises(Exception, match="cut"),
        guard.visit("http://localhost:9123/", allow_hosts=frozenset({"localhost:9123"})),
    ):
        pass
    assert dialled == ["127.0.0.1:9123"]
    with pytest.raises(guard.Refused), guard.visit("http://localhost:9124/", allow_hosts=frozenset({"localhost:9123"})):
        pass


def test_a_redirect_inside_is_refused_and_said_plainly(web: FakeWeb) -> None:
    web.redirect("https://paper.example/story", "http://169.254.169.254/latest/", 302)
    with pytest.raises(fetch.FetchError, match="We do not visit this address") as error:
        fetch.get("https://paper.example/story")
    assert error.value.refused
    assert web.asked == ["https://paper.example/story"]


def test_a_socket_file_is_never_opened() -> None:
    backend = guard._PinningBackend(frozenset(), None)
    with pytest.raises(guard.Refused):
        backend.connect_unix_socket("/run/secret.sock")


def test_a_name_that_does_not_exist_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise socket.gaierror("no such host")

    monkeypatch.setattr(guard, "resolve", resolve)
    with pytest.raises(fetch.FetchError, match=r"There is no host named nowhere\.example"):
        fetch.get("https://nowhere.example/", obey_robots=False)

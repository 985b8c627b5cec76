"""What must never be visited is refused before a socket opens, in every spelling and behind every redirect."""

import socket
from collections.abc import Iterator

import httpcore2
import pytest
import stamina

from newsroom.ingest import fetch
from newsroom.outbox import guard
from tests.fakes import FakeWeb

pytestmark = pytest.mark.django_db
REFUSED = [
    "http://127.0.0.1/", "http://localhost/", "http://foo.localhost/", "http://[::1]/", "http://0.0.0.0/", "http://0/",
    "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/", "http://168.63.129.16/", "http://[fd00:ec2::254]/", "http://metadata.google.internal/",
    "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/",
    "http://127.0.0.1./",
    "http://１２７.0.0.1/", "http://①②⑦.0.0.1/", "http://127。0。0。1/", "http://%31%32%37.0.0.1/", "http://999.1.1.1/",
    "http://[::ffff:127.0.0.1]/", "http://[::ffff:a9fe:a9fe]/", "http://[::127.0.0.1]/", "http://[::]/",
    "http://[64:ff9b::7f00:1]/", "http://[64:ff9b:1::a00:1]/", "http://[2002:7f00:1::]/", "http://[2001:0:1::1]/",
    "http://[fe80::1]/", "http://[fec0::1]/", "http://[ff02::1]/", "http://[2001:db8::1]/", "http://224.0.0.1/",
    "http://255.255.255.255/", "http://192.0.2.1/", "http://198.18.0.1/", "http://paper.example:22/",
    "http://paper.example:6379/", "http://user:secret@paper.example/", "ftp://paper.example/", "file:///etc/passwd",
    "gopher://paper.example/", "javascript:alert(1)",
    "data:text/html,x", "http://", "//paper.example/", "paper.example",
    "http://paper.example\\@127.0.0.1/", "http://pa per.example/", "http://intranet/",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def dial(*_arguments: object, **_options: object) -> object:
        pytest.fail("a connection was dialled")

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", dial)
    monkeypatch.setattr(guard, "resolve", lambda host, port: ["127.0.0.1"])
    with stamina.set_testing(True, attempts=2):
        yield


@pytest.mark.parametrize("url", REFUSED)
def test_what_is_not_on_the_public_internet_is_refused(url: str) -> None:
    with pytest.raises(guard.Refused) as refused, guard.visit(url):
        pass
    assert refused.value.reason.endswith(".")


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

"""A visit that brought nothing, and why, in a sentence for an editor."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx2
from django.utils import timezone

from newsroom.ingest.decoding import TooLarge, Undecodable
from newsroom.ingest.hosts import NotNow
from newsroom.outbox import guard

_SENTENCES = {
    304: "The site says that nothing has changed, though we asked for everything (304).",
    401: "The address asks for a login (401).",
    402: "The address asks for payment (402).",
    403: "The site refuses us (403).",
    404: "There is nothing at this address (404).",
    410: "The site says that this address is gone for good (410).",
    429: "The site says that we ask too often (429).",
    451: "The site withholds this for legal reasons (451).",
    503: "The site is not available at the moment (503).",
}

_GUARDED = (202, 401, 403, 405, 429, 503)
_GUARDS = (
    ("cf-mitigated", "challenge"),
    ("x-datadome", "protected"),
    ("x-datadome-response", "403"),
    ("x-amzn-waf-action", "c"),  # challenge or captcha
    ("x-vercel-mitigated", "challenge"),
    ("server", "ddos-guard"),
)
"""How guards before a site name themselves when they ask whether a visitor is a person: header and sign."""


class FetchError(Exception):
    """A visit that brought nothing. `sentence` is for an editor; `retry_after` is in seconds, as the site asked.

    `refused`: we may not go there. `busy`: we did not go there now, for the host asked us to wait (`status` says with
    what) or others of ours are before us (no `status`); nothing is wrong with the address.
    """

    def __init__(
        self,
        url: str,
        sentence: str,
        status: int | None = None,
        retry_after: int | None = None,
        *,
        refused: bool = False,
        busy: bool = False,
    ) -> None:
        super().__init__(sentence)
        self.url = url
        self.sentence = sentence
        self.status = status
        self.retry_after = retry_after
        self.refused = refused
        self.busy = busy


def said(status: int, headers: Mapping[str, str] | None = None) -> str:
    """What an answer of this status says; by its headers, a guard before the site is told from the site itself."""
    if status in _GUARDED and any(sign in (headers or {}).get(name, "").lower() for name, sign in _GUARDS):
        return f"The site answered with a check for robots ({status})."
    if status >= 500:
        return _SENTENCES.get(status, f"The site has a fault of its own ({status}).")
    return _SENTENCES.get(status, f"The site answered {status}.")


@contextmanager
def in_sentences(url: str) -> Iterator[None]:
    """Every failure on the way, turned into a sentence."""
    try:
        yield
    except guard.Refused as error:
        raise FetchError(url, f"We do not visit this address: {error.reason}", refused=True) from error
    except NotNow as wait:
        raise _busy(url, wait) from wait
    except guard.TooManyRedirects as error:
        raise FetchError(url, str(error)) from error
    except TooLarge as error:
        raise FetchError(url, f"The answer is larger than {error.limit // 1024} KiB; it was not read.") from error
    except Undecodable as error:
        raise FetchError(url, f"The answer is compressed in a way we cannot read ({error}).") from error
    except httpx2.TimeoutException as error:
        raise FetchError(url, f"{host_of(url)} did not answer in time.") from error
    except httpx2.ConnectError as error:
        raise FetchError(url, _connection_sentence(url, str(error))) from error
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError) as error:
        raise FetchError(url, f"The conversation with {host_of(url)} broke off ({type(error).__name__}).") from error


def _busy(url: str, wait: NotNow) -> FetchError:
    moment = f"{timezone.localtime(wait.until):%H:%M}"
    if wait.until.date() != timezone.now().date():
        moment = f"{moment} on {timezone.localtime(wait.until):%d %B}"
    sentence = f"{wait.host} asked us to wait until {moment}."
    if wait.status is None:
        sentence = f"Others of our visitors are at {wait.host}; our turn comes at {moment}."
    return FetchError(url, sentence, status=wait.status, retry_after=wait.seconds, busy=True)


def _connection_sentence(url: str, detail: str) -> str:
    if "could not be resolved" in detail:
        return f"There is no host named {host_of(url)}; is the address spelt right?"
    if "CERTIFICATE" in detail.upper() or "certificate" in detail:
        return f"The certificate of {host_of(url)} is not valid, so the connection is not safe."
    return f"No connection to {host_of(url)} could be made."


def host_of(url: str) -> str:
    """The host of `url`, for a sentence."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower() or "the site"
    except ValueError:
        return "the site"

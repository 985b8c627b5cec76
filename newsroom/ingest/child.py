"""The process in which hostile bytes are read: feeds, pages, stories. Started by `keeper`; knows no Django, no network.

It does one errand after another within a limited amount of memory, and ends when whoever started it is gone. It may be
killed at any moment, for it holds nothing that would be missed.
"""

import os
import pickle
import resource
import signal
import traceback
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from articles.markup import BYTES
from newsroom.ingest.entry import Entry, Extraction, ParsedFeed
from newsroom.ingest.errands import (
    HEAD,
    LONGEST,
    Answer,
    Errand,
    FindFeeds,
    Learn,
    ReadFeed,
    ReadPage,
    ReadStory,
    Value,
    framed,
)
from newsroom.ingest.extract import extract
from newsroom.ingest.links import discover
from newsroom.ingest.parse import HTML_BYTES, parse
from newsroom.ingest.prepare import Vocabulary, prepare
from newsroom.ingest.reading import NO_PAGE, Reading

MEMORY = 1024 * 1024 * 1024
"""So many bytes may it come to use beyond those that it starts with."""
BODY = 1024 * 1024
"""So many characters of clean markup may a story have, or all that follows would take long too; no story is so long."""
ALARM = 12
"""Seconds after which an errand ends the process, should nobody be left to end it."""


def main() -> None:
    """Say that we are there, then do errands until the other side is gone."""
    _limit()
    vocabulary: Vocabulary = {}
    with open(0, "rb", closefd=False) as errands, open(0, "wb", closefd=False) as answers, suppress(BrokenPipeError):
        _say(answers, Answer(memory=_memory()))
        while (errand := _next(errands)) is not None:
            if isinstance(errand, Learn):
                vocabulary = errand.words
                continue
            signal.setitimer(signal.ITIMER_REAL, ALARM)
            _say(answers, answer(errand, vocabulary))
            signal.setitimer(signal.ITIMER_REAL, 0)


class TooLong(Exception):
    """A story has more text than a story can have."""


def answer(errand: Errand, vocabulary: Vocabulary) -> Answer:
    """What comes of an errand; a fault is an answer too."""
    try:
        return Answer(done(errand, vocabulary), memory=_memory())
    except (MemoryError, TooLong) as error:
        return Answer(fault=type(error).__name__, memory=_memory())
    except Exception as error:
        # Whatever hostile bytes bring about, whoever asked decides what follows from it.
        fault = f"{type(error).__name__}: {str(error)[:200]}"
        return Answer(fault=fault, trace=traceback.format_exc(limit=-8)[-4000:], memory=_memory())


def done(errand: Errand, vocabulary: Vocabulary) -> Value | None:
    """Do one errand."""
    match errand:
        case ReadFeed(body, headers, url):
            return _within_limits(parse(body, headers, url))
        case FindFeeds(body, url):
            return discover(body[:HTML_BYTES].decode("utf-8", "replace"), url)
        case ReadPage():
            return _page(errand)
        case ReadStory():
            return _story(errand, vocabulary)
        case _:
            return None


def _page(errand: ReadPage) -> Extraction:
    return extract(errand.body, errand.url, errand.charset, take=errand.take, drop=errand.drop)


def _story(errand: ReadStory, vocabulary: Vocabulary) -> Reading:
    """Read a story. What whoever asked has anyway, the entry and the page's bytes, does not travel back."""
    reading = prepare(
        errand.entry,
        errand.page if errand.page != NO_PAGE else NO_PAGE,  # it is told by what it is, which is lost on the way
        _page(errand.unread) if errand.unread else errand.extraction,
        errand.outlet,
        vocabulary=vocabulary,
        own_hosts=errand.own_hosts,
        now=errand.now,
        mends=errand.mends,
    )
    if len(reading.prepared.body_html) > BODY:
        raise TooLong
    return replace(reading, entry=Entry(), page=NO_PAGE, prepared=replace(reading.prepared, entry=Entry()))


def _within_limits(parsed: ParsedFeed) -> ParsedFeed:
    """With no story whose own text is larger than a page may be."""
    long = sum(len(entry.content_html) > BYTES or len(entry.summary_html) > BYTES for entry in parsed.entries)
    if not long:
        return parsed
    texts = "One story's text is" if long == 1 else f"The texts of {long} stories are"
    sentence = f"{texts} longer than {BYTES // 1024} KiB, and cut there."
    said = " ".join(filter(None, [parsed.problem, sentence]))
    return replace(parsed, entries=tuple(_cut(entry) for entry in parsed.entries), problem=said)


def _cut(entry: Entry) -> Entry:
    return replace(entry, content_html=entry.content_html[:BYTES], summary_html=entry.summary_html[:BYTES])


def _next(errands: BinaryIO) -> Errand | None:
    """The next errand, None when nobody is there to send one."""
    head = errands.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    size = HEAD.unpack(head)[0]
    body = errands.read(size)
    # It comes from the process that started us, over a socket that no one else holds.
    errand: Errand | None = pickle.loads(body) if len(body) == size else None  # noqa: S301
    return errand


def _say(answers: BinaryIO, said: Answer) -> None:
    frame = framed(said)
    if len(frame) > LONGEST:
        frame = framed(Answer(fault="MemoryError", memory=said.memory))
    answers.write(frame)
    answers.flush()


def _limit() -> None:
    """Bound our memory where the system can, leave no core behind, and keep what libraries print out of the way."""
    with suppress(OSError, ValueError):
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)


def _memory() -> int:
    """The most memory that we ever held, in KiB.

    In ru_maxrss Linux counts what the process that started us held, too (getrusage, at exec): VmHWM is ours alone.
    """
    with suppress(OSError, StopIteration, ValueError):
        status = Path("/proc/self/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 1024 if os.uname().sysname == "Darwin" else most  # macOS counts in bytes


if __name__ == "__main__":
    main()

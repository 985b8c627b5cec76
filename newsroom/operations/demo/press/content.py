"""What the fictional press consists of: outlets, stories, authors, tags, read from the files beside this module.

It knows nothing of HTML, feeds or HTTP, and must stay free of Django and of the rest of the newsroom.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any, Literal

HERE = Path(__file__).resolve().parent
AGE = re.compile(r"^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?$")
SUMMARY_CHARACTERS = 260

Rights = Literal["licensed", "excerpt", "link_only"]
FeedKind = Literal["rss", "atom", "json"]
FeedText = Literal["full", "lead", "summary"]
Layout = Literal["column", "grid", "plain"]
Form = Literal["sound", "raw"]


class PressError(ValueError):
    """A file of the press does not say what it has to say; the message names the file."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """One fictional outlet and the habits of its web site.

    `country` is an ISO 3166-1 alpha-2 code in capitals, `utc_offset` is minutes east of Greenwich,
    `feed_text` says how much of a story the feed carries.
    """

    slug: str
    name: str
    host: str
    tagline: str
    medium: str
    owner: str
    paywall: str
    country: str
    language: str
    rights: Rights
    feed_kind: FeedKind
    feed_url: str
    feed_text: FeedText
    home_page: str
    contact: str
    story_path: str
    link_suffix: str
    utc_offset: int
    layout: Layout
    colour: str
    sections: tuple[str, ...]

    @property
    def zone(self) -> timezone:
        """The outlet's fixed offset from UTC."""
        return timezone(timedelta(minutes=self.utc_offset))


@dataclass(frozen=True, slots=True)
class Story:
    """One story as its outlet published it, `age` before the moment from which the press is dated.

    `body` is light markup (see `markup`); with form "raw" it is shown as it stands, faults and all.
    `traits` names what makes a story special: aggregator-faults, cut-off, markdown-table, explainer,
    very-short, reprint, rewritten, hype, arabic, hindi, chinese. Stories with the same `coverage` report one event.
    """

    outlet: Outlet
    slug: str
    title: str
    summary: str
    standfirst: str
    byline: str
    age: timedelta
    countries: tuple[str, ...]
    tags: tuple[str, ...]
    scene: str
    caption: str
    body: str
    language: str = "en"
    form: Form = "sound"
    coverage: str = ""
    reprint_of: str = ""
    traits: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Outlet and slug, unique in the press; `reprint_of` names such a key."""
        return f"{self.outlet.slug}/{self.slug}"

    @property
    def url(self) -> str:
        """The canonical address."""
        return f"https://{self.outlet.host}{self.outlet.story_path.format(slug=self.slug)}"

    @property
    def feed_link(self) -> str:
        """The address as the outlet's feed gives it, which may carry tracking parameters."""
        return self.url + self.outlet.link_suffix

    @property
    def picture_url(self) -> str:
        """The address of the story's picture, on the outlet's own host."""
        return f"https://{self.outlet.host}/media/{self.slug}.jpg"

    @property
    def picture_name(self) -> str:
        """What the picture is drawn from: a reprint shows the picture of its original."""
        return (self.reprint_of or self.key).split("/")[1]

    @property
    def credit(self) -> str:
        """The line that goes with the picture."""
        return f"Photo: {self.outlet.name}"

    def published(self, now: datetime) -> datetime:
        """When the story appeared, to the minute, in the outlet's own zone. `now` must be aware."""
        moment = (now - self.age).astimezone(self.outlet.zone)
        return moment.replace(second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class Author:
    """A byline of our own newsroom. `role` is a desk role, "" where there is no staff account."""

    slug: str
    name: str
    title: str
    role: str
    bio: str
    automated: bool
    languages: tuple[str, ...]
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of the vocabulary, with the other words that outlets use for it."""

    name: str
    synonyms: tuple[str, ...]


@cache
def outlets() -> tuple[Outlet, ...]:
    """The six outlets, in the order of the file."""
    return tuple(_outlet(row) for row in _toml("outlets.toml")["outlet"])


@cache
def stories() -> tuple[Story, ...]:
    """All stories of all outlets, newest first."""
    found = [
        _story(outlet, path) for outlet in outlets() for path in sorted((HERE / "stories" / outlet.slug).glob("*.md"))
    ]
    return tuple(sorted(found, key=lambda story: (story.age, story.key)))


@cache
def authors() -> tuple[Author, ...]:
    """The five authors of the demo newsroom, one of them an automated desk."""
    return tuple(
        Author(**{name: _frozen(value) for name, value in row.items()}) for row in _toml("authors.toml")["author"]
    )


@cache
def tags() -> tuple[Tag, ...]:
    """The vocabulary of tags with their synonyms, and what has gathered beside it."""
    read = _toml("tags.toml")
    vocabulary: dict[str, list[str]] = read["tags"] | read["untidy"]
    return tuple(Tag(name, tuple(synonyms)) for name, synonyms in vocabulary.items())


def age(text: str) -> timedelta:
    """Read an age such as "1d6h" or "40m"; raises PressError on anything else."""
    match = AGE.match(text)
    if not text or match is None:
        raise PressError(f"{text!r} is no age; write it like 3d4h20m")
    days, hours, minutes = (int(part or 0) for part in match.groups())
    return timedelta(days=days, hours=hours, minutes=minutes)


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _outlet(row: dict[str, Any]) -> Outlet:
    home = f"https://{row['host']}/"
    hours, minutes = row["utc_offset"].split(":")
    return Outlet(
        **{
            name: _frozen(value)
            for name, value in row.items()
            if name not in {"feed_path", "utc_offset", "link_suffix"}
        },
        feed_url=home + row["feed_path"].lstrip("/"),
        home_page=home,
        contact=f"editor@{row['host']}",
        link_suffix=row.get("link_suffix", ""),
        utc_offset=int(hours) * 60 + int(minutes),
    )


def _story(outlet: Outlet, path: Path) -> Story:
    text = path.read_text(encoding="utf-8")
    if not text.startswith("+++\n") or text.count("\n+++\n") != 1:
        raise PressError(f"{path.name} has no front matter between two lines of +++")
    front, body = text.removeprefix("+++\n").split("\n+++\n")
    row = {name: _frozen(value) for name, value in tomllib.loads(front).items()}
    body = body.strip()
    standfirst = row.pop("summary", "")
    return Story(
        outlet=outlet,
        slug=path.stem,
        byline=row.pop("by"),
        age=age(row.pop("age")),
        summary=standfirst or _first_words(body),
        standfirst=standfirst,
        body=body,
        **row,
    )


def _first_words(body: str) -> str:
    """The first real paragraph, cut at a word where it is long."""
    first = next(part for part in body.split("\n\n") if len(part) > 60 or part == body)
    if len(first) <= SUMMARY_CHARACTERS:
        return first
    cut = first[:SUMMARY_CHARACTERS]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:") + "…"

"""Tag hygiene: what the rules remark on the site's vocabulary, what was left alone, how a remark is remedied."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from django.conf import settings
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from articles.models import Article, Country, Source, Tag, Tagging
from articles.refusals import Unfit
from articles.tag_remarks import Around, Remark, TagFacts, remarks
from newsroom.desk import vocabulary
from newsroom.desk.models import LeftTags, TagMerge
from newsroom.desk.vocabulary.rights import must_lead
from newsroom.ingest import gazetteer

NEWEST = 2_000
KEPT_FOR = 600
IDLE = frozenset({"unused", "single"})


@dataclass(frozen=True)
class Remedy:
    """What is done about a remark: `keep` is the tag that stays in a merge, `name` the better name."""

    remark: Remark
    keep: int = 0
    name: str = ""


def look() -> list[Remark]:
    """All remarks on the vocabulary as it is now. Seven queries, whatever its size."""
    left = [(row.code, frozenset(row.tags)) for row in LeftTags.objects.only("code", "tags")]
    return remarks(_facts(), _around(), left)


def known() -> list[Remark]:
    """The remarks as they were within the last ten minutes, or now where tags have come, gone or been settled since."""
    key = f"tag-remarks:{_state()}"
    found: list[Remark] | None = cache.get(key)
    if found is None:
        found = look()
        cache.set(key, found, KEPT_FOR)
    return found


def number() -> int:
    """How many remarks ask for a decision; tags that are merely little used ask for none."""
    return sum(remark.code not in IDLE for remark in known())


def remedy(asked: Remedy, *, by: User) -> int:
    """Carry one remedy out by the verb of the vocabulary that it needs; the number of stories that it touched."""
    must_lead(by)
    remark = asked.remark
    tags = {tag.pk: tag for tag in Tag.objects.filter(pk__in=remark.tags)}
    if tags.keys() != set(remark.tags):
        raise Unfit(_("One of these tags is gone; somebody was first. Look at the list again."))
    first = tags[remark.tags[0]]
    match remark.code:
        case "twins":
            return vocabulary.merge_tags(list(tags.values()), tags.get(asked.keep, first), by=by)
        case "case":
            return vocabulary.rename(first, name=asked.name or remark.value, by=by).stories
        case _:
            return vocabulary.retire(first, by=by, to=place_of(remark)).stories


def place_of(remark: Remark) -> Country | Source | None:
    """Where the address of a retired tag leads: to the section or the outlet, where the site has it."""
    if remark.code == "country":
        return Country.objects.filter(iso2=remark.value).first()
    if remark.code == "outlet":
        return Source.objects.filter(name=remark.value).first()
    return None


def leave(remark: Remark, *, by: User) -> LeftTags:
    """Leave the tags of a remark as they are; it does not come back until somebody asks for it."""
    must_lead(by)
    names = dict(Tag.objects.filter(pk__in=remark.tags).values_list("pk", "name"))
    shown = ", ".join(names[number] for number in remark.tags if number in names)
    return LeftTags.objects.create(code=remark.code, tags=sorted(remark.tags), names=shown[:500], by=by)


def look_again_at(left: LeftTags, *, by: User) -> None:
    """Let a remark that was left alone come back."""
    must_lead(by)
    with transaction.atomic():
        left.delete()


def by_tag(found: Iterable[Remark]) -> dict[int, list[str]]:
    """The codes of the remarks on each tag."""
    codes: dict[int, list[str]] = {}
    for remark in found:
        for tag in remark.tags:
            codes.setdefault(tag, []).append(remark.code)
    return codes


def _facts() -> list[TagFacts]:
    rows = Tag.objects.order_by().values_list("pk", "name", "synonyms").annotate(stories=Count("taggings"))
    return [
        TagFacts(pk, name, tuple(filter(None, map(str.strip, synonyms.splitlines()))), stories)
        for pk, name, synonyms, stories in rows
    ]


def _around() -> Around:
    together, met = _met(Tagging.objects.filter(content_object__in=_newest()).values_list("content_object", "tag"))
    return Around(_countries(), _outlets(), site_names(), together, met)


def _newest() -> list[int]:
    """The newest stories, by which is judged whether two tags always stand together."""
    return list(Article.objects.order_by("-pk").values_list("pk", flat=True)[:NEWEST])


def _met(ties: Iterable[tuple[int, int]]) -> tuple[Mapping[tuple[int, int], int], Mapping[int, int]]:
    """How many stories two tags share, and how many each has."""
    of_story: dict[int, list[int]] = {}
    for story, tag in ties:
        of_story.setdefault(story, []).append(tag)
    pairs = Counter(pair for tags in of_story.values() for pair in combinations(sorted(tags), 2))
    return pairs, Counter(tag for tags in of_story.values() for tag in tags)


def _countries() -> dict[str, str]:
    """Every name and people of a section → its ISO code. Cities are topics, and what two countries share is neither."""
    sections = list(Country.objects.values_list("iso2", "name", "native_name"))
    codes = {iso2 for iso2, _name, _native in sections}
    told = {senses[0].word: senses[0] for senses in gazetteer.SENSES.values() if len(senses) == 1}
    kin = {word: sense.code for word, sense in told.items() if sense.kind in ("name", "folk") and sense.code in codes}
    own = {name: iso2 for iso2, *names in sections for name in names if name}
    return kin | own


def _outlets() -> dict[str, str]:
    """The name and the host of every outlet → its name."""
    outlets = list(Source.objects.values_list("name", "host"))
    return {host.removeprefix("www."): name for name, host in outlets if host} | {name: name for name, _host in outlets}


def site_names() -> set[str]:
    """What our own site is called."""
    host = settings.SITE_URL.split("//", 1)[-1].split("/")[0].split(":")[0]
    return {settings.SITE_NAME, host, host.removeprefix("www.").split(".")[0]}


def _state() -> str:
    """What changes when tags come, go, are renamed or left alone: two numbers of each."""
    tags = Tag.objects.aggregate(n=Count("pk"), last=Max("pk"))
    done = TagMerge.objects.aggregate(n=Count("pk"), last=Count("pk", filter=Q(undone_at__isnull=False)))
    left = LeftTags.objects.aggregate(n=Count("pk"), last=Max("pk"))
    return "-".join(str(value) for found in (tags, done, left) for value in found.values())

"""The only writer of an article's text and labels: create, revise, correct. Each leaves history and a new edition."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import body_pictures, edition, gate, history, lifecycle, prints
from articles.accounts import is_system
from articles.models import Article, Byline, Change, Correction, Coverage, Fingerprint, OldAddress, Tagging
from articles.readiness import Finding, blocks
from articles.refusals import GateClosed, NotPermitted, SomeoneWasFirst, Unfit
from articles.sanitize import BODY_BYTES, clean, plain_text
from articles.slugs import unique_slug
from articles.status import ASIDE, GATED, Status

FIELDS = frozenset(
    [
        "kind",
        "made_by",
        "headline",
        "slug",
        "standfirst",
        "body",
        "language",
        "source",
        "source_url",
        "source_headline",
        "source_language",
        "source_author",
        "source_published_at",
        "source_words",
        "country",
        "coverage",
        "picture",
        "priority",
        "assigned_to",
        "due_at",
        "pinned_until",
        "embargo_until",
        "expires_at",
        "remarks",
        "mends",
    ]
)
# What readers would call an update; a new label or grouping is none.
TEXT = frozenset({"headline", "standfirst", "body", "picture"})
LISTS = frozenset({"authors", "tags", "also_about"})
# The words of the source, of which a print is kept and no word (see `prints`).
SOURCE_TEXT = "source_text"


def create(
    *,
    by: User,
    status: Status = Status.IN_REVIEW,
    fingerprints: Iterable[Fingerprint] = (),
    reason: str = "",
    **values: Any,
) -> Article:
    """A new article with its labels, its keys and its findings.

    `values` are the names in FIELDS and LISTS, and SOURCE_TEXT. Raises Unfit for any other name, NotPermitted for a pin
    by one who may not publish; IntegrityError when another article already holds one of the guid or address keys.
    """
    _must_know(values)
    lists = {name: values.pop(name) for name in LISTS & values.keys()}
    article = Article(**_tidy(values))
    article.slug = _free_slug(values.get("slug") or article.headline, None)
    lifecycle.change_dates(article, dict.fromkeys(values), by=by)
    with transaction.atomic():
        lifecycle.enter(article, status, by=by, reason=reason)
        for fingerprint in fingerprints:
            fingerprint.article = article
        Fingerprint.objects.bulk_create(list(fingerprints))
        _set_lists(article, lists)
        body_pictures.record(article, fresh=True)
        if values.get(SOURCE_TEXT):
            prints.keep(article, values[SOURCE_TEXT], fresh=True)
        look_again(article)
    return article


def revise(
    article: Article,
    *,
    by: User,
    changes: Mapping[str, Any],
    reason: str = "",
    version: int | None = None,
    overruled: bool = False,
) -> Change:
    """Change an article's text or labels, or nothing at all.

    `version` is the one that the person saw; where the article has moved on since, SomeoneWasFirst is raised. While it
    is scheduled or published the gate must stay open (GateClosed), and readers see the change in a new edition.
    """
    _must_know(changes)
    if not lifecycle.may(by, "articles.change_article", article):
        raise NotPermitted(article, "articles.change_article")
    if "remarks" in changes and not is_system(by):
        raise Unfit(_("A remark of ingest is lifted by a takedown officer, not edited away."))
    return write(article, by=by, changes=changes, reason=reason, version=version, overruled=overruled)


def write(
    article: Article, *, by: User, changes: Mapping[str, Any], reason: str, version: int | None, overruled: bool
) -> Change:
    """Apply changes under a lock, with history and edition; whoever calls this has asked whether the person may."""
    with transaction.atomic():
        locked = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
        if locked.status in ASIDE:
            raise Unfit(_("“%(article)s” is %(state)s; it cannot be edited.") % _names(locked))
        if version is not None and locked.version != version:
            raise SomeoneWasFirst(article, locked.status)
        before = {name: getattr(locked, name) for name in FIELDS & changes.keys()}
        values = _take_on(locked, changes)
        dates = lifecycle.change_dates(locked, before, by=by)
        if locked.status in GATED:
            _must_stay_open(locked, overruled=overruled or locked.overruled)
        Article.objects.filter(pk=locked.pk).update(**values | {"version": F("version") + 1})
        lists = _change_lists(locked, {name: changes[name] for name in LISTS & changes.keys()})
        if "body" in values:
            body_pictures.record(locked)
        if changes.get(SOURCE_TEXT):
            prints.keep(locked, changes[SOURCE_TEXT])
        look_again(locked)
        history.remember(locked, by=by, reason=reason)
        if locked.is_public:
            lifecycle.mirror(locked)
            edition.bump()
        article.refresh_from_db()
        was = {"headline": str(before.get("headline", ""))} | dates
        details: dict[str, Any] = {"fields": sorted(changes), "before": was}
        details |= {"lists": lists, "version": locked.version} if lists else {}
        state = locked.status
        return history.log(locked, "revise", by=by, old=state, new=state, reason=reason, details=details)


def correct(article: Article, *, by: User, note: str, changes: Mapping[str, Any] | None = None) -> Correction:
    """Put right a published article, with a note that readers see. Raises Unfit without a note or off the site."""
    note = note.strip()
    if not note:
        raise Unfit(_("Say in one sentence what was wrong; readers will see it."))
    if not article.is_public:
        raise Unfit(_("“%(article)s” is %(state)s; only what is published is corrected in public.") % _names(article))
    if not lifecycle.may(by, "articles.correct_article", article):
        raise NotPermitted(article, "articles.correct_article")
    with transaction.atomic():
        if changes:
            revise(article, by=by, changes=changes, reason=note)
        correction = Correction.objects.create(article=article, note=note, at=timezone.now(), by=by)
        history.log(article, "correct", by=by, old=article.status, new=article.status, reason=note)
        edition.bump()
    return correction


def lift_remark(article: Article, code: str, *, by: User, reason: str) -> Change:
    """Lift a remark that ingest left, such as a near match to something withdrawn; a takedown officer's right."""
    if not lifecycle.may(by, "articles.restore_article", article):
        raise NotPermitted(article, "articles.restore_article")
    kept = [remark for remark in article.remarks if remark.get("code") != code]
    return write(article, by=by, changes={"remarks": kept}, reason=reason, version=None, overruled=False)


def remark(article: Article, finding: Finding) -> None:
    """Leave a remark of the machine, in place of an earlier one with its code.

    Readers see nothing of it and no editor's open form is outdated by it, so neither edition nor version changes.
    """
    _remark(article, finding.code, finding.as_dict())


def unremark(article: Article, code: str) -> None:
    """Take back a remark of the machine that was dealt with. What only an officer lifts goes by `lift_remark`."""
    _remark(article, code)


def _remark(article: Article, code: str, *said: dict[str, str]) -> None:
    """Put what is said in the place of the remarks with this code."""
    with transaction.atomic():
        locked = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
        kept = [remark for remark in locked.remarks if remark.get("code") != code]
        locked.remarks = [*kept, *said]
        Article.objects.filter(pk=article.pk).update(remarks=locked.remarks)
        look_again(locked)
    article.remarks, article.findings = locked.remarks, locked.findings


def regroup(keys: Iterable[int], coverage: Coverage | None) -> frozenset[int]:
    """Let the machine put incoming stories into a coverage, or out of one; the keys of those that it moved.

    Readers see nothing of it, and no open form is outdated by it. What a person holds just now is left to them.
    """
    with transaction.atomic():
        free = Article.objects.select_for_update(of=("self",), skip_locked=True).order_by("pk")
        moved = list(free.filter(pk__in=list(keys), status=Status.INCOMING).values_list("pk", flat=True))
        Article.objects.filter(pk__in=moved).update(coverage=coverage)
    return frozenset(moved)


def look_again(article: Article) -> None:
    """Store what the gate says of an article now."""
    findings = [finding.as_dict() for finding in gate.look(article)]
    Article.objects.filter(pk=article.pk).update(findings=findings)
    article.findings = findings


def _must_know(values: Mapping[str, Any]) -> None:
    unknown = sorted(values.keys() - FIELDS - LISTS - {SOURCE_TEXT})
    if unknown:
        raise Unfit(_("These cannot be edited: %(names)s.") % {"names": ", ".join(unknown)})


def _tidy(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as they may be stored: the body sanitised last, headlines on one line."""
    tidy = {name: value for name, value in values.items() if name in FIELDS and name != "slug"}
    if "body" in tidy:
        tidy["body"] = clean(tidy["body"] or "", limit=BODY_BYTES)
        tidy["body_text"] = plain_text(tidy["body"])
    for name in ("headline", "standfirst", "source_headline"):
        if name in tidy:
            tidy[name] = " ".join((tidy[name] or "").split())
    if "headline" in tidy:
        tidy["headline"] = tidy["headline"][:300]
    return tidy


def _take_on(article: Article, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Take the changes on in memory, for the gate to look at; the values to store."""
    values = _tidy(changes)
    slug = changes.get("slug") or (values.get("headline") if not article.published_at else "")
    if slug:
        values |= _new_slug(article, str(slug))
    if TEXT & values.keys():
        values["edited_at"] = timezone.now()
    for name, value in values.items():
        setattr(article, name, value)
    article.version += 1
    return values


def _new_slug(article: Article, wanted: str) -> dict[str, str]:
    """A new slug; the old one leads to it if readers may know it."""
    slug = _free_slug(wanted, article.pk)
    if slug == article.slug:
        return {}
    if article.published_at:
        OldAddress.objects.filter(slug=slug).delete()
        OldAddress.objects.get_or_create(slug=article.slug, defaults={"article": article})
    return {"slug": slug}


def _free_slug(text: str, own: int | None) -> str:
    def taken(slug: str) -> bool:
        others = Article.objects.exclude(pk=own) if own else Article.objects.all()
        return others.filter(slug=slug).exists() or OldAddress.objects.filter(slug=slug).exclude(article=own).exists()

    return unique_slug(text, taken)


def _change_lists(article: Article, lists: Mapping[str, Any]) -> dict[str, list[list[int]]]:
    """Set lists of a story that has some; for the log, the keys before and after of what changed."""
    old = history.lists_of(article, lists)
    _set_lists(article, lists)
    new = history.lists_of(article, lists)
    return {name: [old[name], new[name]] for name in sorted(old) if old[name] != new[name]}


def _set_lists(article: Article, lists: Mapping[str, Any]) -> None:
    """Authors in their order, tags, and the other countries."""
    shown_at = article.published_at if article.is_public else None
    if "authors" in lists:
        Byline.objects.filter(article=article).delete()
        Byline.objects.bulk_create(
            Byline(article=article, author=author, place=place, shown_at=shown_at)
            for place, author in enumerate(dict.fromkeys(lists["authors"]))
        )
    if "tags" in lists:
        wanted = set(lists["tags"])
        Tagging.objects.filter(content_object=article).exclude(tag__in=wanted).delete()
        Tagging.objects.bulk_create(
            (Tagging(content_object=article, tag=tag, shown_at=shown_at) for tag in wanted), ignore_conflicts=True
        )
    if "also_about" in lists:
        article.also_about.set(lists["also_about"])


def _must_stay_open(article: Article, *, overruled: bool) -> None:
    closed = blocks(gate.look(article), overruled=overruled)
    if closed:
        raise GateClosed(article, closed)


def _names(article: Article) -> dict[str, str]:
    return {"article": str(article), "state": str(Status(article.status).label)}

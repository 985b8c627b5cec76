"""One verdict, one transaction: what came in is looked at again under lock, decided upon, and written.

Never touches the network. Two workers who bring the same story meet at the lock or at a unique key, and one of them
finds it there.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from articles import bars, editing, prints
from articles.accounts import system_account
from articles.models import Article, Bar, Change, Fingerprint, Picture, Source
from articles.models.bar import KeyKind
from articles.readiness import RECOMMENDED, Finding
from articles.status import Status
from newsroom.ingest import drafts, duplicates, fingerprint, known, notices, selectors, suggestions
from newsroom.ingest.decide import decide, is_recognised
from newsroom.ingest.models import Capture, Feed, Recipe
from newsroom.ingest.reading import Outlet, Reading
from newsroom.ingest.verdict import Arriving, Known, Verdict

TRIES = 3
UNMENDED = frozenset({"mends", "headline", "source_headline", "body", "kind"})
CLOSED = (Status.REJECTED, Status.WITHHELD, Status.WITHDRAWN)


def settle(reading: Reading, source: Source, feed: Feed | None = None, picture: Picture | None = None) -> Verdict:
    """Decide upon a story and write the verdict, or write nothing at all.

    Where another worker was first with one of the unique keys, the story is looked at again and is then seen. Raises
    IntegrityError when that was not the cause.
    """
    arriving = arrival(reading, source)
    for attempt in range(TRIES):
        try:
            with transaction.atomic():
                return _settle_once(reading, arriving, source, feed, picture)
        except IntegrityError:
            if attempt == TRIES - 1:
                raise
    raise AssertionError("The last attempt raises its own error.")


def arrival(reading: Reading, source: Source) -> Arriving:
    """A reading as `decide` looks at it."""
    prints = reading.prepared.fingerprints
    return Arriving(
        source=source.pk,
        source_name=source.name,
        opted_out=source.opted_out,
        guid_key=prints.guid_key,
        address_keys=prints.address_keys,
        text_key=prints.text_key,
        words_key=reading.words_key,
        author_key=fingerprint.text_key(reading.author),
        outlet_key=fingerprint.text_key(source.name),
        signature=prints.signature,
        headline=reading.headline_as_given,
        figures=fingerprint.figures(reading.prepared.body_text),
        words=reading.words,
        poor=bool(reading.page_problem),
    )


def would_come_in(reading: Reading, source: Source) -> bool:
    """Whether a story would come in as things stand: worth fetching its picture for. `settle` has the last word."""
    arriving = arrival(reading, source)
    return decide(_known(arriving), arriving).comes_in


def outlet(source: Source, feed: Feed | None) -> Outlet:
    """A source as the pure steps see it."""
    default, recipe = feed.country if feed else None, _recipe(source)
    return Outlet(
        pk=source.pk,
        name=source.name,
        language=source.language,
        country=source.country.iso2 if source.country else "",
        default_country=default.iso2 if default else "",
        home_page=source.home_page,
        opted_out=source.opted_out,
        take=selectors.lines(recipe.take) if recipe else (),
        drop=selectors.lines(recipe.drop) if recipe else (),
    )


def _recipe(source: Source) -> Recipe | None:
    """Where the text stands on the pages of a source, if an editor has said so."""
    recipe: Recipe | None = getattr(source, "recipe", None)
    return recipe if recipe and recipe.active else None


def count_hits(bar_ids: Iterable[int]) -> None:
    """Count on each bar that it has kept something out; what a takedown's proof is made of."""
    wanted = sorted(set(bar_ids))
    if wanted:
        Bar.objects.filter(pk__in=wanted).update(hits=F("hits") + 1)


def note_seen(reading: Reading, source: Source, feed: Feed | None, verdict: Verdict) -> None:
    """Remember that this entry, exactly so, has been dealt with, so that the next poll need not read it again.

    An entry that came before under its id or address keeps its row; the same story by another way gets one of its own.
    """
    if verdict.article is None or not Article.objects.filter(pk=verdict.article).exists():
        return
    seen = drafts.sighting(reading, source, feed, verdict)
    same = Q(guid=seen.guid) & ~Q(guid="") | Q(url=seen.url) & ~Q(url="")
    rows = Capture.objects.filter(same, article=verdict.article, source=source, feed=feed, erased_at=None)
    newest = rows.order_by("-version", "-id").values_list("pk", flat=True).first()
    if newest:
        Capture.objects.filter(pk=newest).update(entry_hash=reading.entry_hash)
    else:
        seen.article_id = verdict.article
        seen.save(force_insert=True)


def keep_out(reading: Reading, source: Source, feed: Feed | None, rule: str) -> Verdict:
    """Write down that a rule of the feed drops an entry, so that the next poll need not look at it again."""
    verdict = Verdict("refused", f"The rule “{rule}” drops it.")
    drafts.dropped(reading, source, feed, verdict).save(force_insert=True)
    return verdict


def _settle_once(
    reading: Reading, arriving: Arriving, source: Source, feed: Feed | None, picture: Picture | None
) -> Verdict:
    bars.lock(known.locks(arriving))
    held = _known(arriving)
    verdict = decide(held, arriving)
    if verdict.comes_in:
        taken = _take_in(reading, arriving, source, feed, verdict, picture)
        _let_be_found(taken, arriving, held)
        return taken
    if verdict.kind == "changed":
        _follow_change(reading, arriving, source, feed, verdict)
    elif verdict.kind == "seen":
        _learn(arriving, verdict)
        note_seen(reading, source, feed, verdict)
    elif verdict.kind == "barred":
        _strengthen(arriving, verdict)
    return verdict


def _known(arriving: Arriving) -> Known:
    """All that is known of one story; near copies are only looked for where nothing nearer was found."""
    found = known.gather([arriving])[0]
    if found.bars or is_recognised(found, arriving):
        return found
    copies = duplicates.copies(arriving.signature)
    return replace(found, near=known.near(arriving.signature), kin=known.kin(arriving.source, copies), copies=copies)


def _let_be_found(verdict: Verdict, arriving: Arriving, held: Known) -> None:
    """Remember a story that came in for the days in which its near copies may come, a reprint among its like."""
    if verdict.article and arriving.signature:
        copies = held.copies or (duplicates.copies(arriving.signature) if held.holders else ())
        duplicates.remember(verdict.article, arriving.signature, copies)


def _take_in(
    reading: Reading, arriving: Arriving, source: Source, feed: Feed | None, verdict: Verdict, picture: Picture | None
) -> Verdict:
    article = editing.create(
        by=system_account(),
        status=Status.INCOMING,
        fingerprints=known.fingerprints(arriving, without=verdict.reused),
        reason=verdict.reason,
        picture=picture,
        **drafts.article_values(reading, source, verdict),
    )
    came = drafts.capture(reading, source, feed, verdict)
    came.article = article
    came.save(force_insert=True)
    suggestions.offer(article, (*reading.prepared.suggestions, *verdict.suggested))
    return replace(verdict, article=article.pk)


def keep_rereading(reading: Reading, source: Source, feed: Feed | None, article_id: int) -> bool:
    """Keep a newer reading of what came in before as a version of its own; whether the article follows it.

    Nothing is kept of what was taken down or rejected while it was read.
    """
    arriving = arrival(reading, source)
    verdict = Verdict("changed", "Read again with a newer reader.", article_id)
    with transaction.atomic():
        bars.lock(known.locks(arriving))
        if Article.objects.filter(pk=article_id, status__in=CLOSED).exists():
            return False
        article, came = _keep_version(reading, arriving, source, feed, verdict)
        follows = may_follow(article, source)
        if follows:
            _let_follow(article, reading, source, verdict)
        else:
            editing.remark(article, _read_again(came.version))
    return follows


def _follow_change(reading: Reading, arriving: Arriving, source: Source, feed: Feed | None, verdict: Verdict) -> None:
    """A new version beside the old one. The article itself follows only while no person has had it in hand."""
    article, came = _keep_version(reading, arriving, source, feed, verdict)
    if may_follow(article, source):
        _let_follow(article, reading, source, verdict)
    elif article.is_public:
        notices.changed(article, came)
    else:
        editing.remark(article, _upstream_changed(came.version))


def _keep_version(
    reading: Reading, arriving: Arriving, source: Source, feed: Feed | None, verdict: Verdict
) -> tuple[Article, Capture]:
    article = Article.objects.select_related("source").get(pk=verdict.article or 0)
    versions = Capture.objects.filter(article=article).order_by("-version").values_list("version", flat=True)
    came = drafts.capture(reading, source, feed, verdict)
    came.article, came.version = article, (versions.first() or 0) + 1
    came.save(force_insert=True)
    prints.keep(article, came.full_text)
    _learn(arriving, verdict)
    if arriving.signature:
        duplicates.renew(article.pk, arriving.signature)
    return article, came


def may_follow(article: Article, source: Source) -> bool:
    """Whether the machine may set its text again: it waits untouched, and this is its own source."""
    return article.status == Status.INCOMING and article.source_id == source.pk and not _in_hand(article)


def _let_follow(article: Article, reading: Reading, source: Source, verdict: Verdict) -> None:
    changes = drafts.text_values(reading, source, drafts.undone(article.mends))
    editing.revise(article, by=system_account(), changes=changes, reason=verdict.reason)


def _in_hand(article: Article) -> bool:
    """Whether a person has edited it. To undo mends is no editing of one's own: the text is the machine's as before."""
    told = Change.objects.filter(article=article, act="revise").exclude(by=system_account())
    return any(not unmending_alone(details) for details in told.values_list("details", flat=True))


def unmending_alone(details: dict[str, Any] | None) -> bool:
    """Whether a revision, as its row tells, did no more than undo a mend or make it again."""
    fields = set((details or {}).get("fields", ()))
    return "mends" in fields and fields <= UNMENDED


def _upstream_changed(version: int) -> Finding:
    sentence = (
        f"The source has changed its text since (version {version} of what came in). Compare, and correct or not."
    )
    return Finding(notices.REMARK, RECOMMENDED, sentence, "source")


def _read_again(version: int) -> Finding:
    sentence = f"A newer reader reads it differently (version {version} of what came in). Compare, and revise or not."
    return Finding("read-again", RECOMMENDED, sentence, "source")


def _learn(arriving: Arriving, verdict: Verdict) -> None:
    """Know an article by its new id, address or text as well, so that a takedown later bars those too."""
    if verdict.article is None or not Article.objects.filter(pk=verdict.article).exists():
        return
    rows = known.fingerprints(arriving)
    for row in rows:
        row.article_id = verdict.article
    Fingerprint.objects.bulk_create(rows, ignore_conflicts=True)


def _strengthen(arriving: Arriving, verdict: Verdict) -> None:
    """Bar the new id and address of what is barred, and count that it was kept out."""
    first = Bar.objects.filter(pk=verdict.bar or 0).first()
    if first is None:
        return
    Bar.objects.bulk_create(
        (
            Bar(
                kind=kind, key=key, scope=first.scope, reason=first.reason, article_id=first.article_id, note=first.note
            )
            for kind, key in known.keys(arriving)
            if first.kind in (KeyKind.GUID, KeyKind.ADDRESS, KeyKind.TEXT) and first.article_id
        ),
        ignore_conflicts=True,
    )
    count_hits([first.pk])

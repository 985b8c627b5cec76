"""The page of tag hygiene for chiefs: remarks by kind, a look before anything is done, what was done, and its undo."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import unquote

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Country, Tag, Tagging
from articles.refusals import Refused
from articles.tag_remarks import CODES, Remark
from newsroom.desk import hygiene, vocabulary
from newsroom.desk.admin.hygiene_words import KINDS, why
from newsroom.desk.models import LeftTags, TagMerge
from newsroom.desk.vocabulary.retiring import outside
from newsroom.ingest.models import Rule

SHOWN, OF_ONE_KIND, PER_PAGE, HEADLINES = 10, 200, 30, 5
# Names are put right before tags go, so that several remedies on one tag can be asked for at once.
ORDER = ("case", "country", "outlet", "junk", "twins", "unused", "single")


def urls(site: Any, opts: Any) -> list[URLPattern]:
    """The addresses below the list of tags."""

    def view(page: Any) -> Any:
        def answer(request: HttpRequest) -> HttpResponse:
            if not request.user.has_perms(vocabulary.PERMISSIONS):
                raise PermissionDenied
            response: HttpResponse = page(request, site.each_context(request) | {"opts": opts})
            return response

        return site.admin_view(answer)

    return [
        path("hygiene/", view(remarked), name="articles_tag_hygiene"),
        path("hygiene/past/", view(past), name="articles_tag_past"),
    ]


def remarked(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The remarks by kind; on POST leave some as they are, look before a remedy, or carry it out."""
    found = hygiene.look()
    if request.method == "POST":
        chosen = _chosen(request, found)
        if not chosen:
            messages.error(request, _("Tick at least one remark that is still there; the list has changed since."))
        elif "leave" in request.POST:
            _leave(request, chosen)
        elif "confirmed" not in request.POST:
            return _look_before(request, chosen, context)
        else:
            _carry_out(request, chosen)
        return HttpResponseRedirect(request.get_full_path())
    kind = request.GET.get("kind", "")
    context |= {"title": _("Tag hygiene"), "kind": kind if kind in KINDS else "", "number": len(found)}
    return TemplateResponse(request, "admin/desk/hygiene.html", context | _groups(found, context["kind"]))


def _groups(found: Sequence[Remark], kind: str) -> dict[str, Any]:
    """The kinds as tabs, and the remarks of one kind or the first of each."""
    counts = Counter(remark.code for remark in found)
    most = OF_ONE_KIND if kind else SHOWN
    codes = [kind] if kind else [code for code in CODES if counts[code]]
    shown = {code: [remark for remark in found if remark.code == code][:most] for code in codes}
    tags = _tags(remark for part in shown.values() for remark in part)
    groups = [
        {
            "code": code,
            "kind": KINDS[code],
            "count": counts[code],
            "more": counts[code] - len(part),
            "rows": [_row(remark, tags) for remark in part],
        }
        for code, part in shown.items()
    ]
    tabs = [{"code": code, "title": KINDS[code].title, "count": counts[code]} for code in CODES if counts[code]]
    return {"groups": groups, "tabs": tabs}


def _tags(found: Iterable[Remark]) -> dict[int, Any]:
    """The tags that remarks are about, with the number of their stories. One query."""
    wanted = {tag for remark in found for tag in remark.tags}
    shown = Count("taggings", filter=Q(taggings__shown_at__isnull=False))
    return {tag.pk: tag for tag in Tag.objects.filter(pk__in=wanted).annotate(stories=Count("taggings"), shown=shown)}


def _row(remark: Remark, tags: dict[int, Any]) -> dict[str, Any]:
    own = [tags[number] for number in remark.tags if number in tags]
    return {
        "remark": remark,
        "tags": own,
        "why": why(remark),
        "kind": KINDS[remark.code],
        "label": ", ".join(tag.name for tag in own),
    }


def _chosen(request: HttpRequest, found: Sequence[Remark]) -> list[Remark]:
    """The remarks that a button of a row names, or else those that are ticked."""
    pressed = request.POST.get("leave") or request.POST.get("look") or ""
    keys = set(request.POST.getlist("chosen")) if pressed == "ticked" else {pressed}
    chosen = [remark for remark in found if remark.key in keys]
    changed = len(keys) - len(chosen)
    if chosen and changed:
        sentence = ngettext(
            "%(n)s remark has changed since; look at it again.",
            "%(n)s remarks have changed since; look at them again.",
            changed,
        )
        messages.warning(request, sentence % {"n": changed})
    return chosen


def _leave(request: HttpRequest, chosen: Sequence[Remark]) -> None:
    for remark in chosen:
        hygiene.leave(remark, by=request.user)  # type: ignore[arg-type]
    sentence = ngettext("%(n)s remark is left as it is.", "%(n)s remarks are left as they are.", len(chosen))
    messages.success(request, sentence % {"n": len(chosen)})


def _look_before(request: HttpRequest, chosen: Sequence[Remark], context: dict[str, Any]) -> HttpResponse:
    """What each remedy would do: which stories it touches and which address leads where."""
    tags = _tags(chosen)
    rows = [_row(remark, tags) | _effect(remark, tags) for remark in chosen]
    numbers = list(tags)
    headlines, rules = _headlines(numbers), Counter(Rule.objects.filter(tag__in=numbers).values_list("tag", flat=True))
    for row in rows:
        row["of"] = [(tag, headlines.get(tag.pk, []), rules[tag.pk]) for tag in row["tags"]]
    context |= {"title": _("Before anything is done"), "rows": rows}
    return TemplateResponse(request, "admin/desk/hygiene_look.html", context)


def _effect(remark: Remark, tags: dict[int, Any]) -> dict[str, Any]:
    place = hygiene.place_of(remark)
    tag = tags[remark.tags[0]]
    return {
        "place": place,
        "address": unquote(place.get_absolute_url()) if place else "",
        "outside": outside(place, tag).count() if isinstance(place, Country) else 0,
    }


def _headlines(tags: Sequence[int]) -> dict[int, list[Tagging]]:
    """The newest stories of each tag. One query."""
    place = Window(RowNumber(), partition_by=F("tag"), order_by=F("id").desc())
    newest = Tagging.objects.filter(tag__in=tags).annotate(place=place).filter(place__lte=HEADLINES)
    wanted = ("tag", "content_object__headline", "content_object__source_headline", "content_object__status")
    found: dict[int, list[Tagging]] = {}
    for tie in newest.select_related("content_object").only(*wanted).order_by("tag", "-id"):
        found.setdefault(tie.tag_id, []).append(tie)
    return found


def _carry_out(request: HttpRequest, chosen: Sequence[Remark]) -> None:
    """Each remedy by its verb; what is refused is said and stops none of the others."""
    done, stories = 0, 0
    for remark in sorted(chosen, key=lambda one: ORDER.index(one.code)):
        keep, name = request.POST.get(f"keep-{remark.key}", ""), request.POST.get(f"name-{remark.key}", "")
        asked = hygiene.Remedy(remark, keep=_number(keep), name=name)
        try:
            stories += hygiene.remedy(asked, by=request.user)  # type: ignore[arg-type]
            done += 1
        except Refused as refusal:
            messages.error(request, str(refusal))
    if done:
        sentence = ngettext(
            "%(done)s remedy carried out; it touched %(n)s stories. It can be undone under “Past changes”.",
            "%(done)s remedies carried out; they touched %(n)s stories. They can be undone under “Past changes”.",
            done,
        )
        messages.success(request, sentence % {"done": done, "n": stories})


def past(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """What was done, newest first, each with its undo; and what was left alone, each with its way back."""
    if request.method == "POST":
        _take_back(request)
        return HttpResponseRedirect(request.get_full_path())
    changes = TagMerge.objects.select_related("by", "undone_by").defer("details")
    page = Paginator(changes, PER_PAGE).get_page(request.GET.get("page"))
    left = [{"left": row, "kind": KINDS[row.code]} for row in LeftTags.objects.select_related("by")[:OF_ONE_KIND]]
    context |= {"title": _("Past changes of tags"), "page": page, "left": left}
    return TemplateResponse(request, "admin/desk/hygiene_past.html", context)


def _take_back(request: HttpRequest) -> None:
    """Undo a change, or let a remark come back."""
    change = TagMerge.objects.filter(pk=_number(request.POST.get("undo", ""))).first()
    left = LeftTags.objects.filter(pk=_number(request.POST.get("again", ""))).first()
    try:
        if change:
            vocabulary.undo(change, by=request.user)  # type: ignore[arg-type]
            messages.success(request, _("Undone: %(tags)s.") % {"tags": change})
        elif left:
            hygiene.look_again_at(left, by=request.user)  # type: ignore[arg-type]
            messages.success(request, _("%(tags)s will be remarked upon again.") % {"tags": left})
        else:
            messages.error(request, _("That is no longer there."))
    except Refused as refusal:
        messages.error(request, str(refusal))


def _number(text: str) -> int:
    """A number of ours as it was sent, 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def link() -> dict[str, Any]:
    """The way to the page, with the number of remarks that ask for a decision."""
    return {"url": reverse("admin:articles_tag_hygiene"), "number": hygiene.number()}

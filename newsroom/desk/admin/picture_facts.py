"""What the desk shows of a picture: how it looks and is cut, where it is used, and whether it is here already."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.body_pictures import pages_with
from articles.models import AdSlot, Article, Author, Picture
from newsroom.desk.admin.columns import NOTHING, status_chip

LISTED = 20
WIDEST, HIGHEST = 640, 480


class MissingFilter(admin.SimpleListFilter):
    """What somebody should look at: no words, no credit, no rights, or no use."""

    title, parameter_name = gettext_lazy("missing"), "missing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Each lack by its name."""
        return [
            ("alt", _("no text alternative")),
            ("credit", _("no credit")),
            ("rights", _("rights not cleared")),
            ("use", _("in no story and of no author")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Picture]) -> QuerySet[Picture]:
        """Row by row from the newest, each use asked of an index; nothing is joined or counted."""
        if self.value() == "use":
            uses = (model.objects.filter(**{name: OuterRef("pk")}) for model, name in USED_AS)
            return queryset.filter(*(~Exists(use) for use in uses))
        lack = {"alt": Q(alt=""), "credit": Q(credit=""), "rights": Q(cleared=False)}.get(self.value() or "")
        return queryset.filter(lack) if lack is not None else queryset


USED_AS: tuple[tuple[Any, str], ...] = (
    (Article, "picture"),
    (Author, "photo"),
    (Article.body_pictures.through, "picture"),
    (AdSlot, "picture"),
)


def alike(picture: Picture) -> QuerySet[Picture]:
    """Other pictures of the same bytes, or that the eye would take for it; both by an index."""
    same = Q(sha256=picture.sha256) if picture.sha256 else Q(pk__in=[])
    looks = Q(look=picture.look) if picture.look else Q(pk__in=[])
    return Picture.objects.filter(same | looks).exclude(pk=picture.pk).select_related("source").order_by("-id")


def alike_listed(picture: Picture) -> SafeString | str:
    """The same pictures by name, each with whether readers may see it."""
    return _joined((_link("picture", one), _shown(one)) for one in alike(picture)[:LISTED]) or _("no other is known")


def warning(picture: Picture) -> SafeString:
    """That a picture that was just taken in is here already, and where."""
    links = format_html_join(", ", "{}", ((_link("picture", one),) for one in alike(picture)[:3]))
    return format_html("{} {}", _("This picture seems to be here already:"), links)


def uses(picture: Picture) -> SafeString | str:
    """The newest stories, the texts, the authors and the pages that show it, and the way to all of its stories."""
    stories = _newest(picture.articles)
    rows: list[tuple[SafeString, Any]] = [(_link("article", one), status_chip(one.status)) for one in stories[:LISTED]]
    rows += [
        (_link("article", one), format_html("{} {}", status_chip(one.status), _("in the text")))
        for one in _newest(picture.in_bodies)[:LISTED]
    ]
    rows += [(_link("page", one), _("page")) for one in pages_with(picture)[:LISTED]]
    rows += [(_link("author", one), _("author")) for one in Author.objects.filter(photo=picture)[:LISTED]]
    rows += [(_link("adslot", one), _("advertisement")) for one in AdSlot.objects.filter(picture=picture)[:LISTED]]
    listed = _joined(rows)
    if len(stories) <= LISTED:
        return listed or NOTHING
    url = f"{reverse('admin:articles_article_changelist')}?queue=all&picture__id__exact={picture.pk}"
    return format_html('{} <a href="{}">{}</a>', listed, url, _("All stories that show it"))


def _newest(stories: Any) -> list[Article]:
    return list(stories.order_by("-id").only("headline", "source_headline", "status")[: LISTED + 1])


def kept_by(picture: Picture) -> str:
    """Why a picture may not be deleted, as a sentence; empty where nothing shows it."""
    used = picture.articles.exists() or picture.in_bodies.exists() or Author.objects.filter(photo=picture).exists()
    used = used or AdSlot.objects.filter(picture=picture).exists()
    if not used and not pages_with(picture).exists():
        return ""
    return _("“%(picture)s” is shown: its page says where. Take it out there first; then it can be deleted.") % {
        "picture": picture
    }


def thumbnail(picture: Picture) -> SafeString | str:
    """The smallest rendition, or the file."""
    if _hidden(picture):
        return _hidden(picture)
    names = [one["name"] for one in picture.renditions]
    url = picture.file.storage.url(names[0]) if names else picture.file.url
    return format_html('<img src="{}" alt="" width="96" height="54" class="thumb" loading="lazy">', url)


def large(picture: Picture) -> SafeString | str:
    """The whole picture, and beside it the cut that readers see; a script lets the focal point be chosen on it."""
    if _hidden(picture):
        return _hidden(picture)
    scale = min(1.0, WIDEST / (picture.width or WIDEST), HIGHEST / (picture.height or HIGHEST))
    width, height = round((picture.width or WIDEST) * scale), round((picture.height or HIGHEST) * scale)
    return format_html(
        '<span class="focal" data-focal data-label="{}"><img src="{}" alt="{}" width="{}" height="{}"></span>'
        '<span class="focal-cut" hidden><img src="{}" alt=""><span class="help">{}</span></span>',
        _("Click where the eye should rest; or write the numbers."),
        picture.file.url,
        picture.alt or _("the picture"),
        width,
        height,
        picture.file.url,
        _("As it will be cut"),
    )


def _hidden(picture: Picture) -> str:
    """Why it cannot be shown, if so."""
    if not picture.file:
        return _("erased")
    return _("not shown while it is withheld") if picture.withheld else ""


def rights_chip(picture: Picture) -> SafeString:
    """Whether readers may see it, as a word with its mark."""
    mark = "must" if picture.withheld else "clear" if picture.cleared else "advice"
    return format_html('<span class="finding finding-{}">{}</span>', mark, _shown(picture))


def _shown(picture: Picture) -> str:
    if picture.withheld:
        return _("withheld")
    return _("cleared") if picture.cleared else _("not cleared")


def _link(model: str, one: Any) -> SafeString:
    url = reverse(f"admin:articles_{model}_change", args=[one.pk])
    return format_html('<a href="{}">{}</a>', url, one)


def _joined(rows: Any) -> SafeString | str:
    listed = format_html_join("", '<li>{} <span class="quiet">{}</span></li>', rows)
    return format_html('<ul class="plain-list">{}</ul>', listed) if listed else ""

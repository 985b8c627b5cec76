"""Who made a story, and what it is: its kind, who signs it, when, and who they are. Nothing here asks the database."""

from collections.abc import Collection, Iterable, Sequence

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Author, Byline, Country
from articles.models.article import Kind
from articles.templatetags.paper import initials, spoken, when
from articles.templatetags.pictures import is_shown, picture
from articles.written_html import Form, written, written_each

register = template.Library()
NOTHING = SafeString()

BYLINE = Form('<p class="byline">{writers}{in} {places}</p>', **{"in": gettext_lazy("in")})
WRITER = Form(
    '<a rel="author" href="{address}"{spoken}>{name}</a> <span class="machine">({machine})</span>',
    machine=gettext_lazy("automated desk"),
)
MACHINE = Form(' <span class="machine">{words}</span>', words=gettext_lazy("automated desk"))
GONE = Form(' <span class="machine">{words}</span>', words=gettext_lazy("no longer with us"))
AUTHOR_BOX = """<div class="author-box">
{}
<div>
<p class="name"><a rel="author" href="{}"{}>{}</a>{}{}</p>{}{}
</div>
</div>"""


@register.simple_tag
def kind_line(article: Article) -> SafeString:
    """What it is: original, compiled, an excerpt, a link."""
    return written('<p class="kind-line"><span class="kind {}">{}</span></p>', article.kind, Kind(article.kind).label)


@register.simple_tag
def byline(article: Article, bylines: Sequence[Byline], also_about: Iterable[Country] = ()) -> SafeString:
    """Who wrote it, and in which section it stands."""
    places = [country for country in (article.country, *also_about) if country]
    linked = written_each(", ", '<a href="{}">{}</a>', ((one.get_absolute_url(), one.name) for one in places))
    return BYLINE(writers=_writers(bylines), places=linked)


def _writers(bylines: Sequence[Byline]) -> SafeString:
    if not bylines:
        return NOTHING
    names = [_writer(one) for one in bylines]
    last = written(" {} {}", _("and"), names[-1]) if len(names) > 1 else NOTHING
    return written("{} {}{} · ", _("By"), SafeString(", ".join(names[:-1] or names)), last)


def _writer(signed: Byline) -> SafeString:
    author = signed.author
    address, attributes = author.get_absolute_url(), spoken(author.name)
    if author.automated:
        return WRITER(address=address, spoken=attributes, name=author.name)
    return written('<a rel="author" href="{}"{}>{}</a>', address, attributes, author.name)


@register.simple_tag
def dates(article: Article, corrections: Collection[object] = ()) -> SafeString:
    """When it was published, changed and put right."""
    published, edited = article.published_at, article.edited_at
    parts = [written("{} {}", _("Published"), when(published)) if published else written("{}", _("Not published"))]
    if published and edited and edited > published:
        parts.append(written("{} {}", _("updated"), when(edited)))
    if corrections:
        parts.append(written('<a href="#corrections">{}</a>', _("corrected")))
    return written('<p class="dates">{}</p>', SafeString(" · ".join(parts)))


@register.simple_tag
def author_box(author: Author) -> SafeString:
    """Who signed it: the portrait or its initials, the role and a word on them."""
    role, bio = author.role, author.bio
    return written(
        AUTHOR_BOX,
        _portrait(author),
        author.get_absolute_url(),
        spoken(author.name),
        author.name,
        MACHINE() if author.automated else NOTHING,
        NOTHING if author.active else GONE(),
        written('\n<p class="role">{}</p>', role) if role else NOTHING,
        written("\n<p{}>{}</p>", spoken(bio), bio) if bio else NOTHING,
    )


def _portrait(author: Author) -> SafeString:
    if is_shown(author.photo):
        return written('<div class="portrait">{}</div>', picture(author.photo, alt="", sizes="7.2rem", largest=320))
    return written('<div class="portrait initials" aria-hidden="true">{}</div>', initials(author.name))

"""How a piece was made, in plain words for readers. Reads the article it is given and nothing else."""

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import languages
from articles.days import written_day
from articles.models import Article
from articles.models.article import Kind, MadeBy

KINDS = {
    Kind.ORIGINAL: gettext_lazy("Reported and written by our own newsroom."),
    Kind.COMPILED: gettext_lazy(
        "Compiled by our desk from several reports, %(outlet)s's first among them. All are named."
    ),
    Kind.SUMMARY: gettext_lazy(
        "A summary, in our words, of one report by %(outlet)s. The report itself is on their site."
    ),
    Kind.LICENSED: gettext_lazy("The text is %(outlet)s's own, shown in full with their permission."),
    Kind.EXCERPT: gettext_lazy("The opening of a report by %(outlet)s. The rest is theirs and is on their site."),
    Kind.LINK: gettext_lazy("A pointer to a report by %(outlet)s. We hold no text of it."),
}


def sentences(article: Article) -> list[str]:
    """What kind of piece it is, what a machine did, who answers for it (EU AI Act, Art. 50(4)), what was put right."""
    parts = (_kind(article), _language(article), _machine(article), _review(article), _corrections(article))
    return [said for said in parts if said]


def _kind(article: Article) -> str:
    outlet = {"outlet": article.source.name if article.source else _("the source")}
    return str(KINDS[Kind(article.kind)]) % outlet


def _language(article: Article) -> str:
    """In which language the source told it, where readers could not have read it there as they do here."""
    foreign = article.source_language and not languages.same(article.source_language, article.language)
    if not foreign or article.kind == Kind.ORIGINAL:
        return ""
    return _("The source wrote in %(language)s.") % {"language": languages.name(article.source_language)}


def _machine(article: Article) -> str:
    if article.kind == Kind.LINK:
        return ""
    return {
        MadeBy.PEOPLE.value: "",
        MadeBy.ASSISTED.value: _("People wrote it with a machine's help."),
        MadeBy.MACHINE.value: _("A machine wrote this text."),
    }[article.made_by]


def _review(article: Article) -> str:
    if not article.reviewed_at or not article.reviewed_by:
        return _("No person has reviewed it yet.") if article.made_by == MadeBy.MACHINE else ""
    day = written_day(localtime(article.reviewed_at).date(), "j F Y")
    reviewer = getattr(article.reviewed_by, "author", None)
    if reviewer is None:
        return _("An editor of ours reviewed it on %(day)s.") % {"day": day}
    return _("%(name)s reviewed it on %(day)s and answers for it.") % {"name": reviewer.name, "day": day}


def _corrections(article: Article) -> str:
    known_to_have_none = not getattr(article, "has_corrections", True)
    times = 0 if known_to_have_none else len(article.corrections.all())
    if not times:
        return ""
    said = ngettext(
        "It was corrected once; what changed stands below the text.",
        "It was corrected %(times)d times; what changed stands below the text.",
        times,
    )
    return said % {"times": times}

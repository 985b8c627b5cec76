"""What the demo's own people wrote: an original, one compiled from a coverage, a correction, a note to readers."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles import edition
from articles.models import Article, Author, Country, Coverage, Page, Tag
from articles.models.article import Kind
from articles.sanitize import clean
from newsroom.desk import decisions

ORIGINAL = """
<p>Every evening at six the desk of this paper holds a short meeting. There is tea, there is a list, and there is one
question: which story of today will somebody still want to find in a year?</p>
<h2>What the list holds</h2>
<p>The list is long. Outlets in forty-nine countries are read by a machine that never sleeps and never decides. It
removes what is broken, says which country a story is about and why it thinks so, and puts the same event from several
outlets side by side. Then it waits.</p>
<h2>What people do</h2>
<p>An editor opens a story and sees two columns. On the left stands what came in, untouched. On the right stands what
would go out. Between the two lie all remarks: a sentence that breaks off, a picture without a credit, a headline that
promises more than the text holds. The editor corrects, asks, rejects or publishes.
Whoever decides signs with a name.</p>
<h2>What readers see</h2>
<p>Every story that is not our own begins with a box. It names the outlet, quotes the original headline in its own
language, and links to the page it came from. “If the box is empty, the story does not go out,” says Ada Fairweather,
who leads the desk. “That rule has no exceptions, and it has saved us more than once.”</p>
<h2>And when we are wrong</h2>
<p>Corrections are public and stay under the story. An owner who does not want a story here files a short form, answers
one letter, and sees a clock: twenty-four hours, counted to the minute.</p>
"""

COMPILED = """
<p>Four outlets went to Tashkent for the Asian Schools Chess Cup, and each of them found another child to watch.
This page brings their reports together and says where they differ.</p>
<h2>Where all reports agree</h2>
<p>The open section was won by Tuya Windfeather, 14, of Ulaanbaatar, with 7½ points; no girl had done that before.
Half a point behind her stood Ishaan Pepperwood, and Linh Riverstone took the bronze. All four tell of a last game of
94 moves that lasted longer than five hours, and Da Nang is named as the next host.</p>
<h2>Where they differ</h2>
<p>The Steppe Courier tells of a champion who looked for a draw in vain, Monsoon Post of a rook that went a square
further than it should. Lotus River Times was more pleased with a nine-year-old who asked for an autograph, and
Eastern Signal with the trainers who replayed the game all evening. The differences stay as they are: every report is
linked below.</p>
"""


NOTE = """
<p>Everything on these pages is invented: the outlets, the people and what happened to them. The work behind it is
not. Each story came in by a feed, was mended and judged, and says whose it is;
<a href="{site}/how-we-work/">how we work</a> tells the rest. Whoever runs this demonstration can rewrite this note in
the admin, among the pages.</p>
"""


def write_own(accounts: dict[str, User]) -> int:
    """Write, sign and publish both, and correct the first in public; how many were published."""
    if Article.objects.filter(kind=Kind.ORIGINAL).exists():
        return 0
    write_note()
    chief = accounts["ada-fairweather"]
    story = decisions.begin(
        by=accounts["tomo-lanternby"],
        headline="How a story gets onto this page",
        standfirst="A machine collects, people decide, and the source always comes first: one evening at the desk.",
        body=ORIGINAL,
        country=Country.objects.get(iso2="JP"),
        authors=[Author.objects.get(slug="tomo-lanternby")],
        tags=list(Tag.objects.order_by("name")[:2]),
    )
    decisions.claim(story, by=chief, take_over=True)
    decisions.publish(story, by=chief, dated=timezone.now() - timedelta(hours=7))
    decisions.correct(story, by=chief, note="An earlier version said that the meeting is at seven. It is at six.")
    return 1 + compile_coverage(chief)


def write_note() -> None:
    """Tell readers on the front page what they are looking at."""
    body = clean(NOTE.format(site=settings.SITE_URL))
    with transaction.atomic():
        Page.objects.get_or_create(slug=Page.NOTE, defaults={"title": "What you are looking at", "body": body})
        edition.bump()


def compile_coverage(chief: User) -> int:
    """A page of our own over the largest coverage, naming one of its reports as the primary source."""
    coverage = Coverage.objects.filter(articles__headline__icontains="chess").distinct().first()
    lead = coverage.lead if coverage else None
    if coverage is None or lead is None:
        return 0
    story = decisions.begin(
        by=chief,
        headline="One chess final, four newspapers: what each of them saw in Tashkent",
        standfirst="What the reports on the Asian Schools Chess Cup agree on, and what they do not.",
        body=COMPILED,
        kind=Kind.COMPILED,
        country=Country.objects.get(iso2="UZ"),
        source=lead.source,
        source_url=lead.source_url,
        source_headline=lead.source_headline,
        source_published_at=lead.source_published_at,
        coverage=coverage,
        picture=lead.picture,
        authors=[Author.objects.get(slug="ada-fairweather")],
        tags=list(lead.tags.all()),
        pinned_until=timezone.now() + timedelta(days=3),
    )
    decisions.publish(story, by=chief, dated=timezone.now() - timedelta(hours=1))
    return 1

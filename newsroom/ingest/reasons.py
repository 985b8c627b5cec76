"""Why we look again when we do: each plan in one plain sentence for the editor."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom.ingest.rhythm import MOST, Plan

ROUND = 5


def after_success(plan: Plan, habit: float) -> str:
    """Why the next look is then, after a visit that went well. `habit` is in stories a day."""
    sentences = {
        "unknown": _("Its rhythm is not known yet; for now we look %(every)s."),
        "fixed": _("An editor fixed the interval: we look %(every)s."),
        "site": _("The site asks us not to come more often: we look %(every)s."),
        "hub": _("The hub pushes news; this is only a safety look, %(every)s."),
        "crowded": _("Most of its stories were new, so we look sooner, lest some be missed: %(every)s."),
        "rest": _("More stories are waiting in it than one visit takes in; the rest follows soon."),
    }
    if plan.why == "habit":
        return _("It brings %(habit)s, so we look %(every)s.") % {"habit": brings(habit), "every": every(plan.about)}
    return sentences[plan.why] % {"every": every(plan.about)}


def after_failure(failures: int, *, asked_until: datetime | None = None) -> str:
    """Why the next try is then."""
    if asked_until is not None:
        return waiting(asked_until)
    text = ngettext(
        "It failed once; the wait doubles with each failure in a row.",
        "It failed %(n)d times in a row; the wait doubles each time, up to a day.",
        failures,
    )
    return text % {"n": failures}


def waiting(until: datetime) -> str:
    """The site named the moment itself."""
    return _("The site asked us to wait until %(moment)s.") % {"moment": moment(until)}


def turn(until: datetime) -> str:
    """Another visitor of ours is at the site."""
    return _("We visit each site one request at a time; its turn comes at %(moment)s.") % {"moment": moment(until)}


def brings(habit: float) -> str:
    """The habit in words: about 12 stories a day, 3 a week, 2 a month, or fewer."""
    for days, texts in (
        (1, ("about %(n)d story a day", "about %(n)d stories a day")),
        (7, ("about %(n)d story a week", "about %(n)d stories a week")),
        (30, ("about %(n)d story a month", "about %(n)d stories a month")),
    ):
        if (count := round(habit * days)) >= 1 and habit * days >= 0.95:
            return ngettext(*texts, count) % {"n": count}
    return _("less than a story a month")


def every(wait: timedelta) -> str:
    """The wait as a rhythm: every 45 minutes, every 3 hours, once a day."""
    minutes = wait.total_seconds() / 60
    if minutes >= MOST.total_seconds() / 60 * 0.85:
        return _("once a day")
    if 55 < minutes < 65 or minutes > 105:
        hours = round(minutes / 60)
        return ngettext("every hour", "every %(n)d hours", hours) % {"n": hours}
    near = round(minutes / ROUND) * ROUND if minutes > 2 * ROUND else round(minutes)
    return ngettext("every minute", "every %(n)d minutes", near) % {"n": near}


def length(wait: timedelta) -> str:
    """A wait in words: 45 minutes, 3 hours."""
    minutes = round(wait.total_seconds() / 60)
    if minutes < 120:
        return ngettext("%d minute", "%d minutes", minutes) % minutes
    return ngettext("%d hour", "%d hours", round(minutes / 60)) % round(minutes / 60)


def moment(at: datetime) -> str:
    """A moment in the site's time zone; today's by its time alone."""
    local = timezone.localtime(at)
    today = local.date() == timezone.localdate()
    return date_format(local, "H:i" if today else "j M, H:i")

"""Several addresses of one case at once: only with the password once more, since one press reaches far."""

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.refusals import Refused, Unfit
from newsroom.takedowns import deciding, handling, moves
from newsroom.takedowns.models import Case
from newsroom.takedowns.states import UNDECIDED


def remove_all(case: Case, *, by: User, typed: dict[str, str]) -> str:
    """Remove every story of a case that is not decided yet. Raises Unfit where the password is not the person's.

    Each address is decided on its own, as by its own button: what needs a second officer is proposed, and one that is
    refused does not keep the others from going.
    """
    handling.must_be_officer(case, by)
    if not by.check_password(typed.get("password", "")):
        moves.note(case, "wrong password", by=by)
        raise Unfit(_("That is not your password. To remove several stories at once it is asked for again."))
    done, refused = 0, []
    for item in case.items.filter(state__in=UNDECIDED).exclude(article=None).select_related("case", "article"):
        item.case.refresh_from_db()
        try:
            deciding.decide(item, "remove", by=by, typed=typed)
        except Refused as refusal:
            refused.append(f"{item.number}: {refusal}")
        else:
            done += 1
    said = ngettext("%(done)d address was dealt with.", "%(done)d addresses were dealt with.", done) % {"done": done}
    return " ".join([said, *refused])

"""Where a case stands, in a sentence for its claimant; a case that is worked on or decided has its clock instead."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from newsroom.takedowns.states import State

SENTENCES: dict[State, str | Promise] = {
    State.WITHDRAWN: _("You have taken this request back."),
    State.NEEDS_INFO: _("We wait for your answer. The clock stands still until it comes."),
    State.INCOMPLETE: _("The request is over: what was missing never came. You may send a new one."),
    State.ABUSIVE: _("The request is closed as manifestly unfounded. The letter says why."),
    State.DUPLICATE: _("The request goes on in your other one, which the letter names."),
    State.COUNTERED: _("Somebody has objected to the removal. The story stays hidden while the days of the law run."),
    State.RESTORED: _("The story is back, since its author objected and no court was named in time."),
    State.APPEALED: _("The decision is being looked at again by another person."),
    State.LITIGATION: _("A court has the matter. Until it is over, everything stays as it is."),
    State.DESTROYED: _("Removed, and the sealed copy is destroyed."),
}

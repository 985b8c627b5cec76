"""What is done with a claimant's files: keep, hand to a case, hand out to an officer with a reason, erase.

A file is kept before its form is complete, so that an error elsewhere does not lose it; the page then carries a signed
token. What never finds its case is erased after a day.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.refusals import Unfit
from newsroom.takedowns import evidence, floods, moves
from newsroom.takedowns.evidence import LARGEST, Evidence
from newsroom.takedowns.filetypes import BadFile, kind_of
from newsroom.takedowns.models import Case
from newsroom.takedowns.refusals import NotAnOfficer

SALT = "newsroom.takedowns.evidence"
WITHOUT_CASE_FOR = timedelta(hours=24)
# So much may lie here without a case; then the form asks to send files later. Keeps strangers from filling the disk.
MOST_WITHOUT_CASE = 500 * 1024 * 1024
SHORTEST_REASON = 5
MOST_ALIKE = 20


def keep(upload: UploadedFile[bytes]) -> Evidence:
    """Keep a file that belongs to no case yet. Raises BadFile with a sentence where we do not take it."""
    if (upload.size or 0) > LARGEST:
        raise BadFile(too_large())
    data = upload.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise BadFile(too_large())
    kind = kind_of(data)
    waiting = Evidence.objects.filter(case=None, erased_at=None).aggregate(sum=Sum("size"))["sum"] or 0
    if waiting + len(data) > MOST_WITHOUT_CASE:
        raise BadFile(_("We cannot take files just now. Send the request without them and mail them to us."))
    digest = hashlib.sha256(data).hexdigest()
    kept = Evidence(name=tidy_name(upload.name or "", kind), kind=kind, size=len(data), digest=digest)
    evidence.store().save(kept.place, ContentFile(data))
    kept.save()
    return kept


def token_of(files: Iterable[Evidence]) -> str:
    """What a page carries instead of the files: their numbers and places, signed."""
    return signing.dumps([[file.pk, file.place[:12]] for file in files], salt=SALT, compress=True)


def by_token(token: str) -> list[Evidence]:
    """The files that a page carried, as far as they still wait for a case."""
    try:
        pairs = signing.loads(token, salt=SALT, max_age=WITHOUT_CASE_FOR)
    except signing.BadSignature:
        return []
    places = {int(pk): str(place) for pk, place in pairs}
    found = Evidence.objects.filter(pk__in=places, case=None, erased_at=None)
    return [file for file in found if file.place.startswith(places[file.pk])]


def attach(case: Case, numbers: Sequence[int]) -> None:
    """Hand waiting files to their case; one that another case has taken stays there."""
    Evidence.objects.filter(pk__in=numbers, case=None, erased_at=None).update(case=case)


def hand_out(file: Evidence, *, by: User, reason: str) -> bytes:
    """The content of a file, for an officer with a reason, which the case's log keeps. Raises NotAnOfficer, Unfit."""
    case, reason = file.case, reason.strip()
    if case is None or file.erased_at:
        raise Unfit(_("This file is not here any more."))
    if not by.has_perm("takedowns.change_case"):
        raise NotAnOfficer(case)
    if len(reason) < SHORTEST_REASON:
        raise Unfit(_("Say in a few words why you open the file; the case's log keeps it."))
    try:
        with evidence.store().open(file.place) as stored:
            data = bytes(stored.read())
    except OSError as error:
        raise Unfit(_("The file is not where it should be. Restore it from the last backup.")) from error
    if hashlib.sha256(data).hexdigest() != file.digest:
        raise Unfit(_("The file is not what the claimant sent: it has changed on the disk. Restore it from a backup."))
    moves.note(case, "open file", by=by, text=f"{file.name}: {reason}"[:1000])
    return data


def panel(case: Case) -> dict[str, Any]:
    """What the case page shows of a case's files."""
    files = list(case.evidence.all())
    return {"files": files} if files else {}


def panel_of_alike(case: Case) -> dict[str, Any]:
    """What the case page shows of the other cases whose claims are worded alike."""
    found = Case.objects.filter(pk__in=floods.alike(case.pk)).order_by("-received_at", "-pk")
    number = found.count()
    return {"alike": found[:MOST_ALIKE], "alike_number": number} if number else {}


def erase(files: Iterable[Evidence], *, at: datetime | None = None) -> int:
    """Delete the content of files and keep their rows; how many there were.

    The content goes first: one who is killed in between finds the row still to be erased.
    """
    erased = 0
    for file in files:
        evidence.store().delete(file.place)
        with transaction.atomic():
            erased += Evidence.objects.filter(pk=file.pk, erased_at=None).update(erased_at=at or timezone.now())
    return erased


def erase_of(case: Case, *, at: datetime | None = None) -> int:
    """Delete the content of all files of a case."""
    return erase(case.evidence.filter(erased_at=None), at=at)


def sweep(now: datetime) -> int:
    """Erase what never found its case, and forget it."""
    stale = Evidence.objects.filter(case=None, given_at__lt=now - WITHOUT_CASE_FOR)[:100]
    erased = erase(stale, at=now)
    Evidence.objects.filter(case=None, erased_at__isnull=False).delete()
    return erased


def tidy_name(name: str, kind: str) -> str:
    """A file's name as we show and send it: no path, no letters that hide or turn anything, the ending that is true."""
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    name = "".join(letter for letter in name if unicodedata.category(letter)[0] not in "CZ" or letter == " ")
    stem = re.sub(r"\.[^.]{0,8}$", "", name).strip(" .\"'") or "file"
    return f"{stem[:90]}.{kind}"


def too_large() -> str:
    """What is said of a file over 5 MB."""
    return _("It is larger than 5 MB. Make it smaller, or attach only the pages that matter.")

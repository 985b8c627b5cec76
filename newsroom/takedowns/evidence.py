"""Files that a claimant attaches: where they lie, what is kept of each. `attaching` has the verbs.

They lie outside the media folder under random names, so that no web server hands them out.
"""

import secrets

from django.conf import settings
from django.core.files.storage import FileSystemStorage, InvalidStorageError, Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.takedowns.filetypes import FileType

MOST_FILES = 3
LARGEST = 5 * 1024 * 1024
LARGEST_TOGETHER = 10 * 1024 * 1024


def new_place() -> str:
    """A random name, which tells nothing of the file and cannot be guessed."""
    return secrets.token_hex(20)


def store() -> Storage:
    """Where the files lie: the storage named `evidence` where the settings have one, else a folder of its own."""
    try:
        return storages["evidence"]
    except InvalidStorageError:
        return FileSystemStorage(settings.VAR_DIR / "evidence", base_url=None)


class Evidence(models.Model):
    """One file of a claimant; of no case yet while its form is not complete."""

    case = models.ForeignKey(
        "takedowns.Case", models.PROTECT, null=True, blank=True, related_name="evidence", verbose_name=_("case")
    )
    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=4, choices=FileType)
    size = models.PositiveIntegerField(_("size"))
    digest = models.CharField(_("SHA-256"), max_length=64)
    place = models.CharField(max_length=40, unique=True, default=new_place, editable=False)
    given_at = models.DateTimeField(_("given"), default=timezone.now)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("claimant's file")
        verbose_name_plural = _("claimants' files")
        indexes = [models.Index(fields=["given_at"], condition=models.Q(case=None), name="evidence_without_case")]

    def __str__(self) -> str:
        return self.name

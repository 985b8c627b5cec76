"""Mail addresses whose owners want no letters from our public forms. Only a keyed hash of each is kept."""

from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class BlockedMail(models.Model):
    """An address whose owner said "this was not me". Deleting the row lets letters go there again."""

    digest = models.CharField(_("hash of the address"), max_length=64, unique=True, editable=False)
    at = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    class Meta:
        ordering = ["-at"]
        verbose_name = _("blocked mail address")
        verbose_name_plural = _("blocked mail addresses")

    def __str__(self) -> str:
        return self.digest[:12]


def digest_of(address: str) -> str:
    """What is kept of an address: nothing that could be turned back into it without the site's key."""
    return salted_hmac("newsroom.takedowns.blocked", address.strip().lower(), algorithm="sha256").hexdigest()


def block(address: str) -> None:
    """Let no form of ours have a letter sent to this address any more."""
    BlockedMail.objects.get_or_create(digest=digest_of(address))


def is_blocked(address: str) -> bool:
    """Whether the owner of this address wants no letters."""
    return BlockedMail.objects.filter(digest=digest_of(address)).exists()

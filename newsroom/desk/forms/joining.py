"""Forms of people at the door: choosing an account on an invitation, and asking for a new password."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm, UserCreationForm
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.outbox import letters

RESET_EVERY = 300


class WelcomeForm(UserCreationForm[User]):
    """The name and the password of a new account; Django's validators judge the password."""

    class Meta(UserCreationForm.Meta):
        model = User
        fields = ("username", "first_name", "last_name")

    def clean_username(self) -> Any:
        """Nobody can take the machine's name: what it signs would be theirs."""
        wanted: str = self.cleaned_data["username"]
        if wanted.casefold() == settings.SYSTEM_ACCOUNT.casefold():
            raise forms.ValidationError(_("This name belongs to the newsroom itself. Choose another."))
        return super().clean_username()


class ForgottenPasswordForm(PasswordResetForm):
    """Asks for a mail address; the letter goes by the outbox, and its link bears our own host, never the request's."""

    def send_mail(
        self,
        subject_template_name: str,
        email_template_name: str,
        context: dict[str, Any],
        from_email: str | None,
        to_email: str,
        html_email_template_name: str | None = None,
    ) -> None:
        """Write the letter, at most one in five minutes for an account."""
        user, window = context["user"], int(timezone.now().timestamp()) // RESET_EVERY
        address = reverse("password_reset_confirm", args=[context["uid"], context["token"]])
        letters.write(
            key=f"password-reset-{user.pk}-{window}",
            to=to_email,
            template="password_reset",
            context={"username": user.get_username(), "link": settings.SITE_URL + address},
        )

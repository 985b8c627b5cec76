"""A change form with a button “Try it”: what is typed is tried and shown beside it, and nothing is saved."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = object


class Trial(Base):
    """For a ModelAdmin that can say, in `tried`, what a filled-in form would do."""

    def tried(self, request: HttpRequest, form: ModelForm[Any], formsets: list[Any]) -> dict[str, Any]:
        """What the page shows of a trial, by the names that its template knows; form and formsets are valid."""
        raise NotImplementedError

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        """The form; while it is only tried, one that is checked like any other and never counts as ready to save."""
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"is_valid": _checked}) if is_trial(request) else form

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """The page, with what came of a trial where nothing typed is wrong."""
        if is_trial(request) and not context["errors"]:
            formsets = [shown.formset for shown in context["inline_admin_formsets"]]
            context.update(self.tried(request, context["adminform"].form, formsets))
        return super().render_change_form(request, context, *args, **kwargs)


def is_trial(request: HttpRequest) -> bool:
    """Whether “Try it” was pressed."""
    return request.method == "POST" and "_try" in request.POST


def _checked(form: ModelForm[Any]) -> bool:
    """Check what was typed, and never be ready to save."""
    form.full_clean()
    return False

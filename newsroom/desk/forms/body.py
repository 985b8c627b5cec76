"""The field for a text with headings, lists, tables and pictures, and what its editor offers."""

from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

from articles.sanitize import BODY_BYTES

EXTENSIONS: dict[str, Any] = {
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "Heading": {"levels": [2, 3, 4]},
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "HorizontalRule": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"], "defaultProtocol": "https"},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "Image": True,
    "Figure": True,
    "Caption": True,
    "History": True,
    "HTML": True,
    # Editors want to see slips of spelling; the package would switch the browser's check off.
    "NoSpellCheck": False,
    # Plain groups of buttons: the package's drop-down list of block types cannot be reached by keyboard.
    "Menu": {
        "groups": [
            {"group": "blockType -lists"},
            {"group": "lists"},
            {"group": "nodes -blockType -lists"},
            {"group": "marks"},
            {"group": "link"},
            {"group": "table"},
            {"group": "history"},
            {"group": "utility"},
        ]
    },
}


class BodyField(ProseEditorFormField):
    """Rich text; the paper's own sanitiser has the last word when it is kept."""

    def __init__(self, **kwargs: Any) -> None:
        """With the extensions that our allowlist knows."""
        attrs = {"data-pictures": reverse_lazy("body_pictures"), "spellcheck": "true", "rows": 20}
        kwargs.setdefault("widget", AdminProseEditorWidget(attrs=attrs))
        super().__init__(extensions=EXTENSIONS, **kwargs)

    def clean(self, value: Any) -> Any:
        """With line ends as they are stored, so that an untouched text counts as untouched; not longer than can be."""
        value = (value or "").replace("\r\n", "\n")
        if len(value) > BODY_BYTES:
            sentence = _("The text has %(length)s characters; at most %(most)s can be stored. Make two stories of it.")
            raise ValidationError(sentence % {"length": intcomma(len(value)), "most": intcomma(BODY_BYTES)})
        return super().clean(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another text was typed."""
        return (initial or "").replace("\r\n", "\n").strip() != (data or "").replace("\r\n", "\n").strip()

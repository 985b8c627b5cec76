"""Files that come with a public form: stop what is too large while it comes in, look at the rest, keep it at once.

So an error elsewhere on the form loses no file: the page comes back with a signed token of what was received.
"""

from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from newsroom.takedowns import attaching, traps
from newsroom.takedowns.evidence import LARGEST, LARGEST_TOGETHER, MOST_FILES, Evidence
from newsroom.takedowns.filetypes import BadFile

# More than this in one request is not read at all: the files may have 10 MB, the longest text is far below one.
LARGEST_REQUEST = 32 * 1024 * 1024


class CountedUploads(FileUploadHandler):
    """Lets no more than the allowed bytes of a file through to memory or disk; the other fields still come in."""

    def __init__(self, request: HttpRequest) -> None:
        """Nothing counted yet."""
        super().__init__(request)
        self.of_file = self.together = 0
        self.refused: list[str] = []

    def new_file(self, *args: Any, **values: Any) -> None:
        """Begin to count the next file."""
        super().new_file(*args, **values)
        self.of_file = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass a piece on; leave the file out as soon as it is too large."""
        self.of_file += len(raw_data)
        self.together += len(raw_data)
        if self.of_file > LARGEST or self.together > LARGEST_TOGETHER:
            self.refused.append(_named(self.file_name or "", self._problem()))
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers behind this one make the file."""

    def _problem(self) -> str:
        return attaching.too_large() if self.of_file > LARGEST else _together()


@dataclass
class Held:
    """The files of a form that are here, and what was wrong with others."""

    files: list[Evidence] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def token(self) -> str:
        """What the page carries instead of the files."""
        return attaching.token_of(self.files) if self.files else ""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The keys of the files."""
        return tuple(file.pk for file in self.files)


def gather(request: HttpRequest, counted: CountedUploads) -> Held:
    """The files that the page carried and the new ones, each looked at; every refused one is named."""
    dropped = set(request.POST.getlist("drop"))
    held = Held([file for file in attaching.by_token(request.POST.get("held", "")) if str(file.pk) not in dropped])
    held.problems = list(counted.refused)
    for upload in request.FILES.getlist("evidence"):
        if len(held.files) >= MOST_FILES:
            held.problems.append(_("There is room for 3 files; the others were left out."))
            break
        try:
            _must_fit(held, upload.size or 0)
            _must_be_few(request)
            held.files.append(attaching.keep(upload))
        except BadFile as problem:
            held.problems.append(_named(upload.name or "", str(problem)))
    return held


def is_too_large(request: HttpRequest) -> bool:
    """Whether a request is larger than any form of ours, by its own word."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not length.isdigit() or int(length) > LARGEST_REQUEST


def _must_fit(held: Held, size: int) -> None:
    if sum(file.size for file in held.files) + size > LARGEST_TOGETHER:
        raise BadFile(_together())


def _must_be_few(request: HttpRequest) -> None:
    if traps.wait_of_upload(request):
        raise BadFile(_("Too many files came from you in a short time. Send the request without it, or wait an hour."))


def _together() -> str:
    return _("All files together are larger than 10 MB. Attach only the pages that matter.")


def _named(name: str, problem: str) -> str:
    return f"{attaching.tidy_name(name, name.rpartition('.')[2][:8] or '?')}: {problem}"

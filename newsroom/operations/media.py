"""The files of pictures, for houses without a file server in front; where there is one, it may answer `/media/` itself.

All of them were made anew from their pixels when they came in, so nothing here can run in a browser.
"""

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.static import serve

from articles.read_only import read_only

# A file's name is made of its contents, but a takedown moves it away: caches must ask again before long.
CACHE = "public, max-age=600"
# What the file systems that we know can name.
LONGEST_PATH = 255


@read_only
def picture_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """One file, or 404; also for a path that leads out of the folder or that no disk can hold."""
    try:
        if len(path.encode()) > LONGEST_PATH:
            raise Http404
        response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except (SuspiciousFileOperation, ValueError) as unreadable:
        # Strangers try such paths all day long; as a fault of ours each would leave its traceback in the log.
        raise Http404 from unreadable
    response.headers["Cache-Control"] = CACHE
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    return response

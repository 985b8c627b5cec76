"""The files of pictures, for houses without a file server in front; where there is one, it may answer `/media/` itself.

All of them were made anew from their pixels when they came in, so nothing here can run in a browser.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

# A file's name is made of its contents, but a takedown moves it away: caches must ask again before long.
CACHE = "public, max-age=600"


@require_safe
def picture_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """One file, or 404."""
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response.headers["Cache-Control"] = CACHE
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    return response

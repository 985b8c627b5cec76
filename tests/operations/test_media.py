"""Files of pictures are served without a file server, and nothing else of the disk is."""

import io

import pytest
from django.test import Client
from PIL import Image

from articles import pictures

pytestmark = pytest.mark.django_db


def test_a_picture_file_is_served_and_may_be_kept_for_ten_minutes() -> None:
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(out, "PNG")
    picture = pictures.take(out.getvalue(), cleared=True)
    answer = Client().get(picture.file.url)
    assert answer.getvalue().startswith(b"\xff\xd8")
    answer.close()
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["Cache-Control"] == "public, max-age=600"


OUTSIDE = ["../tests.sqlite3", "%2e%2e/tests.sqlite3", "pictures/", "nothing.jpg", "/etc/passwd"]
HOSTILE = [
    "..%2fx",
    "..%2f..%2fetc%2fpasswd",
    "..%5cx",
    "a/../../b",
    "..",
    "%00",
    "a%00b.png",
    "%ff%fe.png",
    "a" * 5000,
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_but_its_files_is_served(path: str) -> None:
    assert Client().get(f"/media/{path}").status_code in {400, 404}


@pytest.mark.parametrize("path", [*OUTSIDE, *HOSTILE])
def test_a_hostile_path_leaves_no_traceback_in_the_log(path: str, caplog: pytest.LogCaptureFixture) -> None:
    assert Client().get(f"/media/{path}").status_code in {400, 404}
    assert [record.getMessage() for record in caplog.records if record.exc_info or record.levelname == "ERROR"] == []

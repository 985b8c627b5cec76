"""Pictures are cut to size by a task, once, and a broken one is shown as it is."""

import io
import logging

import pytest
from django.utils import timezone
from PIL import Image

from articles import edition, pictures, tasks
from articles.models import Picture

pytestmark = pytest.mark.django_db


def make_picture() -> Picture:
    out = io.BytesIO()
    Image.new("RGB", (900, 600), "navy").save(out, "PNG")
    return pictures.take(out.getvalue(), alt="A harbour", credit="Photo: Cy", cleared=True)


def test_a_new_picture_waits_for_its_renditions_and_the_clock_has_them_made_once() -> None:
    picture = make_picture()
    assert picture.renditions == []
    before = edition.current().number
    assert tasks.enqueue_due() == 1
    assert tasks.enqueue_due() == 0
    picture.refresh_from_db()
    assert {entry["format"] for entry in picture.renditions} == {"WEBP", "AVIF", "JPEG"}
    assert edition.current().number == before + 1


def test_a_picture_whose_worker_died_is_due_again() -> None:
    picture = make_picture()
    Picture.objects.filter(pk=picture.pk).update(render_at=timezone.now() + tasks.LEASE)
    assert tasks.enqueue_due() == 0
    assert tasks.enqueue_due(timezone.now() + 2 * tasks.LEASE) == 1


def test_a_picture_that_cannot_be_cut_is_shown_as_it_is(caplog: pytest.LogCaptureFixture) -> None:
    picture = make_picture()
    picture.file.storage.delete(str(picture.file.name))
    with caplog.at_level(logging.CRITICAL):
        tasks.enqueue_due()
    shown = Picture.objects.get(pk=picture.pk)
    assert (shown.renditions, shown.render_at) == ([], None)

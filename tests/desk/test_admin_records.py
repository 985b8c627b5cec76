"""Pages, pictures, spreadsheets and staff: each taken in safely, each in words when it cannot be."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from articles import edition
from articles.models import Author, Page, Picture, Source
from articles.tasks import enqueue_due
from newsroom.desk.models import Invitation
from newsroom.outbox.models import Letter
from tests.world import make_article, make_author

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def png(width: int = 640, height: int = 480) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "PNG")
    return SimpleUploadedFile("harbour.png", out.getvalue(), "image/png")


def test_a_page_is_sanitised_and_every_version_is_kept(signed_in: SignIn) -> None:
    page = Page.objects.create(title="Who", slug="who", body="<p>Old</p>")
    sent = {"title": "Who", "slug": "who", "order": "1", "body": "<p onclick='x()'>New</p><script>alert(1)</script>"}
    signed_in("ada").post(f"/admin/articles/page/{page.pk}/change/", sent)
    page.refresh_from_db()
    assert page.body == "<p>New</p>"
    assert [row.body for row in page.history.all()] == ["<p>New</p>", "<p>Old</p>"]
    shown = signed_in("ada").get(f"/admin/articles/page/{page.pk}/history/")
    assert shown.status_code == 200


def test_an_uploaded_picture_is_made_anew_with_what_is_known_of_it(signed_in: SignIn) -> None:
    sent = {"upload": png(), "alt": "A harbour", "credit": "Mira Stone", "cleared": "on"}
    before = edition.current().number
    answer = signed_in("ben").post("/admin/articles/picture/add/", sent)
    assert answer.status_code == 302, answer.context["errors"]
    picture = Picture.objects.get()
    assert (picture.alt, picture.credit, picture.cleared, picture.width) == ("A harbour", "Mira Stone", True, 640)
    assert edition.current().number == before + 1
    assert signed_in("ben").get(f"/admin/articles/picture/{picture.pk}/change/").status_code == 200


@pytest.mark.parametrize("data", [b"", b"not a picture", b"<svg onload='alert(1)'/>", b"\x89PNG\r\n\x1a\n" + b"0" * 99])
def test_what_is_no_picture_is_refused_in_words(signed_in: SignIn, data: bytes) -> None:
    sent = {"upload": SimpleUploadedFile("x.png", data, "image/png"), "alt": "A harbour"}
    answer = signed_in("ben").post("/admin/articles/picture/add/", sent)
    assert answer.status_code == 200
    assert answer.context["errors"]
    assert not Picture.objects.exists()


def test_a_withheld_picture_is_named_and_not_fetched_from_where_it_no_longer_stands(signed_in: SignIn) -> None:
    signed_in("ben").post("/admin/articles/picture/add/", {"upload": png(), "alt": "A harbour"})
    Picture.objects.update(withheld=True)
    shown = signed_in("ben").get("/admin/articles/picture/").content.decode()
    assert "not shown while it is withheld" in shown
    assert "/media/pictures/" not in shown


def test_a_moved_focal_point_cuts_the_picture_again(signed_in: SignIn) -> None:
    client = signed_in("ben")
    client.post("/admin/articles/picture/add/", {"upload": png(900, 900), "alt": "A harbour"})
    picture = Picture.objects.get()
    enqueue_due()
    picture.refresh_from_db()
    before = picture.renditions
    assert before
    sent = {"alt": "A harbour", "focal_x": "10", "focal_y": "10"}
    assert client.post(f"/admin/articles/picture/{picture.pk}/change/", sent).status_code == 302
    enqueue_due()
    picture.refresh_from_db()
    assert picture.focal_x == 10
    assert picture.renditions != before


def imported(client: Client, name: str, csv: str) -> str:
    """Both steps of an import: the look before, then the real one."""
    base = f"/admin/articles/{name}/"
    form = {"import_file": SimpleUploadedFile("x.csv", csv.encode(), "text/csv"), "format": "0", "resource": ""}
    looked = client.post(f"{base}import/", form)
    confirm = looked.context.get("confirm_form")
    if confirm is None:
        return str(looked.content.decode())
    return str(client.post(f"{base}process_import/", confirm.initial, follow=True).content.decode())


def test_authors_come_in_by_spreadsheet_in_one_edition(signed_in: SignIn) -> None:
    make_author("Mira Stone", role="Reporter")
    before = edition.current().number
    csv = "slug,name,role,active\nmira-stone,Mira Stone,Desk editor,1\n,Jon Reed,Reporter,1\n"
    imported(signed_in("ada"), "author", csv)
    assert {author.slug: author.role for author in Author.objects.all()} == {
        "mira-stone": "Desk editor",
        "jon-reed": "Reporter",
    }
    assert edition.current().number == before + 1


def test_a_bad_row_keeps_the_whole_spreadsheet_out(signed_in: SignIn) -> None:
    csv = (
        "slug,name,home_page,country,language,rights\n"
        "good,Good Paper,https://good.example/,MN,en,excerpt\n"
        "bad,Bad Paper,https://bad.example/,XX,en,everything\n"
    )
    imported(signed_in("ada"), "source", csv)
    assert not Source.objects.exists()


def test_what_is_exported_can_be_imported_again(signed_in: SignIn) -> None:
    make_article()
    client = signed_in("ada")
    exported = client.post("/admin/articles/source/export/", {"format": "0", "resource": ""}).content.decode()
    assert "harbour-gazette" in exported
    Source.objects.update(about="Forgotten")
    imported(client, "source", exported)
    assert Source.objects.get().about == ""


def test_whoever_may_not_change_authors_may_not_import_them(signed_in: SignIn) -> None:
    assert signed_in("ben").get("/admin/articles/author/import/").status_code == 403


def test_a_colleague_is_invited_by_mail_and_role(signed_in: SignIn) -> None:
    sent = {"email": "new@paper.example", "role": "Editor"}
    said = signed_in("ada").post("/admin/auth/user/invite/", sent, follow=True).content.decode()
    assert "A letter is on its way to new@paper.example." in said
    assert Invitation.objects.get().role == "Editor"
    assert Letter.objects.get().to == "new@paper.example"


@pytest.mark.parametrize("sent", [{"email": "nobody", "role": "Editor"}, {"email": "a@b.example", "role": "King"}])
def test_a_wrong_invitation_is_refused_in_words(signed_in: SignIn, sent: dict[str, str]) -> None:
    answer = signed_in("ada").post("/admin/auth/user/invite/", sent)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Invitation.objects.exists()


def test_whoever_may_not_invite_is_told_who_does(signed_in: SignIn) -> None:
    client = signed_in("ben")
    assert "Chief editors invite staff" in client.get("/admin/auth/user/invite/").content.decode()
    client.post("/admin/auth/user/invite/", {"email": "a@b.example", "role": "Editor"})
    assert not Invitation.objects.exists()


def test_an_invitation_is_revoked_from_its_list(signed_in: SignIn) -> None:
    client = signed_in("ada")
    client.post("/admin/auth/user/invite/", {"email": "new@paper.example", "role": "Editor"})
    sent = {"action": "revoke", "_selected_action": [Invitation.objects.get().pk]}
    client.post("/admin/desk/invitation/", sent)
    assert Invitation.objects.get().revoked_at is not None


def test_accounts_are_never_deleted(signed_in: SignIn) -> None:
    client = signed_in("root")
    account = User.objects.get(username="root")
    assert client.post(f"/admin/auth/user/{account.pk}/delete/", {"post": "yes"}).status_code == 403

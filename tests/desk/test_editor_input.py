"""What people paste into the text of a story: it comes out clean, whole and quickly, or is refused in a sentence."""

import io
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from articles import body, sanitize
from articles.models import Article, Picture
from articles.status import Status
from newsroom.desk.models import WorkingCopy
from tests.desk.screen import SignIn, address, now, press, typed
from tests.desk.test_review_screen import make_picture
from tests.world import make_article

pytestmark = pytest.mark.django_db

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8>
<style><!-- @page {size:21cm} --></style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/>
</o:OfficeDocumentSettings></xml><![endif]--></head>
<body lang=EN-GB style='tab-interval:36.0pt'><p class=MsoNormal style='margin:0;mso-pagination:none'><b><span
style='font-size:12pt;font-family:"Times New Roman",serif;mso-fareast-language:EN-GB'>Forty boats<o:p>
</o:p></span></b></p>
<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>·&nbsp;</span><![endif]>left <st1:place
w:st="on"><st1:City w:st="on">Harbour</st1:City></st1:place> at dawn.<o:p>&nbsp;</o:p></p>
<table class=MsoTableGrid border=1><tr><td><table><tr><td><p class=MsoNormal>Nested</p></td></tr></table></td>
<td>Right</td></tr></table>
<img src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk" v:shapes="_x0000_i1025">
<h1>Big</h1></body></html>"""
GOOGLE = """<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"
style="line-height:1.38;"><span style="font-size:11pt;font-weight:700;">Bold</span> words</p>
<ul style="margin-top:0"><li dir="ltr"
aria-level="1"><p role="presentation">One</p></li></ul></b><br class="Apple-interchange-newline">"""
HOSTILE = """<p onclick="x()" onmouseover=x()>Words<script>alert(1)</script></p>
<iframe src="https://evil.example"></iframe>
<a href="javascript:alert(1)">one</a> <a href=" jAvAsCrIpT&colon;alert(1)">two</a> <a href="data:text/html,x">three</a>
<img src=x onerror=alert(1)><svg onload=alert(1)></svg><form action=//evil.example><input name=q></form>
<style>p{}</style>
<a href="https://fine.example/">fine</a>"""
WIDE = "<table><tbody><tr>" + "".join(f"<td>cell {number}</td>" for number in range(40)) + "</tr></tbody></table>"
STRANGE = "<p>👩\u200d👩\u200d👧 \u202bעברית عربي\u202c क्\u200dष\ufeff e\u0301 𝔘 \u200f!</p>"
FORBIDDEN = ("script", "onclick", "onerror", "onload", "mso", "o:p", "st1:", "data:", "style", "class", "<!--", "svg")


def kept(client: Client, article: Article, text: str) -> str:
    """What becomes of a text by the form, having been autosaved before; both come out the same."""
    sent = json.dumps({"version": article.version, "data": {"body": text}})
    answer = client.post(f"/admin/desk/autosave/{article.pk}/", sent, content_type="application/json")
    assert answer.status_code == 200, answer.content[:300]
    copy = WorkingCopy.objects.get().data["body"]
    press(client, article, body=text)
    assert now(article).body == copy
    return str(copy)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (WORD, ["Forty boats", "left", "Harbour", "at dawn.", "Nested", "Right", "<h2>Big</h2>"]),
        (GOOGLE, ["Bold", "words", "<li", "One"]),
        (HOSTILE, ["Words", "one", "two", "three", 'href="https://fine.example/"']),
        (WIDE, ["cell 0", "cell 39"]),
        (STRANGE, ["👩\u200d👩\u200d👧", "עברית", "عربي", "क्\u200dष", "e\u0301", "𝔘"]),
    ],
    ids=["word", "google", "hostile", "wide", "strange"],
)
def test_what_is_pasted_comes_out_clean_with_every_word(signed_in: SignIn, text: str, words: list[str]) -> None:
    found = kept(signed_in("ben"), make_article(status=Status.IN_REVIEW), text)
    for word in words:
        assert word in found
    for trace in FORBIDDEN:
        assert trace not in found.lower(), trace


def test_a_wide_table_scrolls_in_itself_for_readers(signed_in: SignIn) -> None:
    article = make_article(status=Status.PUBLISHED)
    press(signed_in("ben"), article, body=WIDE)
    shown = Client().get(now(article).get_absolute_url()).content.decode()
    assert '<div class="scroll" role="region" tabindex="0" aria-label="Table"><table>' in shown


@pytest.mark.parametrize("letter", ["x", "字"], ids=["1 byte", "3 bytes"])
def test_five_megabytes_of_text_are_saved_whole_in_any_script(signed_in: SignIn, letter: str) -> None:
    paragraph = f"<p>{letter * 60} {letter * 30}</p>"
    text = paragraph * (5 * 1024 * 1024 // len(paragraph.encode()))
    article, client = make_article(status=Status.IN_REVIEW), signed_in("ben")
    assert client.post(address(article), typed(client, article, body=text, _do="save")).status_code == 302
    assert len(now(article).body) == len(text)


def test_the_form_sends_its_text_as_it_is_and_not_three_times_as_long(signed_in: SignIn) -> None:
    shown = signed_in("ben").get(address(make_article(status=Status.IN_REVIEW))).content.decode()
    assert 'enctype="multipart/form-data"' in shown


def test_over_the_limit_a_sentence_says_so_and_the_text_stays_in_the_form(signed_in: SignIn) -> None:
    text = "<p>" + "x" * sanitize.BODY_BYTES + "</p>"
    article, client = make_article(status=Status.IN_REVIEW), signed_in("ben")
    before = now(article).body
    answer = client.post(address(article), typed(client, article, body=text, _do="save"))
    assert "at most 5,500,000 can be stored" in answer.content.decode()
    assert answer.context["form"]["body"].value() == text
    assert now(article).body == before


def test_depth_and_attributes_without_end_come_out_as_words(signed_in: SignIn) -> None:
    deep = "<blockquote>" * 3000 + "Deep down" + "</blockquote>" * 3000
    many = "<p " + " ".join(f"a{number}=1" for number in range(5000)) + ">Many</p>"
    found = kept(signed_in("ben"), make_article(status=Status.IN_REVIEW), deep + many)
    assert found == "<p>Deep down</p>\n<p>Many</p>"


def test_a_picture_of_our_own_stays_with_its_words_and_a_foreign_one_becomes_a_link(
    signed_in: SignIn, settings: Any
) -> None:
    image = f'<img src="{settings.SITE_URL}/media/pictures/a.jpg" alt="Boats" width="90" height="60">'
    own = f"<figure>{image}<figcaption>A. Eye</figcaption></figure>"
    foreign = '<figure><img src="https://spy.example/a.gif" alt="Spy"></figure>'
    found = kept(signed_in("ben"), make_article(status=Status.IN_REVIEW), own + foreign)
    assert own in found.replace(" />", ">")
    shown = body.shape(found, own=settings.SITE_URL + "/").html
    assert 'src="https://spy.example' not in shown
    assert f'src="{settings.SITE_URL}/media' in shown


def test_pictures_to_choose_from_are_those_that_readers_may_see(signed_in: SignIn, settings: Any) -> None:
    make_picture("teal", alt="Boats at dawn", credit="A. Eye", cleared=True)
    make_picture("red", alt="Boats at night", cleared=False)
    hidden = make_picture("blue", alt="Boats withheld", cleared=True)
    Picture.objects.filter(pk=hidden.pk).update(withheld=True)
    found = json.loads(signed_in("ben").get("/admin/desk/pictures/?q=boats+eye").content)["pictures"]
    assert [(one["alt"], one["credit"]) for one in found] == [("Boats at dawn", "A. Eye")]
    assert found[0]["src"].startswith(f"{settings.SITE_URL}/media/")
    assert len(json.loads(signed_in("ben").get("/admin/desk/pictures/?q=boats").content)["pictures"]) == 1


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("alt", "What the picture shows"),
        ("credit", "Who made the picture"),
        ("cleared", "We may show it"),
        ("upload", "File"),
        ("", ""),
    ],
)
def test_a_new_picture_needs_its_words_its_credit_and_its_rights(
    signed_in: SignIn, missing: str, sentence: str, png: bytes
) -> None:
    file = SimpleUploadedFile("a.png", png)
    sent = {"upload": file, "alt": "Boats", "credit": "A. Eye", "cleared": "on"}
    sent.pop(missing, None)
    answer = signed_in("ben").post("/admin/desk/pictures/", sent)
    assert answer.status_code == (400 if missing else 200)
    assert sentence in json.loads(answer.content).get("sentence", "")
    assert Picture.objects.count() == (0 if missing else 1)


@pytest.mark.parametrize(("name", "status"), [("ada", 400), ("cy", 400), ("tao", 403), ("zoe", 401), ("", 401)])
def test_only_who_may_add_pictures_does_and_what_is_none_is_refused(signed_in: SignIn, name: str, status: int) -> None:
    client = signed_in(name) if name else Client()
    sent = {"upload": SimpleUploadedFile("a.png", b"<svg onload=x()>"), "alt": "A", "credit": "B", "cleared": "on"}
    assert client.post("/admin/desk/pictures/", sent).status_code == status


@pytest.fixture
def png() -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (90, 90), "teal").save(out, "PNG")
    return out.getvalue()

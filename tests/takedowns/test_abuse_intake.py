"""The ways in which a public form is abused, by their numbers in the list of abuse cases: what happens in each."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail, signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles.status import Status
from newsroom.outbox import guard
from newsroom.outbox.models import Letter
from newsroom.outbox.tasks import enqueue_due as post
from newsroom.takedowns import addresses, claimants, evidence, floods, puzzle, tasks, tokens, traps, uploads
from newsroom.takedowns.blocked import BlockedMail
from newsroom.takedowns.claims import Claim
from newsroom.takedowns.evidence import Evidence
from newsroom.takedowns.models import Case
from newsroom.takedowns.states import State
from tests.takedowns.files import BOMB, HTML_PNG, PDF, PNG, ZIP_PDF, huge_png
from tests.takedowns.room import FORM, SITE, address, confirm_token, confirmed, fields, notice, status_token
from tests.world import make_article, person

pytestmark = pytest.mark.django_db


def received(**values: Any) -> Case:
    return claimants.receive(notice(address(make_article()), **values))


def not_me(case: Case) -> str:
    return f"/takedown/not-me/{case.reference}.{tokens.token(case.seed, tokens.DISOWN)}/"


def attached(data: bytes, name: str = "proof.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def answered(bits: int = 4) -> str:
    posed = signing.TimestampSigner(salt=puzzle.SALT, sep="~").sign(f"{bits}.word")
    return next(answer for n in range(10_000) if puzzle.is_right(answer := f"{posed} {n}", bits))


def test_abuse_01_a_robot_is_told_why_and_nothing_is_dropped_silently(client: Client) -> None:
    for values in ({"website": "https://pills.example/"}, {"seconds_ago": 1}):
        page = client.post(FORM, fields("/2026/01/02/a-story/", **values))
        assert (page.status_code, b"press the button again" in page.content) == (422, True)
    assert not Case.objects.exists()


def test_abuse_01_a_network_may_send_four_times_as_much_as_one_sender(client: Client) -> None:
    statuses = []
    for number in range(21):
        sent = fields(f"/2026/01/02/story-{number}/", email=f"m{number}@owner.example")
        statuses.append(client.post(FORM, sent, REMOTE_ADDR=f"192.0.2.{number}").status_code)
    assert statuses == [302] * 20 + [429]


def test_abuse_01_one_household_of_ipv6_is_one_sender(client: Client) -> None:
    for number in range(6):
        sent = fields(f"/2026/01/02/story-{number}/", email=f"m{number}@owner.example")
        last = client.post(FORM, sent, REMOTE_ADDR=f"2001:db8:1:2::{number}")
    assert last.status_code == 429


def test_abuse_03_a_mail_scanner_presses_no_button(client: Client) -> None:
    case = received()
    for path in (f"/takedown/confirm/{confirm_token(case)}/", not_me(case)):
        assert client.get(path).status_code == client.head(path).status_code == 200
    assert Case.objects.get().state == State.RECEIVED
    assert client.post(f"/takedown/confirm/{confirm_token(case)}/").status_code == 302


def test_abuse_04_a_victim_gets_three_letters_a_day_and_none_after_saying_not_me(client: Client) -> None:
    for number in range(5):
        client.post(FORM, fields(f"/2026/01/02/story-{number}/"), REMOTE_ADDR=f"192.0.{number}.1")
    assert Letter.objects.count() == 3
    case = Case.objects.first()
    assert case
    assert not_me(case) in Letter.objects.filter(key__contains=case.reference).get().body
    assert b"no form of ours" in client.get(not_me(case)).content
    assert b"counts for nothing" in client.post(not_me(case)).content
    case.refresh_from_db()
    assert case.state == State.LAPSED
    received(email=" MIRA@owner.example ".strip(), explanation="Another request about another story of ours.")
    assert Letter.objects.count() == 3


def test_abuse_04_the_blocked_address_is_kept_as_a_hash_alone() -> None:
    case = received()
    claimants.disown(case)
    [digest] = BlockedMail.objects.values_list("digest", flat=True)
    assert "mira" not in digest
    assert len(digest) == 64


def test_abuse_13_no_field_adds_a_header_to_a_letter(client: Client) -> None:
    for name in ("name", "organisation", "email"):
        page = client.post(FORM, fields("/2026/01/02/a-story/") | {name: "mira@owner.example\r\nBcc: all@x.example"})
        assert page.status_code == 422
    client.post(FORM, fields("/2026/01/02/a-story/"))
    post()
    [letter] = mail.outbox
    assert (letter.to, letter.bcc, letter.cc) == (["mira@owner.example"], [], [])


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<svg onload=alert(1)>", "proof.png"),
        (b"MZ\x90\x00\x03", "proof.pdf"),
        (b"<!doctype html><script>1</script>", "proof.txt"),
        (HTML_PNG, "proof.png"),
        (ZIP_PDF, "proof.pdf"),
        (PDF.replace(b"/Pages ", b"/Pages /OpenAction << /S /J#61vaScript >> "), "proof.pdf"),
        (b"", "proof.txt"),
    ],
)
def test_abuse_15_a_file_is_what_its_content_is(data: bytes, name: str, client: Client) -> None:
    page = client.post(FORM, fields("/2026/01/02/a-story/") | {"evidence": attached(data, name)})
    assert page.status_code == 422
    assert not Evidence.objects.exists()


def test_abuse_15_a_file_lies_outside_the_media_under_a_random_name(client: Client, settings: Any) -> None:
    client.post(FORM, fields("/2026/01/02/a-story/") | {"evidence": attached(PDF, "../../<b>evil\u202e.exe")})
    file = Case.objects.get().evidence.get()
    assert not {"/", "\\", "\u202e"} & set(file.name)
    assert file.name.endswith(".pdf")
    assert not (settings.MEDIA_ROOT / file.place).exists()
    assert file.place not in file.name
    assert (settings.VAR_DIR / "evidence" / file.place).read_bytes() == PDF


def test_abuse_15_an_officer_opens_a_file_with_a_reason_that_is_logged(client: Client, signed_in: Any) -> None:
    client.post(FORM, fields("/2026/01/02/a-story/") | {"evidence": attached(PNG, "proof.png")})
    case = Case.objects.get()
    door = f"/admin/takedowns/evidence/{case.evidence.get().pk}/open/"
    assert signed_in("ben").get(door).status_code == 403
    tao = signed_in("tao")
    assert tao.post(door, {"reason": ""}).status_code == 409
    got = tao.post(door, {"reason": "To compare the picture"})
    assert got.content == PNG
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    logged = case.events.get(act="open file")
    assert (logged.by, "To compare the picture" in logged.text) == (person("tao"), True)


@pytest.mark.parametrize("data", [BOMB, huge_png(30_000, 30_000), b"%PDF-1.7\n/JS" + b"<<" * 2_000_000 + b"\n%%EOF"])
def test_abuse_16_what_swells_or_is_giant_is_refused_at_once(data: bytes, client: Client) -> None:
    page = client.post(FORM, fields("/2026/01/02/a-story/") | {"evidence": attached(data)})
    assert page.status_code == 422
    assert not Evidence.objects.exists()


def test_abuse_16_a_file_over_5_mb_is_left_out_while_it_comes_in(client: Client) -> None:
    sent = fields("/2026/01/02/a-story/") | {"evidence": attached(b"x" * (5 * 1024 * 1024 + 1), "long.txt")}
    page = client.post(FORM, sent)
    assert page.status_code == 422
    assert b"larger than 5 MB" in page.content
    assert b"/2026/01/02/a-story/</textarea>" in page.content
    assert not Evidence.objects.exists()


def test_abuse_16_a_request_beyond_every_form_is_not_read(client: Client) -> None:
    page = client.post(FORM, b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(2**31))
    assert page.status_code == 413
    assert uploads.LARGEST_REQUEST > evidence.LARGEST_TOGETHER


def test_abuse_17_the_web_process_fetches_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: Any, **_values: Any) -> Any:
        raise AssertionError("the web process went to the network")

    monkeypatch.setattr(guard, "make_transport", refuse)
    sent = fields("/2026/01/02/a-story/", originals="http://169.254.169.254/latest/meta-data/")
    assert client.post(FORM, sent).status_code == 302


@pytest.mark.parametrize("status", [None, Status.INCOMING, Status.PUBLISHED, Status.REJECTED, Status.WITHDRAWN])
def test_abuse_18_the_same_questions_are_asked_whatever_stands_there(
    status: Status | None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    path = make_article(status=status).get_absolute_url() if status else "/2026/01/02/never-was/"
    with django_assert_num_queries(2):
        addresses.articles_at([path, "/contact/"])


def test_abuse_19_a_link_has_160_bits_and_only_its_hash_is_kept(client: Client) -> None:
    case = confirmed()
    token = status_token(case)
    assert len(token) * 5 == 160
    assert tokens.hash_of(token) == case.status_hash
    assert client.get(f"/takedown/status/{case.reference}/").status_code == 404


def test_abuse_20_a_forwarded_status_link_names_nobody(client: Client) -> None:
    case = confirmed(phone="555-0100", organisation="Quill House")
    page = client.get(f"/takedown/status/{status_token(case)}/").content.decode()
    assert not [word for word in ("Mira", "owner.example", "555-0100", "Quill House") if word in page]


def test_abuse_22_letters_that_cannot_be_seen_are_taken_out_of_addresses(client: Client) -> None:
    client.post(FORM, fields(f"{SITE}/2026/01/02/a-\u202estory\u200b/", originals="https://own\u202eer.example/x\x07"))
    case = Case.objects.get()
    assert case.items.get().address == f"{SITE}/2026/01/02/a-story/"
    assert case.originals == "https://owner.example/x"


def test_abuse_22_a_host_with_foreign_letters_is_shown_as_machines_read_it() -> None:
    shown = addresses.with_plain_hosts("See https://оwner.example/report and https://owner.example/x")
    assert shown == "See https://оwner.example/report [xn--wner-45d.example] and https://owner.example/x"


def test_abuse_26_files_without_a_case_are_erased_after_a_day(client: Client) -> None:
    client.post(FORM, fields("/2026/01/02/a-story/", email="") | {"evidence": attached(PDF)})
    file = Evidence.objects.get()
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        tasks.enqueue_due()
    assert not Evidence.objects.exists()
    assert not evidence.store().exists(file.place)


def test_abuse_26_nobody_fills_the_disk_with_files(client: Client) -> None:
    for _number in range(traps.UPLOAD_LIMITS[0][0] + 2):
        client.post(FORM, fields("/2026/01/02/a-story/", email="") | {"evidence": attached(PDF)})
    assert Evidence.objects.count() == traps.UPLOAD_LIMITS[0][0]


def test_abuse_26_a_request_that_lapses_takes_its_files_along(client: Client) -> None:
    client.post(FORM, fields("/2026/01/02/a-story/") | {"evidence": attached(PDF)})
    claimants.lapse(Case.objects.get())
    file = Evidence.objects.get()
    assert file.erased_at
    assert not evidence.store().exists(file.place)


def test_abuse_28_a_flood_by_one_hand_is_grouped() -> None:
    words = "We are the owner of this report number {} and demand that it is taken down from your site at once today"
    cases = [
        received(explanation=words.format(number), email=f"m{number}@bot{number}.example") for number in (1, 22, 333)
    ]
    other = received(explanation="My daughter is shown at her school gate and strangers now write to her every day.")
    assert set(floods.alike(cases[0].pk)) == {cases[1].pk, cases[2].pk}
    assert not floods.alike(other.pk).exists()


def test_abuse_29_each_claim_has_its_own_door(client: Client) -> None:
    page = client.get("/takedown/").content.decode()
    assert all(f"claim={claim}" in page for claim in Claim)
    asked = client.get("/takedown/?claim=trademark").content.decode()
    assert "perjury" not in asked
    assert "Postal address" not in asked
    assert "perjury" in client.get("/takedown/?claim=copyright").content.decode()


def test_abuse_33_an_old_link_does_nothing_a_second_time(client: Client) -> None:
    case = received()
    disown = not_me(case)
    client.post(f"/takedown/confirm/{confirm_token(case)}/")
    assert client.post(disown).status_code == 404
    other = received(email="other@owner.example")
    client.post(not_me(other))
    assert client.post(not_me(other)).status_code == 404
    assert client.post(f"/takedown/confirm/{confirm_token(other)}/").status_code == 404
    assert client.get(disown[:-3] + "xx/").status_code == 404


def test_abuse_34_an_answer_to_the_puzzle_counts_once_and_costs_little() -> None:
    answer = answered()
    assert puzzle.solved(answer)
    assert not puzzle.solved(answer)
    assert not puzzle.solved("20.word~forged 7")
    late = answered()
    with time_machine.travel(timezone.now() + timedelta(seconds=puzzle.LASTS_SECONDS + 1)):
        assert not puzzle.solved(late)


def test_abuse_34_who_has_no_script_goes_to_the_slow_queue(client: Client, settings: Any) -> None:
    settings.FORM_PUZZLE = True
    assert b"data-puzzle" in client.get(FORM).content
    assert client.get("/takedown/puzzle/").json()["challenge"].startswith("15.")
    client.post(FORM, fields("/2026/01/02/one/"))
    client.post(FORM, fields("/2026/01/02/two/", puzzle=answered()))
    assert list(Case.objects.order_by("pk").values_list("slow", flat=True)) == [True, False]

"""Cases as files for archives, authorities and lawyers: each in its published shape, without a person's data."""

import csv
import hashlib
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from newsroom.takedowns import evidence, exports, handling, publishing
from newsroom.takedowns.claims import Claim, Role
from newsroom.takedowns.disputes import Appeal, CounterNotice
from newsroom.takedowns.evidence import Evidence
from newsroom.takedowns.models import Case
from newsroom.takedowns.redaction import redacted
from newsroom.takedowns.snapshots import Snapshot
from tests.takedowns.room import confirmed, only_item
from tests.takedowns.test_transparency import FIELDS
from tests.world import make_article, person

pytestmark = pytest.mark.django_db
NOTICE = {"type", "title", "subject", "body", "date_sent", "date_received", "source", "language", "action_taken"} | {
    *("submission_id", "case_id_number", "request_type", "jurisdiction_list", "regulation_list", "tag_list"),
    *("works_attributes", "entity_notice_roles_attributes"),
}
ALWAYS = {"decision_ground", "content_type", "category", "content_date", "application_date", "decision_facts"} | {
    *("source_type", "automated_detection", "automated_decision", "puid")
}
RESTRICTIONS = {"decision_visibility", "decision_monetary", "decision_provision", "decision_account"}
LONGEST = {
    "decision_facts": 5000,
    "illegal_content_legal_ground": 500,
    "illegal_content_explanation": 2000,
    "incompatible_content_ground": 500,
    "incompatible_content_explanation": 2000,
}
SECRET = ("mira@owner.example", "+62 21 555 0199", "Mira Quill", "Harbour Lane 4")


def removed(**values: Any) -> Case:
    """A case about one story, which was removed."""
    told = "I am Mira Quill, Harbour Lane 4. Write to mira@owner.example or call +62 21 555 0199. It is ours."
    facts = {"explanation": told, "postal_address": "Harbour Lane 4", "phone": "+62 21 555 0199"}
    case = confirmed(make_article(), **(facts | values))
    handling.remove(only_item(case), by=person("tao"))
    case.refresh_from_db()
    return case


def written(shape: str, folder: Path, *more: str) -> list[Path]:
    call_command("takedown", "export", "--format", shape, "--output", str(folder / "out"), *more)
    return sorted((folder / "out").iterdir())


def test_a_notice_has_the_fields_that_lumen_takes_and_names_nobody(tmp_path: Path) -> None:
    case = removed(claim=Claim.COPYRIGHT, role=Role.AGENT, principal="Nils Reef")
    [file] = written("lumen", tmp_path)
    notice = json.loads(file.read_text())["notice"]
    assert set(notice) == NOTICE
    assert (notice["type"], notice["action_taken"], notice["submission_id"]) == ("DMCA", "Yes", case.reference)
    [work] = notice["works_attributes"]
    assert work["infringing_urls_attributes"][0]["url"].endswith(only_item(case).path)
    assert work["copyrighted_urls_attributes"] == [{"url": "https://owner.example/report"}]
    roles = {entity["name"] for entity in notice["entity_notice_roles_attributes"]}
    assert roles == {"sender", "recipient", "submitter", "principal"}
    assert [word for word in (*SECRET, "Nils Reef") if word in file.read_text()] == []


@pytest.mark.parametrize("claim", Claim)
def test_a_statement_of_reasons_has_every_field_that_the_eu_requires(tmp_path: Path, claim: Claim) -> None:
    case = removed(claim=claim)
    [file] = written("eu", tmp_path)
    [statement] = json.loads(file.read_text())["statements"]
    assert statement.keys() >= ALWAYS
    assert RESTRICTIONS & statement.keys()
    ground = "illegal_content_" if "ILLEGAL" in statement["decision_ground"] else "incompatible_content_"
    assert statement[ground + "explanation"]
    assert statement[ground + ("legal_ground" if ground.startswith("illegal") else "ground")]
    assert all(len(statement.get(name, "")) <= most for name, most in LONGEST.items())
    assert statement["puid"] == f"{case.reference}-1"
    assert statement["automated_decision"] == "AUTOMATED_DECISION_NOT_AUTOMATED"
    assert [word for word in SECRET if word in file.read_text()] == []


LUMEN = {"DMCA", "Counternotice", "Trademark", "Defamation", "CourtOrder", "LawEnforcementRequest"} | {
    *("GovernmentRequest", "PrivateInformation", "DataProtection", "Counterfeit", "LocalLaw", "Other", "Placeholder")
}


def test_every_claim_has_a_type_of_lumen_and_a_category_of_the_eu() -> None:
    assert set(exports.LUMEN_TYPES) == set(exports.CATEGORIES) == set(Claim)
    assert set(exports.LUMEN_TYPES.values()) <= LUMEN
    assert all(category.startswith("STATEMENT_CATEGORY_") for category, _keyword in exports.CATEGORIES.values())


def test_an_officer_reads_what_would_be_published_before_any_file_is_made(signed_in: Any) -> None:
    case = removed()
    page = signed_in("tao").get(f"/admin/takedowns/case/{case.pk}/change/").content.decode()
    _before, _title, shown = page.partition('id="published"')
    shown = shown.partition("</section>")[0]
    assert "[private]" in shown
    assert "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS" in shown
    assert "It is ours." in shown
    assert [word for word in SECRET if word in shown] == []
    assert "places blanked" in shown


def test_what_the_blanking_has_missed_is_named_as_a_danger(monkeypatch: pytest.MonkeyPatch) -> None:
    case = removed()
    assert publishing.panel(case)["left"] == []
    monkeypatch.setattr(exports, "redacted", lambda text, _known=(): text)
    assert "Mira Quill" in publishing.panel(case)["left"]


def test_a_rejected_request_restricts_nobody_and_needs_no_statement(tmp_path: Path) -> None:
    handling.reject(only_item(confirmed()), by=person("tao"), reason="It is ours.")
    assert written("eu", tmp_path) == []


def test_a_hundred_statements_go_into_one_call() -> None:
    assert [len(call["statements"]) for call in exports.calls([{}] * 201)] == [100, 100, 1]


def test_the_csv_has_a_row_with_every_published_field_for_each_address(tmp_path: Path) -> None:
    case = removed()
    [file] = written("csv", tmp_path)
    [row] = csv.DictReader(file.read_text().splitlines())
    assert set(row) == FIELDS | {"seal"}
    assert row["case_ref"] == case.reference


def test_a_notice_is_a_file_of_markdown_without_its_writer(tmp_path: Path) -> None:
    case = removed()
    [file] = written("markdown", tmp_path)
    text = file.read_text()
    assert file.name.endswith(f"{case.reference}.md")
    assert "I am \\[private\\], \\[private\\]." in text
    assert "It is ours." in text
    assert [word for word in (*SECRET, only_item(case).path) if word in text] == []


def test_only_the_cases_of_the_days_that_were_asked_for_are_written(tmp_path: Path) -> None:
    removed()
    assert written("lumen", tmp_path, "--since", "2099-01-01") == []
    assert len(written("lumen", tmp_path, "--since", "2020-01-01", "--until", "2099-01-01")) == 1


def test_a_folder_that_cannot_be_made_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CommandError, match="cannot be made"):
        call_command("takedown", "export", "--format", "csv", "--output", str(tmp_path / "file" / "in"))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Write to a.b+c@mail.example.", "Write to [private]."),
        ("Call (021) 555-0199 now", "Call [private] now"),
        ("It ran on 2026-11-02 and 12. 3. 2025.", "It ran on 2026-11-02 and 12. 3. 2025."),
        ("I modified the dictionary.", "I modified the dictionary."),
        ("MIRA QUILL says so, as Mira Quills does not.", "[private] says so, as Mira Quills does not."),
    ],
)
def test_what_tells_who_wrote_goes_and_the_sentence_stays(text: str, kept: str) -> None:
    assert redacted(text, ["Mira Quill"]) == kept


def test_a_lawyer_gets_all_of_a_case_with_checksums_and_no_key_to_it(tmp_path: Path) -> None:
    case = removed(name="<script>alert(1)</script>")
    file = Evidence.objects.create(case=case, name="proof.txt", kind="txt", size=5, digest="d" * 64)
    evidence.store().save(file.place, ContentFile(b"proof"))
    Snapshot.objects.create(case=case, url="https://owner.example/report", overlap=88)
    call_command("takedown", "evidence", case.reference.lower(), "--output", str(tmp_path))
    with zipfile.ZipFile(tmp_path / f"{case.reference}.zip") as found:
        files = {name: found.read(name) for name in found.namelist()}
    sums = dict(line.split("  ")[::-1] for line in files.pop("MANIFEST.sha256").decode().splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert {"case.json", "addresses.json", "events.json", "letters.json", "ledger.json", "hashes.json"} < set(files)
    assert json.loads(files["case.json"])["email"] == "mira@owner.example"
    assert [line["case"] for line in json.loads(files["ledger.json"])] == [case.reference]
    assert b"<script>" not in files["index.html"]
    assert files["files/1-proof.txt"] == b"proof"
    assert json.loads(files["originals.json"])[0]["overlap"] == 88
    assert all(name in files["README.txt"].decode() for name in files if name.endswith(".json"))
    assert file.place.encode() not in files["files.json"]
    assert case.events.filter(act="pack").exists()
    assert case.seed.encode() not in files["case.json"]
    assert (tmp_path / f"{case.reference}.zip").stat().st_mode & 0o077 == 0


def test_only_a_case_that_is_there_is_packed(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no case"):
        call_command("takedown", "evidence", "TD-0000-0000", "--output", str(tmp_path))


def test_a_lawyer_gets_what_was_said_against_the_decision_too(tmp_path: Path) -> None:
    case, now = removed(claim=Claim.COPYRIGHT), timezone.now()
    CounterNotice.objects.create(
        item=only_item(case),
        reason="fair_use",
        name="Nils Reef",
        email="nils@reef.example",
        postal_address="4 Canal Street, Delta City",
        phone="555-0144",
        signature="Nils Reef",
        text_version="2026-11-27",
        forward_by=now + timedelta(days=1),
        opens_at=now + timedelta(days=14),
        ends_at=now + timedelta(days=20),
    )
    Appeal.objects.create(
        case=case, side="claimant", decision=1, text="The picture stands there still.", email=case.email, due_at=now
    )
    call_command("takedown", "evidence", case.reference, "--output", str(tmp_path))
    with zipfile.ZipFile(tmp_path / f"{case.reference}.zip") as found:
        [counter] = json.loads(found.read("counter_notices.json"))
        [appeal] = json.loads(found.read("appeals.json"))
    assert (counter["signature"], counter["postal_address"]) == ("Nils Reef", "4 Canal Street, Delta City")
    assert (appeal["side"], appeal["text"]) == ("claimant", "The picture stands there still.")

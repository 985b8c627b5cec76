"""Who may do what: the table in the document is what the code does, for every act, role and section."""

import pytest

from newsroom.desk import bulk
from newsroom.desk.verbs import VERBS
from tests.desk import acts_upon_many, matrix
from tests.desk.further_acts import Act
from tests.house import ROOT

pytestmark = pytest.mark.django_db
DOCUMENT = (ROOT / "docs" / "roles.md").read_text()


def test_the_document_tells_what_each_role_may_do() -> None:
    table = matrix.table()
    assert table in DOCUMENT, table


def test_every_verb_has_its_row() -> None:
    tried = {name for act in matrix.ACTS for name in (getattr(act.run, "__closure__", None) and _names(act)) or ()}
    assert VERBS.keys() - tried == set()


def test_every_act_upon_many_has_its_row() -> None:
    tried = {name for act in acts_upon_many.ACTS for name in _names(act)}
    assert bulk.ACTS.keys() - tried == set()


def _names(act: Act) -> set[str]:
    return {cell.cell_contents for cell in act.run.__closure__ or () if isinstance(cell.cell_contents, str)}


@pytest.mark.parametrize("act", matrix.ACTS, ids=lambda act: act.title)
def test_a_superuser_may_everything(act: Act) -> None:
    assert matrix.may(act, matrix.Who("Superuser", "root"))

"""What holds for every document to take home: nothing hides behind a number, the page is in the order asked."""

from __future__ import annotations

import datetime

import pytest
from never_empty import some

from fis_lessons.dossier.contract_sheet import CONTRACT
from fis_lessons.dossier.deal_sheet import DEAL
from fis_lessons.dossier.document import Document
from fis_lessons.dossier.evaluation_plan import PLAN
from fis_lessons.dossier.fields import starting
from fis_lessons.dossier.indicator_sheet import INDICATOR
from fis_lessons.dossier.sharing_agreement import AGREEMENT
from fis_lessons.figures import escape

DOCUMENTS = {one.name: one for one in (PLAN, CONTRACT, DEAL, INDICATOR, AGREEMENT)}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_number_that_cannot_be_read_hides_no_other_remark(name: str) -> None:
    document: Document = DOCUMENTS[name]
    fields = document.fields()
    words = some(field for field in fields if field.kind in ("line", "text"))
    values = {**starting(fields), **{field.id: "boh" for field in words}}
    # who advances and who guarantees are asked once the terms say that somebody does
    labels = {field.label for field in words if field.id not in ("investor", "guarantor")}
    before = labels & {one.where for one in document.judged(values).remarks}
    for field in fields:
        if field.kind == "whole":
            told = document.judged({**values, field.id: "tante"}).remarks
            assert any("«tante»" in one.words for one in told)
            assert {one.where for one in told} >= before


def test_choices_stand_where_they_are_asked() -> None:
    fields = INDICATOR.fields()
    page = INDICATOR.page(
        {"direction": "less"}, heading={}, version=1, date=datetime.date(2027, 1, 1), lang="it"
    )
    places = [page.index(f"<dt>{escape(field.label)}") for field in fields]
    assert places == sorted(places)


def test_the_signature_is_never_alone_on_a_page() -> None:
    page = PLAN.page({}, heading={}, version=1, date=datetime.date(2027, 1, 1), lang="it")
    assert 'class="keep signature"' in page and ".signature { break-before: avoid; }" in page


def test_numbers_to_start_from_are_written_as_people_write_them() -> None:
    start = starting(DEAL.fields())
    assert (start["cost"], start["year"], start["people"]) == ("300.000", "2027", "30")

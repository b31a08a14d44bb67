"""Offices are named by their organisation and the place that they are in or for."""

from datetime import date

import pytest

from migrationkg.extraction.names.gazetteer import find_known
from migrationkg.extraction.names.offices import offices_of_known
from migrationkg.extraction.text.analysis import analyse
from migrationkg.model import NewsItem, Source


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("The IOM Sub-Office in Nouadhibou opened.", ["IOM Sub-Office in Nouadhibou"]),
        (
            "Staff of ICMPD's Regional Coordination Office for the Mediterranean met.",
            ["ICMPD's Regional Coordination Office for the Mediterranean"],
        ),
        (
            "The UNHCR (UNHCR) Representation in Moldova and a court met.",
            ["UNHCR (UNHCR) Representation in Moldova"],
        ),
        ("UNICEF office in Bulgaria Maria Lindqvist spoke.", ["UNICEF office in Bulgaria"]),
        ("IOM opened an office in Baku.", []),
        ("IOM Sierra Leone and UNHCR Bangladesh met.", ["IOM Sierra Leone", "UNHCR Bangladesh"]),
        ("The EU Ukraine partnership goes on.", []),
        ("The IOM Iraq Mission opened.", ["IOM Iraq Mission"]),
        ("The ICMPD Türkiye Country Office met.", ["ICMPD Türkiye Country Office"]),
        ("IOM Iraq Chief of Mission Ana Weber spoke.", ["IOM Iraq"]),
        ("The EU delegation to Cameroon met.", ["EU delegation to Cameroon"]),
        ("The Delegation of the European Union to Iraq met.", ["Delegation of the European Union to Iraq"]),
        ("The Danish embassy and the Danish police met.", ["Danish embassy"]),
        ("The UNHCR delegation to Cameroon met.", []),
        ("The BMI Austria took part.", []),
        ("The IOM office welcomed guests.", []),
        ("The Ministry's office in Baku opened.", []),
    ],
)
def test_an_office_reaches_from_the_organisation_to_the_place(words: str, named: list[str]) -> None:
    text = analyse(NewsItem("x", "News", date(2023, 6, 1), None, words, None, Source("x", 0)))
    found = offices_of_known(text, find_known(text.content))
    assert [text.content[start:end] for start, end in found] == named

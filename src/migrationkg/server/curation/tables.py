"""Imported by the process from which all jobs are forked: each job finds the large tables of names read already."""

from migrationkg.authority.cities import cities_called
from migrationkg.authority.crosswalk import names_by_language
from migrationkg.authority.entries import known_organisations
from migrationkg.authority.provinces import subdivision_names

cities_called("Utopia", "FR")
cities_called("Utopia")
names_by_language("FR")
known_organisations()
subdivision_names()

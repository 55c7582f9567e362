"""Names of languages.

Calls and trackers carry ISO 639-2/B codes, users BCP 47 tags (Gong's OpenAPI document).
"""

from __future__ import annotations

from typing import Any

from include.text import one_line

# Per line: ISO 639-2/B code, ISO 639-1 code, English name.
_TABLE = """
afr af Afrikaans
alb sq Albanian
ara ar Arabic
arm hy Armenian
aze az Azerbaijani
baq eu Basque
ben bn Bengali
bos bs Bosnian
bul bg Bulgarian
bur my Burmese
cat ca Catalan
chi zh Chinese
cze cs Czech
dan da Danish
dut nl Dutch
eng en English
est et Estonian
fin fi Finnish
fre fr French
geo ka Georgian
ger de German
glg gl Galician
gle ga Irish
gre el Greek
guj gu Gujarati
heb he Hebrew
hin hi Hindi
hrv hr Croatian
hun hu Hungarian
ice is Icelandic
ind id Indonesian
ita it Italian
jpn ja Japanese
kan kn Kannada
kaz kk Kazakh
khm km Khmer
kor ko Korean
lav lv Latvian
lit lt Lithuanian
mac mk Macedonian
mal ml Malayalam
mar mr Marathi
may ms Malay
mlt mt Maltese
mon mn Mongolian
nor no Norwegian
pan pa Punjabi
per fa Persian
pol pl Polish
por pt Portuguese
rum ro Romanian
rus ru Russian
slo sk Slovak
slv sl Slovenian
spa es Spanish
srp sr Serbian
swa sw Swahili
swe sv Swedish
tam ta Tamil
tel te Telugu
tgl tl Tagalog
tha th Thai
tur tr Turkish
ukr uk Ukrainian
urd ur Urdu
vie vi Vietnamese
wel cy Welsh
"""
_ROWS = tuple(line.split() for line in _TABLE.strip().splitlines())
# Terminology codes of ISO 639-2, for senders that mix them with the bibliographic ones of the table.
_TERMINOLOGY = {
    "sqi": "alb",
    "hye": "arm",
    "eus": "baq",
    "mya": "bur",
    "zho": "chi",
    "ces": "cze",
    "nld": "dut",
    "fra": "fre",
    "kat": "geo",
    "deu": "ger",
    "ell": "gre",
    "isl": "ice",
    "mkd": "mac",
    "msa": "may",
    "fas": "per",
    "ron": "rum",
    "slk": "slo",
    "cym": "wel",
}
_NAMES = {code: name for long, short, name in _ROWS for code in (long, short)} | {
    "mul": "All languages",  # trackers (Gong's OpenAPI document, GET /v2/settings/trackers)
    "und": "Not supported by Gong",  # calls (Gong's OpenAPI document, POST /v2/calls/extensive)
    "zxx": "Not enough speech to tell",  # the same
}


def language(code: Any) -> str:
    """Return `English` for `eng`, `Spanish (MX)` for `es-MX`, and an unknown code as it is."""
    line = one_line(code)
    primary, _, region = line.partition("-")
    name = _NAMES.get(_TERMINOLOGY.get(primary.lower(), primary.lower()))
    if name is None:
        return line
    return f"{name} ({region})" if region else name

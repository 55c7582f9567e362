"""What fills the slots of a dialogue: an account's figures, prices and dates, as one would say them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tests.simulator.marks import draw

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from tests.simulator.company import Account

# pain: (Stowlane's module, today's figure from/to, the figure afterwards from/to, decimals)
PAINS = {
    "mispick": ("Stowlane Pick", (16, 31), (2, 5), 1),
    "accuracy": ("Stowlane Count", (86, 92), (985, 994), 1),
    "temps": ("Stowlane Pick", (9, 14), (2, 3), 0),
    "dock": ("Stowlane Dock", (70, 110), (24, 36), 0),
    "returns": ("Stowlane Returns", (8, 14), (2, 3), 0),
    "lots": ("Stowlane Trace", (5, 9), (4, 9), 0),
    "peak": ("Stowlane Wave", (2, 4), (5, 8), 0),
    "paper": ("Stowlane Pick", (52, 66), (95, 118), 0),
}
_PROBLEMS = {
    "mispick": "mis-picks",
    "accuracy": "stock records that don't match the shelf",
    "temps": "training seasonal staff",
    "dock": "trucks that wait at the dock",
    "returns": "returns that lie around for days",
    "lots": "lot tracing",
    "peak": "falling behind in the busy weeks",
    "paper": "picking from paper",
}
SEAT_PRICE = 62  # a month
SITE_PRICE = 4_800  # a year

_DAYS = {
    "eng": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "ger": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "spa": "lunes martes miércoles jueves viernes sábado domingo",
    "fre": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "jpn": "月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日",
}
_MONTHS = {
    "eng": "January February March April May June July August September October November December",
    "ger": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "spa": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "fre": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "jpn": "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
}
_DATES = {"eng": "{m} {d}", "ger": "{d}. {m}", "spa": "{d} de {m}", "fre": "{d} {m}", "jpn": "{m}{d}日"}
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven")


def annual(account: Account) -> int:
    """Return the yearly list price of everybody who picks and every warehouse."""
    return account.pickers * SEAT_PRICE * 12 + account.sites * SITE_PRICE


def offer(account: Account, seed: int) -> tuple[int, int]:
    """Return the discount in percent and the price after it."""
    percent = 6 + draw(seed, account.domain, "discount") % 9
    return percent, round(annual(account) * (100 - percent) / 100)


def money(amount: int, language: str, home: int) -> str:
    """Return an amount as people of that language write it in a transcript."""
    if language == "jpn":
        return f"{amount * 150 // 10_000:,}万円"
    if language == "eng":
        return f"{'€' if home else '$'}{amount:,}"
    return f"{amount:,}".replace(",", "." if language in {"ger", "spa"} else " ") + " €"


def _figure(value: int, decimals: int, language: str) -> str:
    text = f"{value / 10:.1f}" if decimals else str(value)
    return text.replace(".", ",") if language in {"ger", "spa", "fre"} else text


def _date(moment: datetime, language: str) -> str:
    month = _MONTHS[language].split()[moment.month - 1]
    return _DATES[language].format(m=month, d=moment.day)


def _workday(moment: datetime, days: int) -> datetime:
    moment += timedelta(days=days)
    return moment + timedelta(days=7 - moment.weekday()) if moment.weekday() > 4 else moment


def dates(start: float, zone: ZoneInfo, language: str) -> dict[str, str]:
    """Return the days that are spoken of: ``day`` this or next week, ``later`` and ``date`` further off."""
    today = datetime.fromtimestamp(start, UTC).astimezone(zone)
    near, far, start_date = _workday(today, 2), _workday(today, 6), _workday(today, 24)
    names, months = _DAYS[language].split(), _MONTHS[language].split()
    return {
        "day": names[near.weekday()],
        "later": names[far.weekday()],
        "date": _date(start_date, language),
        "quote_day": _date(far, language),
        "month": months[start_date.month - 1],
        "this_month": months[today.month - 1],
        "part": "morning" if today.hour < 12 else "afternoon",
    }


def account_facts(account: Account, seed: int, home: int) -> Mapping[str, str]:
    """Return the facts of an account that stay the same in all its calls."""
    language = account.language
    product, bad, good, decimals = PAINS[account.pain]

    def between(low: int, high: int, what: str) -> int:
        return low + draw(seed, account.domain, what) % (high - low + 1)

    percent, reduced = offer(account, seed)
    cost = between(6, 22, "cost") * 10_000
    bad_decimals = 0 if account.pain == "accuracy" else decimals
    return {
        "co": account.short,
        "city": account.city,
        "goods": account.goods,
        "sites": _NUMBERS[account.sites] if language == "eng" else str(account.sites),
        "sites_en": f"{_NUMBERS[account.sites]} {'warehouse' if account.sites == 1 else 'warehouses'}",
        "one_site": "the warehouse" if account.sites == 1 else "one of the warehouses",
        "pickers": str(account.pickers),
        "erp": account.erp,
        "old": account.old,
        "rival": account.rival,
        "peak": account.peak,
        "product": product,
        "problem": _PROBLEMS[account.pain],
        "bad": _figure(between(*bad, "bad"), bad_decimals, language),
        "good": _figure(between(*good, "good"), decimals, language),
        "seat": money(SEAT_PRICE, language, home),
        "site_fee": money(SITE_PRICE, language, home),
        "annual": money(annual(account), language, home),
        "discount": str(percent),
        "offer": money(reduced, language, home),
        "setup": money(6_000 + 2_500 * account.sites, language, home),
        "cost": money(cost, language, home),
        "weeks": str(between(6, 10, "weeks")),
    }

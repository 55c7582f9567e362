"""The titles of calls, as people write them into calendars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simulator.marks import draw

if TYPE_CHECKING:
    from tests.simulator.story import Plan

_TITLES: dict[str, dict[str, tuple[str, ...]]] = {
    "eng": {
        "cold": ("Call with {c_full}", "{co} - outbound call"),
        "discovery": (
            "Intro: {co} <> Stowlane",
            "{co} — discovery call",
            "Stowlane / {co}: getting to know each other",
        ),
        "demo": (
            "{co} / Stowlane: {product} demo",
            "Demo — {co}",
            "{co}: product demo for the warehouse team",
        ),
        "technical": ("{co}: technical deep dive ({erp})", "Integration workshop — {co}"),
        "pricing": ("{co} / Stowlane - pricing review", "{co} — proposal walkthrough 💶", "Pricing: {co}"),
        "security": ("{co}: security & compliance review", "Security questionnaire — {co}"),
        "negotiation": (
            "{co} / Stowlane — contract terms",
            "{co}: commercial call",
            "Final terms w/ {c_full}",
        ),
        "loss": ("{co}: where we stand", "Check-in with {c_full}"),
        "kickoff": ("🚀 {co} kickoff", "{co}: project kickoff", "Welcome to Stowlane — {co}"),
        "training": ("{co}: supervisor training", "Train the trainer / {co}"),
        "qbr": ("{co} QBR", "{co} — quarterly business review", "QBR / {co} / {this_month}"),
        "support": ("[{ticket}] {co} support call", "{co}: urgent - {ticket}", "Escalation {ticket} ({co})"),
        "checkin": ("{co} monthly check-in", "{s} / {c}: check-in", "{co} — how is it going?"),
        "renewal": ("{co} renewal", "Renewal conversation — {co}"),
        "forecast": ("Forecast call - {this_month}", "Weekly forecast 📈"),
        "deal_review": ("Deal review: {co1}", "Deal strategy — {co1}"),
        "one_on_one": ("1:1 {s} / {e}", "{s} & {e} weekly"),
        "deal_desk": ("Deal desk: {co1}", "Deal desk - exception for {co1}"),
        "standup": ("SDR standup", "Outbound standup ☕"),
        "feedback": ("Product feedback from the field", "Voice of the customer: {this_month}"),
        "retro": ("Retro: {co1}", "What we learned — {co1}"),
        "roleplay": ("Coaching: objection handling", "Role play w/ {e}"),
    },
    "ger": {
        "discovery": ("Erstgespräch {co} / Stowlane", "{co}: Kennenlernen"),
        "demo": ("Demo für {co}: {product}",),
        "pricing": ("{co}: Angebotsbesprechung",),
        "negotiation": ("{co} / Stowlane: Vertragsgespräch",),
        "kickoff": ("Projektstart {co} 🚀",),
        "qbr": ("Quartalsgespräch {co}",),
        "support": ("[{ticket}] Störung bei {co}",),
        "checkin": ("{co}: Jour fixe",),
    },
    "spa": {
        "discovery": ("Primera reunión {co} / Stowlane",),
        "demo": ("Demostración para {co}: {product}",),
        "pricing": ("{co}: revisión de la propuesta",),
        "negotiation": ("{co} — condiciones del contrato",),
        "kickoff": ("Arranque del proyecto: {co} 🚀",),
        "qbr": ("Revisión trimestral {co}",),
        "support": ("[{ticket}] Incidencia en {co}",),
        "checkin": ("{co}: seguimiento mensual",),
    },
    "fre": {
        "discovery": ("Premier échange {co} / Stowlane",),
        "demo": ("Démonstration {product} — {co}",),
        "pricing": ("{co} : revue de la proposition",),
        "negotiation": ("{co} / Stowlane : conditions du contrat",),
        "kickoff": ("Lancement du projet {co} 🚀",),
        "qbr": ("Revue trimestrielle {co}",),
        "support": ("[{ticket}] Incident chez {co}",),
        "checkin": ("{co} : point mensuel",),
    },
    "jpn": {
        "discovery": ("{co}様 初回打ち合わせ",),
        "demo": ("{co}様 {product}デモ",),
        "pricing": ("{co}様 お見積りのご説明",),
        "negotiation": ("{co}様 契約条件の確認",),
        "kickoff": ("{co}様 キックオフ🚀",),
        "qbr": ("{co}様 四半期レビュー",),
        "support": ("[{ticket}] {co}様 障害対応",),
        "checkin": ("{co}様 定例会",),
    },
}


def title(plan: Plan) -> str:
    """Return the title of a call."""
    variants = _TITLES[plan.language][plan.kind]
    chosen = variants[draw(plan.seed, "title", plan.index) % len(variants)]
    return chosen.format_map(plan.facts)

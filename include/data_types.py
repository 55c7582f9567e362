"""The eleven data types: the one place where each is declared.

A type is a row here, a formatter in `formatters/` and golden files; nothing else knows its name. The run's
parameters, the tables in the documents and the scopes asked for in OAuth are all read from these rows.
"""

from __future__ import annotations

from gong.endpoints import CALLS_SCOPE, TRANSCRIPT_SCOPE, USERS_SCOPE, WORKSPACES_SCOPE
from include import lookups
from include.data_type import DataType, Gaps
from include.formatters import (
    answered_scorecards,
    calls,
    crm_accounts,
    crm_contacts,
    crm_deals,
    libraries,
    scorecards,
    trackers,
    transcripts,
    user_stats,
    users,
)
from include.sources import calls as call_source
from include.sources import crm, people, settings

NO_CALLS = "Gong returned no calls for this period or for this credential."
NO_CRM = "No call of this period is linked to one, or no CRM is connected to Gong."
CRM_SCOPES = ("api:crm:integrations:read", "api:crm:get-objects", "api:crm:schema")
CRM_LOOKUPS = (lookups.CALL_INDEX, lookups.CRM_INTEGRATION)

_ROWS = (
    DataType(
        id="calls",
        label="Calls",
        icon="phone",
        description="Call recordings and metadata: title, date, duration, direction, attendees, topics, "
        "trackers, brief, next steps.",
        nouns=("call", "calls"),
        holds="call recordings and metadata",
        includes="the title, date, duration, direction, attendees, topics, and trackers",
        newest_by="the call's start",
        scope=CALLS_SCOPE,
        fetch=call_source.fetch_calls,
        format_record=calls.format_record,
        empty=NO_CALLS,
        has_history=True,
        lookups=(lookups.CALL_INDEX,),
    ),
    DataType(
        id="transcripts",
        label="Transcripts",
        icon="message-square",
        description="Full call transcripts with timestamped speaker turns.",
        nouns=("transcript", "transcripts"),
        holds="call transcripts",
        includes="the call's title, date, attendees, and timestamped speaker turns",
        newest_by="the call's start",
        scope=TRANSCRIPT_SCOPE,
        optional_scopes=(CALLS_SCOPE,),
        fetch=call_source.fetch_transcripts,
        format_record=transcripts.format_record,
        empty=NO_CALLS,
        has_history=True,
        lookups=(lookups.CALL_INDEX,),
        gaps=Gaps(
            nouns=("speaker", "speakers"),
            sentence="that Gong does not name; they are numbered within their call.",
        ),
    ),
    DataType(
        id="users",
        label="Users",
        icon="users",
        description="Gong user profiles: name, email, title, manager, and account status.",
        nouns=("user", "users"),
        holds="user profiles",
        includes="the name, email, title, manager, status, and settings",
        newest_by="the user's creation",
        scope=USERS_SCOPE,
        fetch=people.fetch_users,
        format_record=users.format_record,
        dated=False,
        empty="Gong lists no users for this credential.",
    ),
    DataType(
        id="user-stats",
        label="User Stats",
        icon="bar-chart",
        description="Daily user activity and interaction statistics of the last 30 days.",
        nouns=("user", "users"),
        holds="user activity statistics",
        includes="totals for the period, interaction figures, and one line per active day",
        newest_by="activity: calls hosted and attended, the most active first",
        scope="api:stats:user-actions",
        optional_scopes=("api:stats:interaction", USERS_SCOPE),
        fetch=people.fetch_user_stats,
        days=people.counted_days,
        format_record=user_stats.format_record,
        empty="Nobody was active in Gong in this period; a new account has no statistics yet.",
        has_history=True,
        lookback_days=30,
    ),
    DataType(
        id="scorecards",
        label="Scorecards",
        icon="clipboard-list",
        description="Call scoring and evaluation template definitions.",
        nouns=("scorecard", "scorecards"),
        holds="scorecard definitions",
        includes="the name, status, review method, and questions with ranges and options",
        newest_by="the last update",
        scope="api:settings:scorecards:read",
        fetch=settings.fetch_scorecards,
        format_record=scorecards.format_record,
        dated=False,
        empty="No scorecards are set up in Gong.",
        lookups=(lookups.SCORECARD_DEFINITIONS,),
    ),
    DataType(
        id="answered-scorecards",
        label="Answered Scorecards",
        icon="clipboard-check",
        description="Completed call scores and evaluations, by people and by Gong's AI.",
        nouns=("answered scorecard", "answered scorecards"),
        holds="answered scorecards",
        includes="the call, the people, the date, and every question with its answer",
        newest_by="the review's time",
        scope="api:stats:scorecards",
        optional_scopes=("api:settings:scorecards:read", USERS_SCOPE, CALLS_SCOPE),
        fetch=people.fetch_answered_scorecards,
        days=people.review_days,
        format_record=answered_scorecards.format_record,
        empty="No scorecard was answered in this period.",
        has_history=True,
        lookups=(lookups.SCORECARD_DEFINITIONS,),
        gaps=Gaps(
            nouns=("answer", "answers"),
            sentence="to questions that are no longer in any scorecard; they are shown by id.",
        ),
    ),
    DataType(
        id="libraries",
        label="Libraries",
        icon="folder-tree",
        description="Saved call libraries: folders with their calls, notes and snippets.",
        nouns=("folder", "folders"),
        holds="call library folders",
        includes="its path and its calls with notes and snippet times",
        newest_by="the folder's last update",
        scope="api:library:read",
        optional_scopes=(WORKSPACES_SCOPE,),
        fetch=settings.fetch_libraries,
        sample=settings.sample_libraries,
        format_record=libraries.format_record,
        dated=False,
        empty="There are no public library folders in Gong.",
    ),
    DataType(
        id="trackers",
        label="Trackers",
        icon="radar",
        description="Keyword trackers and the conditions under which they count.",
        nouns=("tracker", "trackers"),
        holds="keyword trackers",
        includes="the name, keywords by language, and the conditions under which it counts",
        newest_by="the last update",
        scope="api:settings:trackers:read",
        fetch=settings.fetch_trackers,
        format_record=trackers.format_record,
        dated=False,
        empty="No keyword trackers are set up in Gong.",
    ),
    DataType(
        id="crm-deals",
        label="CRM Deals",
        icon="handshake",
        description="Deals of the CRM that Gong's calls are linked to.",
        nouns=("deal", "deals"),
        holds="CRM deals, collected from calls,",
        includes="the name, stage, amount, close date, and the newest call about it",
        newest_by="the newest linked call",
        scope=CALLS_SCOPE,
        optional_scopes=CRM_SCOPES,
        fetch=crm.fetch_deals,
        format_record=crm_deals.format_record,
        empty=NO_CRM,
        lookups=CRM_LOOKUPS,
        crm_kind="deal",
    ),
    DataType(
        id="crm-contacts",
        label="CRM Contacts",
        icon="contact",
        description="Contacts of the CRM that took part in calls.",
        nouns=("contact", "contacts"),
        holds="CRM contacts, collected from calls,",
        includes="the name, email, title, and the newest call they took part in",
        newest_by="the newest linked call",
        scope=CALLS_SCOPE,
        optional_scopes=CRM_SCOPES,
        fetch=crm.fetch_contacts,
        format_record=crm_contacts.format_record,
        empty=NO_CRM,
        lookups=CRM_LOOKUPS,
        crm_kind="contact",
    ),
    DataType(
        id="crm-accounts",
        label="CRM Accounts",
        icon="building",
        description="Accounts of the CRM that Gong's calls are linked to.",
        nouns=("account", "accounts"),
        holds="CRM accounts, collected from calls,",
        includes="the name, website, industry, and the newest call with it",
        newest_by="the newest linked call",
        scope=CALLS_SCOPE,
        optional_scopes=CRM_SCOPES,
        fetch=crm.fetch_accounts,
        format_record=crm_accounts.format_record,
        empty=NO_CRM,
        lookups=CRM_LOOKUPS,
        crm_kind="account",
    ),
)

DATA_TYPES: dict[str, DataType] = {row.id: row for row in _ROWS}
"""By id, in the order in which types appear everywhere."""

DATA_TYPE_IDS = tuple(DATA_TYPES)


def scopes() -> list[str]:
    """Return all scopes that some type needs or can use, each once: what an OAuth app asks for."""
    return list(dict.fromkeys(scope for row in _ROWS for scope in (row.scope, *row.optional_scopes)))

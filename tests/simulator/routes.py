"""Which function answers which operation of Gong's API description."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.simulator import answers_calls, answers_people, answers_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.simulator.ask import Ask

ANSWERS: dict[str, Callable[[Ask], dict[str, Any]]] = {
    "listCalls": answers_calls.list_calls,
    "getCall": answers_calls.get_call,
    "listCallsExtensive": answers_calls.list_extensive,
    "getCallTranscripts": answers_calls.list_transcripts,
    "listCallOutcomes": answers_calls.list_outcomes,
    "listCRMCallsManualAssociation": answers_calls.list_associations,
    "listUsers": answers_people.list_users,
    "listMultipleUsers": answers_people.list_users_extensive,
    "getUser": answers_people.get_user,
    "getUserHistory": answers_people.get_history,
    "listMultipleUsersAggregateActivity": answers_people.aggregate,
    "listMultipleUsersAggregateByPeriod": answers_people.aggregate_by_period,
    "listMultipleUsersDayByDayActivity": answers_people.day_by_day,
    "listInteractionStats": answers_people.interaction,
    "listAnsweredScorecards": answers_settings.list_answered,
    "listScorecards": answers_settings.list_scorecards,
    "listTrackers": answers_settings.list_trackers,
    "getLibraryStructure": answers_settings.list_folders,
    "getCallsInSpecificFolder": answers_settings.folder_content,
    "listWorkspaces": answers_settings.list_workspaces,
    "listGenericCrmIntegration": answers_settings.list_integrations,
    "listCrmSchemaFields": answers_settings.entity_schema,
    "getCrmObjects": answers_settings.list_entities,
    "getCrmObjectsDeprecated": answers_settings.list_entities,
    "getRequestStatus": answers_settings.request_status,
    "findAllReferencesToEmailAddress": answers_settings.references,
}

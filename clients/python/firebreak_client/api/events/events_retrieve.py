from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.agency_claimed_event import AgencyClaimedEvent
from ...models.agency_closed_event import AgencyClosedEvent
from ...models.agency_created_event import AgencyCreatedEvent
from ...models.agency_resumed_event import AgencyResumedEvent
from ...models.agency_settings_changed_event import AgencySettingsChangedEvent
from ...models.agency_suspended_event import AgencySuspendedEvent
from ...models.alert_acknowledged_event import AlertAcknowledgedEvent
from ...models.alert_dismissed_event import AlertDismissedEvent
from ...models.alert_joined_event import AlertJoinedEvent
from ...models.alert_opened_incident_event import AlertOpenedIncidentEvent
from ...models.alert_outcome_recorded_event import AlertOutcomeRecordedEvent
from ...models.alert_raised_event import AlertRaisedEvent
from ...models.alert_unanswered_event import AlertUnansweredEvent
from ...models.alert_undecided_event import AlertUndecidedEvent
from ...models.alert_waiting_event import AlertWaitingEvent
from ...models.answer_approval_asked_event import AnswerApprovalAskedEvent
from ...models.answer_approval_late_event import AnswerApprovalLateEvent
from ...models.answer_approval_link_wanted_event import AnswerApprovalLinkWantedEvent
from ...models.answer_approval_stands_event import AnswerApprovalStandsEvent
from ...models.answer_approval_withdrawn_event import AnswerApprovalWithdrawnEvent
from ...models.answer_approved_event import AnswerApprovedEvent
from ...models.answer_drafted_event import AnswerDraftedEvent
from ...models.answer_edited_event import AnswerEditedEvent
from ...models.answer_handed_off_event import AnswerHandedOffEvent
from ...models.answer_published_event import AnswerPublishedEvent
from ...models.answer_rejected_event import AnswerRejectedEvent
from ...models.answer_withdrawn_event import AnswerWithdrawnEvent
from ...models.application_connected_event import ApplicationConnectedEvent
from ...models.application_disconnected_event import ApplicationDisconnectedEvent
from ...models.application_ended_event import ApplicationEndedEvent
from ...models.application_first_used_event import ApplicationFirstUsedEvent
from ...models.application_registered_event import ApplicationRegisteredEvent
from ...models.application_token_reused_event import ApplicationTokenReusedEvent
from ...models.audit_exported_event import AuditExportedEvent
from ...models.audit_keeping_changed_event import AuditKeepingChangedEvent
from ...models.backfill_cancelled_event import BackfillCancelledEvent
from ...models.backfill_ended_event import BackfillEndedEvent
from ...models.backfill_resumed_event import BackfillResumedEvent
from ...models.backfill_started_event import BackfillStartedEvent
from ...models.brand_archived_event import BrandArchivedEvent
from ...models.brand_changed_event import BrandChangedEvent
from ...models.brand_created_event import BrandCreatedEvent
from ...models.brand_restored_event import BrandRestoredEvent
from ...models.brand_team_changed_event import BrandTeamChangedEvent
from ...models.brand_wake_order_changed_event import BrandWakeOrderChangedEvent
from ...models.contact_changed_event import ContactChangedEvent
from ...models.contact_created_event import ContactCreatedEvent
from ...models.contact_removed_event import ContactRemovedEvent
from ...models.import_cancelled_event import ImportCancelledEvent
from ...models.import_discarded_event import ImportDiscardedEvent
from ...models.import_ended_event import ImportEndedEvent
from ...models.import_resumed_event import ImportResumedEvent
from ...models.import_started_event import ImportStartedEvent
from ...models.import_undo_started_event import ImportUndoStartedEvent
from ...models.import_undone_event import ImportUndoneEvent
from ...models.import_uploaded_event import ImportUploadedEvent
from ...models.incident_alert_joined_event import IncidentAlertJoinedEvent
from ...models.incident_alert_left_event import IncidentAlertLeftEvent
from ...models.incident_alert_moved_event import IncidentAlertMovedEvent
from ...models.incident_alerts_unanswered_event import IncidentAlertsUnansweredEvent
from ...models.incident_change_proposed_event import IncidentChangeProposedEvent
from ...models.incident_closed_event import IncidentClosedEvent
from ...models.incident_confirmed_event import IncidentConfirmedEvent
from ...models.incident_debrief_edited_event import IncidentDebriefEditedEvent
from ...models.incident_debrief_finished_event import IncidentDebriefFinishedEvent
from ...models.incident_debrief_reopened_event import IncidentDebriefReopenedEvent
from ...models.incident_debrief_started_event import IncidentDebriefStartedEvent
from ...models.incident_dismissed_event import IncidentDismissedEvent
from ...models.incident_duty_given_event import IncidentDutyGivenEvent
from ...models.incident_entry_corrected_event import IncidentEntryCorrectedEvent
from ...models.incident_entry_erased_event import IncidentEntryErasedEvent
from ...models.incident_entry_released_event import IncidentEntryReleasedEvent
from ...models.incident_exported_event import IncidentExportedEvent
from ...models.incident_lead_changed_event import IncidentLeadChangedEvent
from ...models.incident_lesson_added_event import IncidentLessonAddedEvent
from ...models.incident_lesson_removed_event import IncidentLessonRemovedEvent
from ...models.incident_mention_unlinked_event import IncidentMentionUnlinkedEvent
from ...models.incident_mentions_linked_event import IncidentMentionsLinkedEvent
from ...models.incident_merged_event import IncidentMergedEvent
from ...models.incident_merged_in_event import IncidentMergedInEvent
from ...models.incident_merged_on_event import IncidentMergedOnEvent
from ...models.incident_noted_event import IncidentNotedEvent
from ...models.incident_opened_event import IncidentOpenedEvent
from ...models.incident_plan_pinned_event import IncidentPlanPinnedEvent
from ...models.incident_released_event import IncidentReleasedEvent
from ...models.incident_renamed_event import IncidentRenamedEvent
from ...models.incident_reopened_event import IncidentReopenedEvent
from ...models.incident_resolved_event import IncidentResolvedEvent
from ...models.incident_responding_event import IncidentRespondingEvent
from ...models.incident_severity_changed_event import IncidentSeverityChangedEvent
from ...models.incident_stabilised_event import IncidentStabilisedEvent
from ...models.incident_team_set_event import IncidentTeamSetEvent
from ...models.incident_update_due_soon_event import IncidentUpdateDueSoonEvent
from ...models.incident_update_late_event import IncidentUpdateLateEvent
from ...models.incident_update_sent_event import IncidentUpdateSentEvent
from ...models.incident_waived_event import IncidentWaivedEvent
from ...models.key_created_event import KeyCreatedEvent
from ...models.key_first_used_event import KeyFirstUsedEvent
from ...models.key_refused_event import KeyRefusedEvent
from ...models.key_revoked_event import KeyRevokedEvent
from ...models.key_rotated_event import KeyRotatedEvent
from ...models.machine_changed_event import MachineChangedEvent
from ...models.machine_created_event import MachineCreatedEvent
from ...models.machine_deactivated_event import MachineDeactivatedEvent
from ...models.machine_passed_on_event import MachinePassedOnEvent
from ...models.machine_reactivated_event import MachineReactivatedEvent
from ...models.member_deactivated_event import MemberDeactivatedEvent
from ...models.member_holdings_passed_on_event import MemberHoldingsPassedOnEvent
from ...models.member_invitation_resent_event import MemberInvitationResentEvent
from ...models.member_invitation_withdrawn_event import MemberInvitationWithdrawnEvent
from ...models.member_invited_event import MemberInvitedEvent
from ...models.member_joined_event import MemberJoinedEvent
from ...models.member_reactivated_event import MemberReactivatedEvent
from ...models.member_role_changed_event import MemberRoleChangedEvent
from ...models.mention_added_event import MentionAddedEvent
from ...models.mention_arrived_event import MentionArrivedEvent
from ...models.mention_assigned_event import MentionAssignedEvent
from ...models.mention_erased_event import MentionErasedEvent
from ...models.mention_exported_event import MentionExportedEvent
from ...models.mention_note_added_event import MentionNoteAddedEvent
from ...models.mention_removed_event import MentionRemovedEvent
from ...models.mention_sentiment_corrected_event import MentionSentimentCorrectedEvent
from ...models.mention_status_changed_event import MentionStatusChangedEvent
from ...models.page_passed_on_event import PagePassedOnEvent
from ...models.page_unanswered_event import PageUnansweredEvent
from ...models.person_address_added_event import PersonAddressAddedEvent
from ...models.person_address_changed_event import PersonAddressChangedEvent
from ...models.person_address_confirmed_event import PersonAddressConfirmedEvent
from ...models.person_address_removed_event import PersonAddressRemovedEvent
from ...models.person_factor_added_event import PersonFactorAddedEvent
from ...models.person_factor_removed_event import PersonFactorRemovedEvent
from ...models.person_logged_in_event import PersonLoggedInEvent
from ...models.person_logged_out_event import PersonLoggedOutEvent
from ...models.person_login_failed_event import PersonLoginFailedEvent
from ...models.person_login_limits_lifted_event import PersonLoginLimitsLiftedEvent
from ...models.person_password_changed_event import PersonPasswordChangedEvent
from ...models.person_password_reset_event import PersonPasswordResetEvent
from ...models.person_password_set_event import PersonPasswordSetEvent
from ...models.person_recovery_codes_made_event import PersonRecoveryCodesMadeEvent
from ...models.person_sessions_ended_event import PersonSessionsEndedEvent
from ...models.plan_archived_event import PlanArchivedEvent
from ...models.plan_created_event import PlanCreatedEvent
from ...models.plan_draft_changed_event import PlanDraftChangedEvent
from ...models.plan_draft_discarded_event import PlanDraftDiscardedEvent
from ...models.plan_draft_restored_event import PlanDraftRestoredEvent
from ...models.plan_draft_started_event import PlanDraftStartedEvent
from ...models.plan_restored_event import PlanRestoredEvent
from ...models.plan_version_published_event import PlanVersionPublishedEvent
from ...models.plan_version_retired_event import PlanVersionRetiredEvent
from ...models.planned_event_changed_event import PlannedEventChangedEvent
from ...models.planned_event_created_event import PlannedEventCreatedEvent
from ...models.planned_event_removed_event import PlannedEventRemovedEvent
from ...models.private_link_created_event import PrivateLinkCreatedEvent
from ...models.private_link_revoked_event import PrivateLinkRevokedEvent
from ...models.private_link_rotated_event import PrivateLinkRotatedEvent
from ...models.problem import Problem
from ...models.proposal_accepted_event import ProposalAcceptedEvent
from ...models.proposal_opened_event import ProposalOpenedEvent
from ...models.proposal_rejected_event import ProposalRejectedEvent
from ...models.query_changed_event import QueryChangedEvent
from ...models.query_created_event import QueryCreatedEvent
from ...models.query_removed_event import QueryRemovedEvent
from ...models.query_restored_event import QueryRestoredEvent
from ...models.query_starred_event import QueryStarredEvent
from ...models.query_unstarred_event import QueryUnstarredEvent
from ...models.rule_changed_event import RuleChangedEvent
from ...models.rule_created_event import RuleCreatedEvent
from ...models.rule_muted_event import RuleMutedEvent
from ...models.rule_suggestion_adopted_event import RuleSuggestionAdoptedEvent
from ...models.rule_switched_off_event import RuleSwitchedOffEvent
from ...models.rule_switched_on_event import RuleSwitchedOnEvent
from ...models.rule_unmuted_event import RuleUnmutedEvent
from ...models.source_batch_ended_event import SourceBatchEndedEvent
from ...models.source_batch_resumed_event import SourceBatchResumedEvent
from ...models.source_batch_started_event import SourceBatchStartedEvent
from ...models.source_batch_stopped_event import SourceBatchStoppedEvent
from ...models.source_changed_event import SourceChangedEvent
from ...models.source_created_event import SourceCreatedEvent
from ...models.source_failed_event import SourceFailedEvent
from ...models.source_paused_event import SourcePausedEvent
from ...models.source_recovered_event import SourceRecoveredEvent
from ...models.source_removed_event import SourceRemovedEvent
from ...models.source_resumed_event import SourceResumedEvent
from ...models.source_retried_event import SourceRetriedEvent
from ...models.task_added_event import TaskAddedEvent
from ...models.task_changed_event import TaskChangedEvent
from ...models.task_finished_event import TaskFinishedEvent
from ...models.task_given_event import TaskGivenEvent
from ...models.task_late_event import TaskLateEvent
from ...models.task_reopened_event import TaskReopenedEvent
from ...models.task_skipped_event import TaskSkippedEvent
from ...models.task_started_event import TaskStartedEvent
from ...models.task_taken_event import TaskTakenEvent
from ...models.view_changed_event import ViewChangedEvent
from ...models.view_created_event import ViewCreatedEvent
from ...models.view_removed_event import ViewRemovedEvent
from ...models.webhook_changed_event import WebhookChangedEvent
from ...models.webhook_created_event import WebhookCreatedEvent
from ...models.webhook_disabled_event import WebhookDisabledEvent
from ...models.webhook_passed_on_event import WebhookPassedOnEvent
from ...models.webhook_paused_event import WebhookPausedEvent
from ...models.webhook_redelivered_event import WebhookRedeliveredEvent
from ...models.webhook_removed_event import WebhookRemovedEvent
from ...models.webhook_resumed_event import WebhookResumedEvent
from ...models.webhook_secret_changed_event import WebhookSecretChangedEvent
from ...models.webhook_tested_event import WebhookTestedEvent
from ...types import UNSET, Response, Unset


def _get_kwargs(
    id: str,
    *,
    if_none_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_none_match, Unset):
        headers["If-None-Match"] = if_none_match

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/events/{id}/".format(
            id=quote(str(id), safe=""),
        ),
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> (
    AgencyClaimedEvent
    | AgencyClosedEvent
    | AgencyCreatedEvent
    | AgencyResumedEvent
    | AgencySettingsChangedEvent
    | AgencySuspendedEvent
    | AlertAcknowledgedEvent
    | AlertDismissedEvent
    | AlertJoinedEvent
    | AlertOpenedIncidentEvent
    | AlertOutcomeRecordedEvent
    | AlertRaisedEvent
    | AlertUnansweredEvent
    | AlertUndecidedEvent
    | AlertWaitingEvent
    | AnswerApprovalAskedEvent
    | AnswerApprovalLateEvent
    | AnswerApprovalLinkWantedEvent
    | AnswerApprovalStandsEvent
    | AnswerApprovalWithdrawnEvent
    | AnswerApprovedEvent
    | AnswerDraftedEvent
    | AnswerEditedEvent
    | AnswerHandedOffEvent
    | AnswerPublishedEvent
    | AnswerRejectedEvent
    | AnswerWithdrawnEvent
    | ApplicationConnectedEvent
    | ApplicationDisconnectedEvent
    | ApplicationEndedEvent
    | ApplicationFirstUsedEvent
    | ApplicationRegisteredEvent
    | ApplicationTokenReusedEvent
    | AuditExportedEvent
    | AuditKeepingChangedEvent
    | BackfillCancelledEvent
    | BackfillEndedEvent
    | BackfillResumedEvent
    | BackfillStartedEvent
    | BrandArchivedEvent
    | BrandChangedEvent
    | BrandCreatedEvent
    | BrandRestoredEvent
    | BrandTeamChangedEvent
    | BrandWakeOrderChangedEvent
    | ContactChangedEvent
    | ContactCreatedEvent
    | ContactRemovedEvent
    | ImportCancelledEvent
    | ImportDiscardedEvent
    | ImportEndedEvent
    | ImportResumedEvent
    | ImportStartedEvent
    | ImportUndoneEvent
    | ImportUndoStartedEvent
    | ImportUploadedEvent
    | IncidentAlertJoinedEvent
    | IncidentAlertLeftEvent
    | IncidentAlertMovedEvent
    | IncidentAlertsUnansweredEvent
    | IncidentChangeProposedEvent
    | IncidentClosedEvent
    | IncidentConfirmedEvent
    | IncidentDebriefEditedEvent
    | IncidentDebriefFinishedEvent
    | IncidentDebriefReopenedEvent
    | IncidentDebriefStartedEvent
    | IncidentDismissedEvent
    | IncidentDutyGivenEvent
    | IncidentEntryCorrectedEvent
    | IncidentEntryErasedEvent
    | IncidentEntryReleasedEvent
    | IncidentExportedEvent
    | IncidentLeadChangedEvent
    | IncidentLessonAddedEvent
    | IncidentLessonRemovedEvent
    | IncidentMentionsLinkedEvent
    | IncidentMentionUnlinkedEvent
    | IncidentMergedEvent
    | IncidentMergedInEvent
    | IncidentMergedOnEvent
    | IncidentNotedEvent
    | IncidentOpenedEvent
    | IncidentPlanPinnedEvent
    | IncidentReleasedEvent
    | IncidentRenamedEvent
    | IncidentReopenedEvent
    | IncidentResolvedEvent
    | IncidentRespondingEvent
    | IncidentSeverityChangedEvent
    | IncidentStabilisedEvent
    | IncidentTeamSetEvent
    | IncidentUpdateDueSoonEvent
    | IncidentUpdateLateEvent
    | IncidentUpdateSentEvent
    | IncidentWaivedEvent
    | KeyCreatedEvent
    | KeyFirstUsedEvent
    | KeyRefusedEvent
    | KeyRevokedEvent
    | KeyRotatedEvent
    | MachineChangedEvent
    | MachineCreatedEvent
    | MachineDeactivatedEvent
    | MachinePassedOnEvent
    | MachineReactivatedEvent
    | MemberDeactivatedEvent
    | MemberHoldingsPassedOnEvent
    | MemberInvitationResentEvent
    | MemberInvitationWithdrawnEvent
    | MemberInvitedEvent
    | MemberJoinedEvent
    | MemberReactivatedEvent
    | MemberRoleChangedEvent
    | MentionAddedEvent
    | MentionArrivedEvent
    | MentionAssignedEvent
    | MentionErasedEvent
    | MentionExportedEvent
    | MentionNoteAddedEvent
    | MentionRemovedEvent
    | MentionSentimentCorrectedEvent
    | MentionStatusChangedEvent
    | PagePassedOnEvent
    | PageUnansweredEvent
    | PersonAddressAddedEvent
    | PersonAddressChangedEvent
    | PersonAddressConfirmedEvent
    | PersonAddressRemovedEvent
    | PersonFactorAddedEvent
    | PersonFactorRemovedEvent
    | PersonLoggedInEvent
    | PersonLoggedOutEvent
    | PersonLoginFailedEvent
    | PersonLoginLimitsLiftedEvent
    | PersonPasswordChangedEvent
    | PersonPasswordResetEvent
    | PersonPasswordSetEvent
    | PersonRecoveryCodesMadeEvent
    | PersonSessionsEndedEvent
    | PlanArchivedEvent
    | PlanCreatedEvent
    | PlanDraftChangedEvent
    | PlanDraftDiscardedEvent
    | PlanDraftRestoredEvent
    | PlanDraftStartedEvent
    | PlannedEventChangedEvent
    | PlannedEventCreatedEvent
    | PlannedEventRemovedEvent
    | PlanRestoredEvent
    | PlanVersionPublishedEvent
    | PlanVersionRetiredEvent
    | PrivateLinkCreatedEvent
    | PrivateLinkRevokedEvent
    | PrivateLinkRotatedEvent
    | ProposalAcceptedEvent
    | ProposalOpenedEvent
    | ProposalRejectedEvent
    | QueryChangedEvent
    | QueryCreatedEvent
    | QueryRemovedEvent
    | QueryRestoredEvent
    | QueryStarredEvent
    | QueryUnstarredEvent
    | RuleChangedEvent
    | RuleCreatedEvent
    | RuleMutedEvent
    | RuleSuggestionAdoptedEvent
    | RuleSwitchedOffEvent
    | RuleSwitchedOnEvent
    | RuleUnmutedEvent
    | SourceBatchEndedEvent
    | SourceBatchResumedEvent
    | SourceBatchStartedEvent
    | SourceBatchStoppedEvent
    | SourceChangedEvent
    | SourceCreatedEvent
    | SourceFailedEvent
    | SourcePausedEvent
    | SourceRecoveredEvent
    | SourceRemovedEvent
    | SourceResumedEvent
    | SourceRetriedEvent
    | TaskAddedEvent
    | TaskChangedEvent
    | TaskFinishedEvent
    | TaskGivenEvent
    | TaskLateEvent
    | TaskReopenedEvent
    | TaskSkippedEvent
    | TaskStartedEvent
    | TaskTakenEvent
    | ViewChangedEvent
    | ViewCreatedEvent
    | ViewRemovedEvent
    | WebhookChangedEvent
    | WebhookCreatedEvent
    | WebhookDisabledEvent
    | WebhookPassedOnEvent
    | WebhookPausedEvent
    | WebhookRedeliveredEvent
    | WebhookRemovedEvent
    | WebhookResumedEvent
    | WebhookSecretChangedEvent
    | WebhookTestedEvent
    | Any
    | Problem
    | None
):
    if response.status_code == 200:

        def _parse_response_200(
            data: object,
        ) -> (
            AgencyClaimedEvent
            | AgencyClosedEvent
            | AgencyCreatedEvent
            | AgencyResumedEvent
            | AgencySettingsChangedEvent
            | AgencySuspendedEvent
            | AlertAcknowledgedEvent
            | AlertDismissedEvent
            | AlertJoinedEvent
            | AlertOpenedIncidentEvent
            | AlertOutcomeRecordedEvent
            | AlertRaisedEvent
            | AlertUnansweredEvent
            | AlertUndecidedEvent
            | AlertWaitingEvent
            | AnswerApprovalAskedEvent
            | AnswerApprovalLateEvent
            | AnswerApprovalLinkWantedEvent
            | AnswerApprovalStandsEvent
            | AnswerApprovalWithdrawnEvent
            | AnswerApprovedEvent
            | AnswerDraftedEvent
            | AnswerEditedEvent
            | AnswerHandedOffEvent
            | AnswerPublishedEvent
            | AnswerRejectedEvent
            | AnswerWithdrawnEvent
            | ApplicationConnectedEvent
            | ApplicationDisconnectedEvent
            | ApplicationEndedEvent
            | ApplicationFirstUsedEvent
            | ApplicationRegisteredEvent
            | ApplicationTokenReusedEvent
            | AuditExportedEvent
            | AuditKeepingChangedEvent
            | BackfillCancelledEvent
            | BackfillEndedEvent
            | BackfillResumedEvent
            | BackfillStartedEvent
            | BrandArchivedEvent
            | BrandChangedEvent
            | BrandCreatedEvent
            | BrandRestoredEvent
            | BrandTeamChangedEvent
            | BrandWakeOrderChangedEvent
            | ContactChangedEvent
            | ContactCreatedEvent
            | ContactRemovedEvent
            | ImportCancelledEvent
            | ImportDiscardedEvent
            | ImportEndedEvent
            | ImportResumedEvent
            | ImportStartedEvent
            | ImportUndoneEvent
            | ImportUndoStartedEvent
            | ImportUploadedEvent
            | IncidentAlertJoinedEvent
            | IncidentAlertLeftEvent
            | IncidentAlertMovedEvent
            | IncidentAlertsUnansweredEvent
            | IncidentChangeProposedEvent
            | IncidentClosedEvent
            | IncidentConfirmedEvent
            | IncidentDebriefEditedEvent
            | IncidentDebriefFinishedEvent
            | IncidentDebriefReopenedEvent
            | IncidentDebriefStartedEvent
            | IncidentDismissedEvent
            | IncidentDutyGivenEvent
            | IncidentEntryCorrectedEvent
            | IncidentEntryErasedEvent
            | IncidentEntryReleasedEvent
            | IncidentExportedEvent
            | IncidentLeadChangedEvent
            | IncidentLessonAddedEvent
            | IncidentLessonRemovedEvent
            | IncidentMentionsLinkedEvent
            | IncidentMentionUnlinkedEvent
            | IncidentMergedEvent
            | IncidentMergedInEvent
            | IncidentMergedOnEvent
            | IncidentNotedEvent
            | IncidentOpenedEvent
            | IncidentPlanPinnedEvent
            | IncidentReleasedEvent
            | IncidentRenamedEvent
            | IncidentReopenedEvent
            | IncidentResolvedEvent
            | IncidentRespondingEvent
            | IncidentSeverityChangedEvent
            | IncidentStabilisedEvent
            | IncidentTeamSetEvent
            | IncidentUpdateDueSoonEvent
            | IncidentUpdateLateEvent
            | IncidentUpdateSentEvent
            | IncidentWaivedEvent
            | KeyCreatedEvent
            | KeyFirstUsedEvent
            | KeyRefusedEvent
            | KeyRevokedEvent
            | KeyRotatedEvent
            | MachineChangedEvent
            | MachineCreatedEvent
            | MachineDeactivatedEvent
            | MachinePassedOnEvent
            | MachineReactivatedEvent
            | MemberDeactivatedEvent
            | MemberHoldingsPassedOnEvent
            | MemberInvitationResentEvent
            | MemberInvitationWithdrawnEvent
            | MemberInvitedEvent
            | MemberJoinedEvent
            | MemberReactivatedEvent
            | MemberRoleChangedEvent
            | MentionAddedEvent
            | MentionArrivedEvent
            | MentionAssignedEvent
            | MentionErasedEvent
            | MentionExportedEvent
            | MentionNoteAddedEvent
            | MentionRemovedEvent
            | MentionSentimentCorrectedEvent
            | MentionStatusChangedEvent
            | PagePassedOnEvent
            | PageUnansweredEvent
            | PersonAddressAddedEvent
            | PersonAddressChangedEvent
            | PersonAddressConfirmedEvent
            | PersonAddressRemovedEvent
            | PersonFactorAddedEvent
            | PersonFactorRemovedEvent
            | PersonLoggedInEvent
            | PersonLoggedOutEvent
            | PersonLoginFailedEvent
            | PersonLoginLimitsLiftedEvent
            | PersonPasswordChangedEvent
            | PersonPasswordResetEvent
            | PersonPasswordSetEvent
            | PersonRecoveryCodesMadeEvent
            | PersonSessionsEndedEvent
            | PlanArchivedEvent
            | PlanCreatedEvent
            | PlanDraftChangedEvent
            | PlanDraftDiscardedEvent
            | PlanDraftRestoredEvent
            | PlanDraftStartedEvent
            | PlannedEventChangedEvent
            | PlannedEventCreatedEvent
            | PlannedEventRemovedEvent
            | PlanRestoredEvent
            | PlanVersionPublishedEvent
            | PlanVersionRetiredEvent
            | PrivateLinkCreatedEvent
            | PrivateLinkRevokedEvent
            | PrivateLinkRotatedEvent
            | ProposalAcceptedEvent
            | ProposalOpenedEvent
            | ProposalRejectedEvent
            | QueryChangedEvent
            | QueryCreatedEvent
            | QueryRemovedEvent
            | QueryRestoredEvent
            | QueryStarredEvent
            | QueryUnstarredEvent
            | RuleChangedEvent
            | RuleCreatedEvent
            | RuleMutedEvent
            | RuleSuggestionAdoptedEvent
            | RuleSwitchedOffEvent
            | RuleSwitchedOnEvent
            | RuleUnmutedEvent
            | SourceBatchEndedEvent
            | SourceBatchResumedEvent
            | SourceBatchStartedEvent
            | SourceBatchStoppedEvent
            | SourceChangedEvent
            | SourceCreatedEvent
            | SourceFailedEvent
            | SourcePausedEvent
            | SourceRecoveredEvent
            | SourceRemovedEvent
            | SourceResumedEvent
            | SourceRetriedEvent
            | TaskAddedEvent
            | TaskChangedEvent
            | TaskFinishedEvent
            | TaskGivenEvent
            | TaskLateEvent
            | TaskReopenedEvent
            | TaskSkippedEvent
            | TaskStartedEvent
            | TaskTakenEvent
            | ViewChangedEvent
            | ViewCreatedEvent
            | ViewRemovedEvent
            | WebhookChangedEvent
            | WebhookCreatedEvent
            | WebhookDisabledEvent
            | WebhookPassedOnEvent
            | WebhookPausedEvent
            | WebhookRedeliveredEvent
            | WebhookRemovedEvent
            | WebhookResumedEvent
            | WebhookSecretChangedEvent
            | WebhookTestedEvent
        ):
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_0 = AgencyClaimedEvent.from_dict(data)

                return componentsschemas_event_out_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_1 = AgencyClosedEvent.from_dict(data)

                return componentsschemas_event_out_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_2 = AgencyCreatedEvent.from_dict(data)

                return componentsschemas_event_out_type_2
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_3 = AgencyResumedEvent.from_dict(data)

                return componentsschemas_event_out_type_3
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_4 = AgencySettingsChangedEvent.from_dict(data)

                return componentsschemas_event_out_type_4
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_5 = AgencySuspendedEvent.from_dict(data)

                return componentsschemas_event_out_type_5
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_6 = AlertAcknowledgedEvent.from_dict(data)

                return componentsschemas_event_out_type_6
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_7 = AlertDismissedEvent.from_dict(data)

                return componentsschemas_event_out_type_7
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_8 = AlertJoinedEvent.from_dict(data)

                return componentsschemas_event_out_type_8
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_9 = AlertOpenedIncidentEvent.from_dict(data)

                return componentsschemas_event_out_type_9
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_10 = AlertOutcomeRecordedEvent.from_dict(data)

                return componentsschemas_event_out_type_10
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_11 = AlertRaisedEvent.from_dict(data)

                return componentsschemas_event_out_type_11
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_12 = AlertUnansweredEvent.from_dict(data)

                return componentsschemas_event_out_type_12
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_13 = AlertUndecidedEvent.from_dict(data)

                return componentsschemas_event_out_type_13
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_14 = AlertWaitingEvent.from_dict(data)

                return componentsschemas_event_out_type_14
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_15 = AnswerApprovalAskedEvent.from_dict(data)

                return componentsschemas_event_out_type_15
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_16 = AnswerApprovalLateEvent.from_dict(data)

                return componentsschemas_event_out_type_16
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_17 = AnswerApprovalLinkWantedEvent.from_dict(data)

                return componentsschemas_event_out_type_17
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_18 = AnswerApprovalStandsEvent.from_dict(data)

                return componentsschemas_event_out_type_18
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_19 = AnswerApprovalWithdrawnEvent.from_dict(data)

                return componentsschemas_event_out_type_19
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_20 = AnswerApprovedEvent.from_dict(data)

                return componentsschemas_event_out_type_20
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_21 = AnswerDraftedEvent.from_dict(data)

                return componentsschemas_event_out_type_21
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_22 = AnswerEditedEvent.from_dict(data)

                return componentsschemas_event_out_type_22
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_23 = AnswerHandedOffEvent.from_dict(data)

                return componentsschemas_event_out_type_23
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_24 = AnswerPublishedEvent.from_dict(data)

                return componentsschemas_event_out_type_24
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_25 = AnswerRejectedEvent.from_dict(data)

                return componentsschemas_event_out_type_25
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_26 = AnswerWithdrawnEvent.from_dict(data)

                return componentsschemas_event_out_type_26
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_27 = ApplicationConnectedEvent.from_dict(data)

                return componentsschemas_event_out_type_27
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_28 = ApplicationDisconnectedEvent.from_dict(data)

                return componentsschemas_event_out_type_28
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_29 = ApplicationEndedEvent.from_dict(data)

                return componentsschemas_event_out_type_29
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_30 = ApplicationFirstUsedEvent.from_dict(data)

                return componentsschemas_event_out_type_30
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_31 = ApplicationRegisteredEvent.from_dict(data)

                return componentsschemas_event_out_type_31
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_32 = ApplicationTokenReusedEvent.from_dict(data)

                return componentsschemas_event_out_type_32
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_33 = AuditExportedEvent.from_dict(data)

                return componentsschemas_event_out_type_33
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_34 = AuditKeepingChangedEvent.from_dict(data)

                return componentsschemas_event_out_type_34
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_35 = BackfillCancelledEvent.from_dict(data)

                return componentsschemas_event_out_type_35
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_36 = BackfillEndedEvent.from_dict(data)

                return componentsschemas_event_out_type_36
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_37 = BackfillResumedEvent.from_dict(data)

                return componentsschemas_event_out_type_37
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_38 = BackfillStartedEvent.from_dict(data)

                return componentsschemas_event_out_type_38
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_39 = BrandArchivedEvent.from_dict(data)

                return componentsschemas_event_out_type_39
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_40 = BrandChangedEvent.from_dict(data)

                return componentsschemas_event_out_type_40
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_41 = BrandCreatedEvent.from_dict(data)

                return componentsschemas_event_out_type_41
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_42 = BrandRestoredEvent.from_dict(data)

                return componentsschemas_event_out_type_42
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_43 = BrandTeamChangedEvent.from_dict(data)

                return componentsschemas_event_out_type_43
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_44 = BrandWakeOrderChangedEvent.from_dict(data)

                return componentsschemas_event_out_type_44
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_45 = ContactChangedEvent.from_dict(data)

                return componentsschemas_event_out_type_45
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_46 = ContactCreatedEvent.from_dict(data)

                return componentsschemas_event_out_type_46
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_47 = ContactRemovedEvent.from_dict(data)

                return componentsschemas_event_out_type_47
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_48 = ImportCancelledEvent.from_dict(data)

                return componentsschemas_event_out_type_48
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_49 = ImportDiscardedEvent.from_dict(data)

                return componentsschemas_event_out_type_49
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_50 = ImportEndedEvent.from_dict(data)

                return componentsschemas_event_out_type_50
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_51 = ImportResumedEvent.from_dict(data)

                return componentsschemas_event_out_type_51
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_52 = ImportStartedEvent.from_dict(data)

                return componentsschemas_event_out_type_52
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_53 = ImportUndoStartedEvent.from_dict(data)

                return componentsschemas_event_out_type_53
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_54 = ImportUndoneEvent.from_dict(data)

                return componentsschemas_event_out_type_54
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_55 = ImportUploadedEvent.from_dict(data)

                return componentsschemas_event_out_type_55
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_56 = IncidentAlertJoinedEvent.from_dict(data)

                return componentsschemas_event_out_type_56
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_57 = IncidentAlertLeftEvent.from_dict(data)

                return componentsschemas_event_out_type_57
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_58 = IncidentAlertMovedEvent.from_dict(data)

                return componentsschemas_event_out_type_58
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_59 = IncidentAlertsUnansweredEvent.from_dict(data)

                return componentsschemas_event_out_type_59
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_60 = IncidentChangeProposedEvent.from_dict(data)

                return componentsschemas_event_out_type_60
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_61 = IncidentClosedEvent.from_dict(data)

                return componentsschemas_event_out_type_61
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_62 = IncidentConfirmedEvent.from_dict(data)

                return componentsschemas_event_out_type_62
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_63 = IncidentDebriefEditedEvent.from_dict(data)

                return componentsschemas_event_out_type_63
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_64 = IncidentDebriefFinishedEvent.from_dict(data)

                return componentsschemas_event_out_type_64
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_65 = IncidentDebriefReopenedEvent.from_dict(data)

                return componentsschemas_event_out_type_65
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_66 = IncidentDebriefStartedEvent.from_dict(data)

                return componentsschemas_event_out_type_66
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_67 = IncidentDismissedEvent.from_dict(data)

                return componentsschemas_event_out_type_67
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_68 = IncidentDutyGivenEvent.from_dict(data)

                return componentsschemas_event_out_type_68
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_69 = IncidentEntryCorrectedEvent.from_dict(data)

                return componentsschemas_event_out_type_69
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_70 = IncidentEntryErasedEvent.from_dict(data)

                return componentsschemas_event_out_type_70
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_71 = IncidentEntryReleasedEvent.from_dict(data)

                return componentsschemas_event_out_type_71
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_72 = IncidentExportedEvent.from_dict(data)

                return componentsschemas_event_out_type_72
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_73 = IncidentLeadChangedEvent.from_dict(data)

                return componentsschemas_event_out_type_73
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_74 = IncidentLessonAddedEvent.from_dict(data)

                return componentsschemas_event_out_type_74
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_75 = IncidentLessonRemovedEvent.from_dict(data)

                return componentsschemas_event_out_type_75
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_76 = IncidentMentionUnlinkedEvent.from_dict(data)

                return componentsschemas_event_out_type_76
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_77 = IncidentMentionsLinkedEvent.from_dict(data)

                return componentsschemas_event_out_type_77
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_78 = IncidentMergedEvent.from_dict(data)

                return componentsschemas_event_out_type_78
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_79 = IncidentMergedInEvent.from_dict(data)

                return componentsschemas_event_out_type_79
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_80 = IncidentMergedOnEvent.from_dict(data)

                return componentsschemas_event_out_type_80
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_81 = IncidentNotedEvent.from_dict(data)

                return componentsschemas_event_out_type_81
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_82 = IncidentOpenedEvent.from_dict(data)

                return componentsschemas_event_out_type_82
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_83 = IncidentPlanPinnedEvent.from_dict(data)

                return componentsschemas_event_out_type_83
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_84 = IncidentReleasedEvent.from_dict(data)

                return componentsschemas_event_out_type_84
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_85 = IncidentRenamedEvent.from_dict(data)

                return componentsschemas_event_out_type_85
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_86 = IncidentReopenedEvent.from_dict(data)

                return componentsschemas_event_out_type_86
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_87 = IncidentResolvedEvent.from_dict(data)

                return componentsschemas_event_out_type_87
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_88 = IncidentRespondingEvent.from_dict(data)

                return componentsschemas_event_out_type_88
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_89 = IncidentSeverityChangedEvent.from_dict(data)

                return componentsschemas_event_out_type_89
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_90 = IncidentStabilisedEvent.from_dict(data)

                return componentsschemas_event_out_type_90
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_91 = IncidentTeamSetEvent.from_dict(data)

                return componentsschemas_event_out_type_91
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_92 = IncidentUpdateDueSoonEvent.from_dict(data)

                return componentsschemas_event_out_type_92
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_93 = IncidentUpdateLateEvent.from_dict(data)

                return componentsschemas_event_out_type_93
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_94 = IncidentUpdateSentEvent.from_dict(data)

                return componentsschemas_event_out_type_94
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_95 = IncidentWaivedEvent.from_dict(data)

                return componentsschemas_event_out_type_95
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_96 = KeyCreatedEvent.from_dict(data)

                return componentsschemas_event_out_type_96
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_97 = KeyFirstUsedEvent.from_dict(data)

                return componentsschemas_event_out_type_97
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_98 = KeyRefusedEvent.from_dict(data)

                return componentsschemas_event_out_type_98
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_99 = KeyRevokedEvent.from_dict(data)

                return componentsschemas_event_out_type_99
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_100 = KeyRotatedEvent.from_dict(data)

                return componentsschemas_event_out_type_100
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_101 = MachineChangedEvent.from_dict(data)

                return componentsschemas_event_out_type_101
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_102 = MachineCreatedEvent.from_dict(data)

                return componentsschemas_event_out_type_102
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_103 = MachineDeactivatedEvent.from_dict(data)

                return componentsschemas_event_out_type_103
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_104 = MachinePassedOnEvent.from_dict(data)

                return componentsschemas_event_out_type_104
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_105 = MachineReactivatedEvent.from_dict(data)

                return componentsschemas_event_out_type_105
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_106 = MemberDeactivatedEvent.from_dict(data)

                return componentsschemas_event_out_type_106
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_107 = MemberHoldingsPassedOnEvent.from_dict(data)

                return componentsschemas_event_out_type_107
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_108 = MemberInvitationResentEvent.from_dict(data)

                return componentsschemas_event_out_type_108
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_109 = MemberInvitationWithdrawnEvent.from_dict(data)

                return componentsschemas_event_out_type_109
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_110 = MemberInvitedEvent.from_dict(data)

                return componentsschemas_event_out_type_110
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_111 = MemberJoinedEvent.from_dict(data)

                return componentsschemas_event_out_type_111
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_112 = MemberReactivatedEvent.from_dict(data)

                return componentsschemas_event_out_type_112
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_113 = MemberRoleChangedEvent.from_dict(data)

                return componentsschemas_event_out_type_113
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_114 = MentionAddedEvent.from_dict(data)

                return componentsschemas_event_out_type_114
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_115 = MentionArrivedEvent.from_dict(data)

                return componentsschemas_event_out_type_115
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_116 = MentionAssignedEvent.from_dict(data)

                return componentsschemas_event_out_type_116
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_117 = MentionErasedEvent.from_dict(data)

                return componentsschemas_event_out_type_117
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_118 = MentionExportedEvent.from_dict(data)

                return componentsschemas_event_out_type_118
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_119 = MentionNoteAddedEvent.from_dict(data)

                return componentsschemas_event_out_type_119
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_120 = MentionRemovedEvent.from_dict(data)

                return componentsschemas_event_out_type_120
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_121 = MentionSentimentCorrectedEvent.from_dict(data)

                return componentsschemas_event_out_type_121
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_122 = MentionStatusChangedEvent.from_dict(data)

                return componentsschemas_event_out_type_122
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_123 = PagePassedOnEvent.from_dict(data)

                return componentsschemas_event_out_type_123
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_124 = PageUnansweredEvent.from_dict(data)

                return componentsschemas_event_out_type_124
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_125 = PersonAddressAddedEvent.from_dict(data)

                return componentsschemas_event_out_type_125
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_126 = PersonAddressChangedEvent.from_dict(data)

                return componentsschemas_event_out_type_126
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_127 = PersonAddressConfirmedEvent.from_dict(data)

                return componentsschemas_event_out_type_127
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_128 = PersonAddressRemovedEvent.from_dict(data)

                return componentsschemas_event_out_type_128
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_129 = PersonFactorAddedEvent.from_dict(data)

                return componentsschemas_event_out_type_129
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_130 = PersonFactorRemovedEvent.from_dict(data)

                return componentsschemas_event_out_type_130
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_131 = PersonLoggedInEvent.from_dict(data)

                return componentsschemas_event_out_type_131
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_132 = PersonLoggedOutEvent.from_dict(data)

                return componentsschemas_event_out_type_132
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_133 = PersonLoginFailedEvent.from_dict(data)

                return componentsschemas_event_out_type_133
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_134 = PersonLoginLimitsLiftedEvent.from_dict(data)

                return componentsschemas_event_out_type_134
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_135 = PersonPasswordChangedEvent.from_dict(data)

                return componentsschemas_event_out_type_135
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_136 = PersonPasswordResetEvent.from_dict(data)

                return componentsschemas_event_out_type_136
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_137 = PersonPasswordSetEvent.from_dict(data)

                return componentsschemas_event_out_type_137
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_138 = PersonRecoveryCodesMadeEvent.from_dict(data)

                return componentsschemas_event_out_type_138
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_139 = PersonSessionsEndedEvent.from_dict(data)

                return componentsschemas_event_out_type_139
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_140 = PlanArchivedEvent.from_dict(data)

                return componentsschemas_event_out_type_140
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_141 = PlanCreatedEvent.from_dict(data)

                return componentsschemas_event_out_type_141
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_142 = PlanDraftChangedEvent.from_dict(data)

                return componentsschemas_event_out_type_142
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_143 = PlanDraftDiscardedEvent.from_dict(data)

                return componentsschemas_event_out_type_143
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_144 = PlanDraftRestoredEvent.from_dict(data)

                return componentsschemas_event_out_type_144
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_145 = PlanDraftStartedEvent.from_dict(data)

                return componentsschemas_event_out_type_145
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_146 = PlanRestoredEvent.from_dict(data)

                return componentsschemas_event_out_type_146
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_147 = PlanVersionPublishedEvent.from_dict(data)

                return componentsschemas_event_out_type_147
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_148 = PlanVersionRetiredEvent.from_dict(data)

                return componentsschemas_event_out_type_148
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_149 = PlannedEventChangedEvent.from_dict(data)

                return componentsschemas_event_out_type_149
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_150 = PlannedEventCreatedEvent.from_dict(data)

                return componentsschemas_event_out_type_150
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_151 = PlannedEventRemovedEvent.from_dict(data)

                return componentsschemas_event_out_type_151
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_152 = PrivateLinkCreatedEvent.from_dict(data)

                return componentsschemas_event_out_type_152
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_153 = PrivateLinkRevokedEvent.from_dict(data)

                return componentsschemas_event_out_type_153
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_154 = PrivateLinkRotatedEvent.from_dict(data)

                return componentsschemas_event_out_type_154
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_155 = ProposalAcceptedEvent.from_dict(data)

                return componentsschemas_event_out_type_155
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_156 = ProposalOpenedEvent.from_dict(data)

                return componentsschemas_event_out_type_156
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_157 = ProposalRejectedEvent.from_dict(data)

                return componentsschemas_event_out_type_157
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_158 = QueryChangedEvent.from_dict(data)

                return componentsschemas_event_out_type_158
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_159 = QueryCreatedEvent.from_dict(data)

                return componentsschemas_event_out_type_159
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_160 = QueryRemovedEvent.from_dict(data)

                return componentsschemas_event_out_type_160
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_161 = QueryRestoredEvent.from_dict(data)

                return componentsschemas_event_out_type_161
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_162 = QueryStarredEvent.from_dict(data)

                return componentsschemas_event_out_type_162
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_163 = QueryUnstarredEvent.from_dict(data)

                return componentsschemas_event_out_type_163
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_164 = RuleChangedEvent.from_dict(data)

                return componentsschemas_event_out_type_164
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_165 = RuleCreatedEvent.from_dict(data)

                return componentsschemas_event_out_type_165
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_166 = RuleMutedEvent.from_dict(data)

                return componentsschemas_event_out_type_166
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_167 = RuleSuggestionAdoptedEvent.from_dict(data)

                return componentsschemas_event_out_type_167
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_168 = RuleSwitchedOffEvent.from_dict(data)

                return componentsschemas_event_out_type_168
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_169 = RuleSwitchedOnEvent.from_dict(data)

                return componentsschemas_event_out_type_169
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_170 = RuleUnmutedEvent.from_dict(data)

                return componentsschemas_event_out_type_170
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_171 = SourceChangedEvent.from_dict(data)

                return componentsschemas_event_out_type_171
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_172 = SourceCreatedEvent.from_dict(data)

                return componentsschemas_event_out_type_172
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_173 = SourceFailedEvent.from_dict(data)

                return componentsschemas_event_out_type_173
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_174 = SourcePausedEvent.from_dict(data)

                return componentsschemas_event_out_type_174
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_175 = SourceRecoveredEvent.from_dict(data)

                return componentsschemas_event_out_type_175
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_176 = SourceRemovedEvent.from_dict(data)

                return componentsschemas_event_out_type_176
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_177 = SourceResumedEvent.from_dict(data)

                return componentsschemas_event_out_type_177
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_178 = SourceRetriedEvent.from_dict(data)

                return componentsschemas_event_out_type_178
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_179 = SourceBatchEndedEvent.from_dict(data)

                return componentsschemas_event_out_type_179
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_180 = SourceBatchResumedEvent.from_dict(data)

                return componentsschemas_event_out_type_180
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_181 = SourceBatchStartedEvent.from_dict(data)

                return componentsschemas_event_out_type_181
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_182 = SourceBatchStoppedEvent.from_dict(data)

                return componentsschemas_event_out_type_182
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_183 = TaskAddedEvent.from_dict(data)

                return componentsschemas_event_out_type_183
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_184 = TaskChangedEvent.from_dict(data)

                return componentsschemas_event_out_type_184
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_185 = TaskFinishedEvent.from_dict(data)

                return componentsschemas_event_out_type_185
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_186 = TaskGivenEvent.from_dict(data)

                return componentsschemas_event_out_type_186
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_187 = TaskLateEvent.from_dict(data)

                return componentsschemas_event_out_type_187
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_188 = TaskReopenedEvent.from_dict(data)

                return componentsschemas_event_out_type_188
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_189 = TaskSkippedEvent.from_dict(data)

                return componentsschemas_event_out_type_189
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_190 = TaskStartedEvent.from_dict(data)

                return componentsschemas_event_out_type_190
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_191 = TaskTakenEvent.from_dict(data)

                return componentsschemas_event_out_type_191
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_192 = ViewChangedEvent.from_dict(data)

                return componentsschemas_event_out_type_192
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_193 = ViewCreatedEvent.from_dict(data)

                return componentsschemas_event_out_type_193
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_194 = ViewRemovedEvent.from_dict(data)

                return componentsschemas_event_out_type_194
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_195 = WebhookChangedEvent.from_dict(data)

                return componentsschemas_event_out_type_195
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_196 = WebhookCreatedEvent.from_dict(data)

                return componentsschemas_event_out_type_196
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_197 = WebhookDisabledEvent.from_dict(data)

                return componentsschemas_event_out_type_197
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_198 = WebhookPassedOnEvent.from_dict(data)

                return componentsschemas_event_out_type_198
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_199 = WebhookPausedEvent.from_dict(data)

                return componentsschemas_event_out_type_199
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_200 = WebhookRedeliveredEvent.from_dict(data)

                return componentsschemas_event_out_type_200
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_201 = WebhookRemovedEvent.from_dict(data)

                return componentsschemas_event_out_type_201
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_202 = WebhookResumedEvent.from_dict(data)

                return componentsschemas_event_out_type_202
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_event_out_type_203 = WebhookSecretChangedEvent.from_dict(data)

                return componentsschemas_event_out_type_203
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            componentsschemas_event_out_type_204 = WebhookTestedEvent.from_dict(data)

            return componentsschemas_event_out_type_204

        response_200 = _parse_response_200(response.json())

        return response_200

    if response.status_code == 304:
        response_304 = cast(Any, None)
        return response_304

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = Problem.from_dict(response.json())

        return response_415

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())

        return response_429

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[
    AgencyClaimedEvent
    | AgencyClosedEvent
    | AgencyCreatedEvent
    | AgencyResumedEvent
    | AgencySettingsChangedEvent
    | AgencySuspendedEvent
    | AlertAcknowledgedEvent
    | AlertDismissedEvent
    | AlertJoinedEvent
    | AlertOpenedIncidentEvent
    | AlertOutcomeRecordedEvent
    | AlertRaisedEvent
    | AlertUnansweredEvent
    | AlertUndecidedEvent
    | AlertWaitingEvent
    | AnswerApprovalAskedEvent
    | AnswerApprovalLateEvent
    | AnswerApprovalLinkWantedEvent
    | AnswerApprovalStandsEvent
    | AnswerApprovalWithdrawnEvent
    | AnswerApprovedEvent
    | AnswerDraftedEvent
    | AnswerEditedEvent
    | AnswerHandedOffEvent
    | AnswerPublishedEvent
    | AnswerRejectedEvent
    | AnswerWithdrawnEvent
    | ApplicationConnectedEvent
    | ApplicationDisconnectedEvent
    | ApplicationEndedEvent
    | ApplicationFirstUsedEvent
    | ApplicationRegisteredEvent
    | ApplicationTokenReusedEvent
    | AuditExportedEvent
    | AuditKeepingChangedEvent
    | BackfillCancelledEvent
    | BackfillEndedEvent
    | BackfillResumedEvent
    | BackfillStartedEvent
    | BrandArchivedEvent
    | BrandChangedEvent
    | BrandCreatedEvent
    | BrandRestoredEvent
    | BrandTeamChangedEvent
    | BrandWakeOrderChangedEvent
    | ContactChangedEvent
    | ContactCreatedEvent
    | ContactRemovedEvent
    | ImportCancelledEvent
    | ImportDiscardedEvent
    | ImportEndedEvent
    | ImportResumedEvent
    | ImportStartedEvent
    | ImportUndoneEvent
    | ImportUndoStartedEvent
    | ImportUploadedEvent
    | IncidentAlertJoinedEvent
    | IncidentAlertLeftEvent
    | IncidentAlertMovedEvent
    | IncidentAlertsUnansweredEvent
    | IncidentChangeProposedEvent
    | IncidentClosedEvent
    | IncidentConfirmedEvent
    | IncidentDebriefEditedEvent
    | IncidentDebriefFinishedEvent
    | IncidentDebriefReopenedEvent
    | IncidentDebriefStartedEvent
    | IncidentDismissedEvent
    | IncidentDutyGivenEvent
    | IncidentEntryCorrectedEvent
    | IncidentEntryErasedEvent
    | IncidentEntryReleasedEvent
    | IncidentExportedEvent
    | IncidentLeadChangedEvent
    | IncidentLessonAddedEvent
    | IncidentLessonRemovedEvent
    | IncidentMentionsLinkedEvent
    | IncidentMentionUnlinkedEvent
    | IncidentMergedEvent
    | IncidentMergedInEvent
    | IncidentMergedOnEvent
    | IncidentNotedEvent
    | IncidentOpenedEvent
    | IncidentPlanPinnedEvent
    | IncidentReleasedEvent
    | IncidentRenamedEvent
    | IncidentReopenedEvent
    | IncidentResolvedEvent
    | IncidentRespondingEvent
    | IncidentSeverityChangedEvent
    | IncidentStabilisedEvent
    | IncidentTeamSetEvent
    | IncidentUpdateDueSoonEvent
    | IncidentUpdateLateEvent
    | IncidentUpdateSentEvent
    | IncidentWaivedEvent
    | KeyCreatedEvent
    | KeyFirstUsedEvent
    | KeyRefusedEvent
    | KeyRevokedEvent
    | KeyRotatedEvent
    | MachineChangedEvent
    | MachineCreatedEvent
    | MachineDeactivatedEvent
    | MachinePassedOnEvent
    | MachineReactivatedEvent
    | MemberDeactivatedEvent
    | MemberHoldingsPassedOnEvent
    | MemberInvitationResentEvent
    | MemberInvitationWithdrawnEvent
    | MemberInvitedEvent
    | MemberJoinedEvent
    | MemberReactivatedEvent
    | MemberRoleChangedEvent
    | MentionAddedEvent
    | MentionArrivedEvent
    | MentionAssignedEvent
    | MentionErasedEvent
    | MentionExportedEvent
    | MentionNoteAddedEvent
    | MentionRemovedEvent
    | MentionSentimentCorrectedEvent
    | MentionStatusChangedEvent
    | PagePassedOnEvent
    | PageUnansweredEvent
    | PersonAddressAddedEvent
    | PersonAddressChangedEvent
    | PersonAddressConfirmedEvent
    | PersonAddressRemovedEvent
    | PersonFactorAddedEvent
    | PersonFactorRemovedEvent
    | PersonLoggedInEvent
    | PersonLoggedOutEvent
    | PersonLoginFailedEvent
    | PersonLoginLimitsLiftedEvent
    | PersonPasswordChangedEvent
    | PersonPasswordResetEvent
    | PersonPasswordSetEvent
    | PersonRecoveryCodesMadeEvent
    | PersonSessionsEndedEvent
    | PlanArchivedEvent
    | PlanCreatedEvent
    | PlanDraftChangedEvent
    | PlanDraftDiscardedEvent
    | PlanDraftRestoredEvent
    | PlanDraftStartedEvent
    | PlannedEventChangedEvent
    | PlannedEventCreatedEvent
    | PlannedEventRemovedEvent
    | PlanRestoredEvent
    | PlanVersionPublishedEvent
    | PlanVersionRetiredEvent
    | PrivateLinkCreatedEvent
    | PrivateLinkRevokedEvent
    | PrivateLinkRotatedEvent
    | ProposalAcceptedEvent
    | ProposalOpenedEvent
    | ProposalRejectedEvent
    | QueryChangedEvent
    | QueryCreatedEvent
    | QueryRemovedEvent
    | QueryRestoredEvent
    | QueryStarredEvent
    | QueryUnstarredEvent
    | RuleChangedEvent
    | RuleCreatedEvent
    | RuleMutedEvent
    | RuleSuggestionAdoptedEvent
    | RuleSwitchedOffEvent
    | RuleSwitchedOnEvent
    | RuleUnmutedEvent
    | SourceBatchEndedEvent
    | SourceBatchResumedEvent
    | SourceBatchStartedEvent
    | SourceBatchStoppedEvent
    | SourceChangedEvent
    | SourceCreatedEvent
    | SourceFailedEvent
    | SourcePausedEvent
    | SourceRecoveredEvent
    | SourceRemovedEvent
    | SourceResumedEvent
    | SourceRetriedEvent
    | TaskAddedEvent
    | TaskChangedEvent
    | TaskFinishedEvent
    | TaskGivenEvent
    | TaskLateEvent
    | TaskReopenedEvent
    | TaskSkippedEvent
    | TaskStartedEvent
    | TaskTakenEvent
    | ViewChangedEvent
    | ViewCreatedEvent
    | ViewRemovedEvent
    | WebhookChangedEvent
    | WebhookCreatedEvent
    | WebhookDisabledEvent
    | WebhookPassedOnEvent
    | WebhookPausedEvent
    | WebhookRedeliveredEvent
    | WebhookRemovedEvent
    | WebhookResumedEvent
    | WebhookSecretChangedEvent
    | WebhookTestedEvent
    | Any
    | Problem
]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    id: str,
    *,
    client: AuthenticatedClient,
    if_none_match: str | Unset = UNSET,
) -> Response[
    AgencyClaimedEvent
    | AgencyClosedEvent
    | AgencyCreatedEvent
    | AgencyResumedEvent
    | AgencySettingsChangedEvent
    | AgencySuspendedEvent
    | AlertAcknowledgedEvent
    | AlertDismissedEvent
    | AlertJoinedEvent
    | AlertOpenedIncidentEvent
    | AlertOutcomeRecordedEvent
    | AlertRaisedEvent
    | AlertUnansweredEvent
    | AlertUndecidedEvent
    | AlertWaitingEvent
    | AnswerApprovalAskedEvent
    | AnswerApprovalLateEvent
    | AnswerApprovalLinkWantedEvent
    | AnswerApprovalStandsEvent
    | AnswerApprovalWithdrawnEvent
    | AnswerApprovedEvent
    | AnswerDraftedEvent
    | AnswerEditedEvent
    | AnswerHandedOffEvent
    | AnswerPublishedEvent
    | AnswerRejectedEvent
    | AnswerWithdrawnEvent
    | ApplicationConnectedEvent
    | ApplicationDisconnectedEvent
    | ApplicationEndedEvent
    | ApplicationFirstUsedEvent
    | ApplicationRegisteredEvent
    | ApplicationTokenReusedEvent
    | AuditExportedEvent
    | AuditKeepingChangedEvent
    | BackfillCancelledEvent
    | BackfillEndedEvent
    | BackfillResumedEvent
    | BackfillStartedEvent
    | BrandArchivedEvent
    | BrandChangedEvent
    | BrandCreatedEvent
    | BrandRestoredEvent
    | BrandTeamChangedEvent
    | BrandWakeOrderChangedEvent
    | ContactChangedEvent
    | ContactCreatedEvent
    | ContactRemovedEvent
    | ImportCancelledEvent
    | ImportDiscardedEvent
    | ImportEndedEvent
    | ImportResumedEvent
    | ImportStartedEvent
    | ImportUndoneEvent
    | ImportUndoStartedEvent
    | ImportUploadedEvent
    | IncidentAlertJoinedEvent
    | IncidentAlertLeftEvent
    | IncidentAlertMovedEvent
    | IncidentAlertsUnansweredEvent
    | IncidentChangeProposedEvent
    | IncidentClosedEvent
    | IncidentConfirmedEvent
    | IncidentDebriefEditedEvent
    | IncidentDebriefFinishedEvent
    | IncidentDebriefReopenedEvent
    | IncidentDebriefStartedEvent
    | IncidentDismissedEvent
    | IncidentDutyGivenEvent
    | IncidentEntryCorrectedEvent
    | IncidentEntryErasedEvent
    | IncidentEntryReleasedEvent
    | IncidentExportedEvent
    | IncidentLeadChangedEvent
    | IncidentLessonAddedEvent
    | IncidentLessonRemovedEvent
    | IncidentMentionsLinkedEvent
    | IncidentMentionUnlinkedEvent
    | IncidentMergedEvent
    | IncidentMergedInEvent
    | IncidentMergedOnEvent
    | IncidentNotedEvent
    | IncidentOpenedEvent
    | IncidentPlanPinnedEvent
    | IncidentReleasedEvent
    | IncidentRenamedEvent
    | IncidentReopenedEvent
    | IncidentResolvedEvent
    | IncidentRespondingEvent
    | IncidentSeverityChangedEvent
    | IncidentStabilisedEvent
    | IncidentTeamSetEvent
    | IncidentUpdateDueSoonEvent
    | IncidentUpdateLateEvent
    | IncidentUpdateSentEvent
    | IncidentWaivedEvent
    | KeyCreatedEvent
    | KeyFirstUsedEvent
    | KeyRefusedEvent
    | KeyRevokedEvent
    | KeyRotatedEvent
    | MachineChangedEvent
    | MachineCreatedEvent
    | MachineDeactivatedEvent
    | MachinePassedOnEvent
    | MachineReactivatedEvent
    | MemberDeactivatedEvent
    | MemberHoldingsPassedOnEvent
    | MemberInvitationResentEvent
    | MemberInvitationWithdrawnEvent
    | MemberInvitedEvent
    | MemberJoinedEvent
    | MemberReactivatedEvent
    | MemberRoleChangedEvent
    | MentionAddedEvent
    | MentionArrivedEvent
    | MentionAssignedEvent
    | MentionErasedEvent
    | MentionExportedEvent
    | MentionNoteAddedEvent
    | MentionRemovedEvent
    | MentionSentimentCorrectedEvent
    | MentionStatusChangedEvent
    | PagePassedOnEvent
    | PageUnansweredEvent
    | PersonAddressAddedEvent
    | PersonAddressChangedEvent
    | PersonAddressConfirmedEvent
    | PersonAddressRemovedEvent
    | PersonFactorAddedEvent
    | PersonFactorRemovedEvent
    | PersonLoggedInEvent
    | PersonLoggedOutEvent
    | PersonLoginFailedEvent
    | PersonLoginLimitsLiftedEvent
    | PersonPasswordChangedEvent
    | PersonPasswordResetEvent
    | PersonPasswordSetEvent
    | PersonRecoveryCodesMadeEvent
    | PersonSessionsEndedEvent
    | PlanArchivedEvent
    | PlanCreatedEvent
    | PlanDraftChangedEvent
    | PlanDraftDiscardedEvent
    | PlanDraftRestoredEvent
    | PlanDraftStartedEvent
    | PlannedEventChangedEvent
    | PlannedEventCreatedEvent
    | PlannedEventRemovedEvent
    | PlanRestoredEvent
    | PlanVersionPublishedEvent
    | PlanVersionRetiredEvent
    | PrivateLinkCreatedEvent
    | PrivateLinkRevokedEvent
    | PrivateLinkRotatedEvent
    | ProposalAcceptedEvent
    | ProposalOpenedEvent
    | ProposalRejectedEvent
    | QueryChangedEvent
    | QueryCreatedEvent
    | QueryRemovedEvent
    | QueryRestoredEvent
    | QueryStarredEvent
    | QueryUnstarredEvent
    | RuleChangedEvent
    | RuleCreatedEvent
    | RuleMutedEvent
    | RuleSuggestionAdoptedEvent
    | RuleSwitchedOffEvent
    | RuleSwitchedOnEvent
    | RuleUnmutedEvent
    | SourceBatchEndedEvent
    | SourceBatchResumedEvent
    | SourceBatchStartedEvent
    | SourceBatchStoppedEvent
    | SourceChangedEvent
    | SourceCreatedEvent
    | SourceFailedEvent
    | SourcePausedEvent
    | SourceRecoveredEvent
    | SourceRemovedEvent
    | SourceResumedEvent
    | SourceRetriedEvent
    | TaskAddedEvent
    | TaskChangedEvent
    | TaskFinishedEvent
    | TaskGivenEvent
    | TaskLateEvent
    | TaskReopenedEvent
    | TaskSkippedEvent
    | TaskStartedEvent
    | TaskTakenEvent
    | ViewChangedEvent
    | ViewCreatedEvent
    | ViewRemovedEvent
    | WebhookChangedEvent
    | WebhookCreatedEvent
    | WebhookDisabledEvent
    | WebhookPassedOnEvent
    | WebhookPausedEvent
    | WebhookRedeliveredEvent
    | WebhookRemovedEvent
    | WebhookResumedEvent
    | WebhookSecretChangedEvent
    | WebhookTestedEvent
    | Any
    | Problem
]:
    """Show one of the events

     One.

    Args:
        id (str):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AgencyClaimedEvent | AgencyClosedEvent | AgencyCreatedEvent | AgencyResumedEvent | AgencySettingsChangedEvent | AgencySuspendedEvent | AlertAcknowledgedEvent | AlertDismissedEvent | AlertJoinedEvent | AlertOpenedIncidentEvent | AlertOutcomeRecordedEvent | AlertRaisedEvent | AlertUnansweredEvent | AlertUndecidedEvent | AlertWaitingEvent | AnswerApprovalAskedEvent | AnswerApprovalLateEvent | AnswerApprovalLinkWantedEvent | AnswerApprovalStandsEvent | AnswerApprovalWithdrawnEvent | AnswerApprovedEvent | AnswerDraftedEvent | AnswerEditedEvent | AnswerHandedOffEvent | AnswerPublishedEvent | AnswerRejectedEvent | AnswerWithdrawnEvent | ApplicationConnectedEvent | ApplicationDisconnectedEvent | ApplicationEndedEvent | ApplicationFirstUsedEvent | ApplicationRegisteredEvent | ApplicationTokenReusedEvent | AuditExportedEvent | AuditKeepingChangedEvent | BackfillCancelledEvent | BackfillEndedEvent | BackfillResumedEvent | BackfillStartedEvent | BrandArchivedEvent | BrandChangedEvent | BrandCreatedEvent | BrandRestoredEvent | BrandTeamChangedEvent | BrandWakeOrderChangedEvent | ContactChangedEvent | ContactCreatedEvent | ContactRemovedEvent | ImportCancelledEvent | ImportDiscardedEvent | ImportEndedEvent | ImportResumedEvent | ImportStartedEvent | ImportUndoneEvent | ImportUndoStartedEvent | ImportUploadedEvent | IncidentAlertJoinedEvent | IncidentAlertLeftEvent | IncidentAlertMovedEvent | IncidentAlertsUnansweredEvent | IncidentChangeProposedEvent | IncidentClosedEvent | IncidentConfirmedEvent | IncidentDebriefEditedEvent | IncidentDebriefFinishedEvent | IncidentDebriefReopenedEvent | IncidentDebriefStartedEvent | IncidentDismissedEvent | IncidentDutyGivenEvent | IncidentEntryCorrectedEvent | IncidentEntryErasedEvent | IncidentEntryReleasedEvent | IncidentExportedEvent | IncidentLeadChangedEvent | IncidentLessonAddedEvent | IncidentLessonRemovedEvent | IncidentMentionsLinkedEvent | IncidentMentionUnlinkedEvent | IncidentMergedEvent | IncidentMergedInEvent | IncidentMergedOnEvent | IncidentNotedEvent | IncidentOpenedEvent | IncidentPlanPinnedEvent | IncidentReleasedEvent | IncidentRenamedEvent | IncidentReopenedEvent | IncidentResolvedEvent | IncidentRespondingEvent | IncidentSeverityChangedEvent | IncidentStabilisedEvent | IncidentTeamSetEvent | IncidentUpdateDueSoonEvent | IncidentUpdateLateEvent | IncidentUpdateSentEvent | IncidentWaivedEvent | KeyCreatedEvent | KeyFirstUsedEvent | KeyRefusedEvent | KeyRevokedEvent | KeyRotatedEvent | MachineChangedEvent | MachineCreatedEvent | MachineDeactivatedEvent | MachinePassedOnEvent | MachineReactivatedEvent | MemberDeactivatedEvent | MemberHoldingsPassedOnEvent | MemberInvitationResentEvent | MemberInvitationWithdrawnEvent | MemberInvitedEvent | MemberJoinedEvent | MemberReactivatedEvent | MemberRoleChangedEvent | MentionAddedEvent | MentionArrivedEvent | MentionAssignedEvent | MentionErasedEvent | MentionExportedEvent | MentionNoteAddedEvent | MentionRemovedEvent | MentionSentimentCorrectedEvent | MentionStatusChangedEvent | PagePassedOnEvent | PageUnansweredEvent | PersonAddressAddedEvent | PersonAddressChangedEvent | PersonAddressConfirmedEvent | PersonAddressRemovedEvent | PersonFactorAddedEvent | PersonFactorRemovedEvent | PersonLoggedInEvent | PersonLoggedOutEvent | PersonLoginFailedEvent | PersonLoginLimitsLiftedEvent | PersonPasswordChangedEvent | PersonPasswordResetEvent | PersonPasswordSetEvent | PersonRecoveryCodesMadeEvent | PersonSessionsEndedEvent | PlanArchivedEvent | PlanCreatedEvent | PlanDraftChangedEvent | PlanDraftDiscardedEvent | PlanDraftRestoredEvent | PlanDraftStartedEvent | PlannedEventChangedEvent | PlannedEventCreatedEvent | PlannedEventRemovedEvent | PlanRestoredEvent | PlanVersionPublishedEvent | PlanVersionRetiredEvent | PrivateLinkCreatedEvent | PrivateLinkRevokedEvent | PrivateLinkRotatedEvent | ProposalAcceptedEvent | ProposalOpenedEvent | ProposalRejectedEvent | QueryChangedEvent | QueryCreatedEvent | QueryRemovedEvent | QueryRestoredEvent | QueryStarredEvent | QueryUnstarredEvent | RuleChangedEvent | RuleCreatedEvent | RuleMutedEvent | RuleSuggestionAdoptedEvent | RuleSwitchedOffEvent | RuleSwitchedOnEvent | RuleUnmutedEvent | SourceBatchEndedEvent | SourceBatchResumedEvent | SourceBatchStartedEvent | SourceBatchStoppedEvent | SourceChangedEvent | SourceCreatedEvent | SourceFailedEvent | SourcePausedEvent | SourceRecoveredEvent | SourceRemovedEvent | SourceResumedEvent | SourceRetriedEvent | TaskAddedEvent | TaskChangedEvent | TaskFinishedEvent | TaskGivenEvent | TaskLateEvent | TaskReopenedEvent | TaskSkippedEvent | TaskStartedEvent | TaskTakenEvent | ViewChangedEvent | ViewCreatedEvent | ViewRemovedEvent | WebhookChangedEvent | WebhookCreatedEvent | WebhookDisabledEvent | WebhookPassedOnEvent | WebhookPausedEvent | WebhookRedeliveredEvent | WebhookRemovedEvent | WebhookResumedEvent | WebhookSecretChangedEvent | WebhookTestedEvent | Any | Problem]
    """

    kwargs = _get_kwargs(
        id=id,
        if_none_match=if_none_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    id: str,
    *,
    client: AuthenticatedClient,
    if_none_match: str | Unset = UNSET,
) -> (
    AgencyClaimedEvent
    | AgencyClosedEvent
    | AgencyCreatedEvent
    | AgencyResumedEvent
    | AgencySettingsChangedEvent
    | AgencySuspendedEvent
    | AlertAcknowledgedEvent
    | AlertDismissedEvent
    | AlertJoinedEvent
    | AlertOpenedIncidentEvent
    | AlertOutcomeRecordedEvent
    | AlertRaisedEvent
    | AlertUnansweredEvent
    | AlertUndecidedEvent
    | AlertWaitingEvent
    | AnswerApprovalAskedEvent
    | AnswerApprovalLateEvent
    | AnswerApprovalLinkWantedEvent
    | AnswerApprovalStandsEvent
    | AnswerApprovalWithdrawnEvent
    | AnswerApprovedEvent
    | AnswerDraftedEvent
    | AnswerEditedEvent
    | AnswerHandedOffEvent
    | AnswerPublishedEvent
    | AnswerRejectedEvent
    | AnswerWithdrawnEvent
    | ApplicationConnectedEvent
    | ApplicationDisconnectedEvent
    | ApplicationEndedEvent
    | ApplicationFirstUsedEvent
    | ApplicationRegisteredEvent
    | ApplicationTokenReusedEvent
    | AuditExportedEvent
    | AuditKeepingChangedEvent
    | BackfillCancelledEvent
    | BackfillEndedEvent
    | BackfillResumedEvent
    | BackfillStartedEvent
    | BrandArchivedEvent
    | BrandChangedEvent
    | BrandCreatedEvent
    | BrandRestoredEvent
    | BrandTeamChangedEvent
    | BrandWakeOrderChangedEvent
    | ContactChangedEvent
    | ContactCreatedEvent
    | ContactRemovedEvent
    | ImportCancelledEvent
    | ImportDiscardedEvent
    | ImportEndedEvent
    | ImportResumedEvent
    | ImportStartedEvent
    | ImportUndoneEvent
    | ImportUndoStartedEvent
    | ImportUploadedEvent
    | IncidentAlertJoinedEvent
    | IncidentAlertLeftEvent
    | IncidentAlertMovedEvent
    | IncidentAlertsUnansweredEvent
    | IncidentChangeProposedEvent
    | IncidentClosedEvent
    | IncidentConfirmedEvent
    | IncidentDebriefEditedEvent
    | IncidentDebriefFinishedEvent
    | IncidentDebriefReopenedEvent
    | IncidentDebriefStartedEvent
    | IncidentDismissedEvent
    | IncidentDutyGivenEvent
    | IncidentEntryCorrectedEvent
    | IncidentEntryErasedEvent
    | IncidentEntryReleasedEvent
    | IncidentExportedEvent
    | IncidentLeadChangedEvent
    | IncidentLessonAddedEvent
    | IncidentLessonRemovedEvent
    | IncidentMentionsLinkedEvent
    | IncidentMentionUnlinkedEvent
    | IncidentMergedEvent
    | IncidentMergedInEvent
    | IncidentMergedOnEvent
    | IncidentNotedEvent
    | IncidentOpenedEvent
    | IncidentPlanPinnedEvent
    | IncidentReleasedEvent
    | IncidentRenamedEvent
    | IncidentReopenedEvent
    | IncidentResolvedEvent
    | IncidentRespondingEvent
    | IncidentSeverityChangedEvent
    | IncidentStabilisedEvent
    | IncidentTeamSetEvent
    | IncidentUpdateDueSoonEvent
    | IncidentUpdateLateEvent
    | IncidentUpdateSentEvent
    | IncidentWaivedEvent
    | KeyCreatedEvent
    | KeyFirstUsedEvent
    | KeyRefusedEvent
    | KeyRevokedEvent
    | KeyRotatedEvent
    | MachineChangedEvent
    | MachineCreatedEvent
    | MachineDeactivatedEvent
    | MachinePassedOnEvent
    | MachineReactivatedEvent
    | MemberDeactivatedEvent
    | MemberHoldingsPassedOnEvent
    | MemberInvitationResentEvent
    | MemberInvitationWithdrawnEvent
    | MemberInvitedEvent
    | MemberJoinedEvent
    | MemberReactivatedEvent
    | MemberRoleChangedEvent
    | MentionAddedEvent
    | MentionArrivedEvent
    | MentionAssignedEvent
    | MentionErasedEvent
    | MentionExportedEvent
    | MentionNoteAddedEvent
    | MentionRemovedEvent
    | MentionSentimentCorrectedEvent
    | MentionStatusChangedEvent
    | PagePassedOnEvent
    | PageUnansweredEvent
    | PersonAddressAddedEvent
    | PersonAddressChangedEvent
    | PersonAddressConfirmedEvent
    | PersonAddressRemovedEvent
    | PersonFactorAddedEvent
    | PersonFactorRemovedEvent
    | PersonLoggedInEvent
    | PersonLoggedOutEvent
    | PersonLoginFailedEvent
    | PersonLoginLimitsLiftedEvent
    | PersonPasswordChangedEvent
    | PersonPasswordResetEvent
    | PersonPasswordSetEvent
    | PersonRecoveryCodesMadeEvent
    | PersonSessionsEndedEvent
    | PlanArchivedEvent
    | PlanCreatedEvent
    | PlanDraftChangedEvent
    | PlanDraftDiscardedEvent
    | PlanDraftRestoredEvent
    | PlanDraftStartedEvent
    | PlannedEventChangedEvent
    | PlannedEventCreatedEvent
    | PlannedEventRemovedEvent
    | PlanRestoredEvent
    | PlanVersionPublishedEvent
    | PlanVersionRetiredEvent
    | PrivateLinkCreatedEvent
    | PrivateLinkRevokedEvent
    | PrivateLinkRotatedEvent
    | ProposalAcceptedEvent
    | ProposalOpenedEvent
    | ProposalRejectedEvent
    | QueryChangedEvent
    | QueryCreatedEvent
    | QueryRemovedEvent
    | QueryRestoredEvent
    | QueryStarredEvent
    | QueryUnstarredEvent
    | RuleChangedEvent
    | RuleCreatedEvent
    | RuleMutedEvent
    | RuleSuggestionAdoptedEvent
    | RuleSwitchedOffEvent
    | RuleSwitchedOnEvent
    | RuleUnmutedEvent
    | SourceBatchEndedEvent
    | SourceBatchResumedEvent
    | SourceBatchStartedEvent
    | SourceBatchStoppedEvent
    | SourceChangedEvent
    | SourceCreatedEvent
    | SourceFailedEvent
    | SourcePausedEvent
    | SourceRecoveredEvent
    | SourceRemovedEvent
    | SourceResumedEvent
    | SourceRetriedEvent
    | TaskAddedEvent
    | TaskChangedEvent
    | TaskFinishedEvent
    | TaskGivenEvent
    | TaskLateEvent
    | TaskReopenedEvent
    | TaskSkippedEvent
    | TaskStartedEvent
    | TaskTakenEvent
    | ViewChangedEvent
    | ViewCreatedEvent
    | ViewRemovedEvent
    | WebhookChangedEvent
    | WebhookCreatedEvent
    | WebhookDisabledEvent
    | WebhookPassedOnEvent
    | WebhookPausedEvent
    | WebhookRedeliveredEvent
    | WebhookRemovedEvent
    | WebhookResumedEvent
    | WebhookSecretChangedEvent
    | WebhookTestedEvent
    | Any
    | Problem
    | None
):
    """Show one of the events

     One.

    Args:
        id (str):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AgencyClaimedEvent | AgencyClosedEvent | AgencyCreatedEvent | AgencyResumedEvent | AgencySettingsChangedEvent | AgencySuspendedEvent | AlertAcknowledgedEvent | AlertDismissedEvent | AlertJoinedEvent | AlertOpenedIncidentEvent | AlertOutcomeRecordedEvent | AlertRaisedEvent | AlertUnansweredEvent | AlertUndecidedEvent | AlertWaitingEvent | AnswerApprovalAskedEvent | AnswerApprovalLateEvent | AnswerApprovalLinkWantedEvent | AnswerApprovalStandsEvent | AnswerApprovalWithdrawnEvent | AnswerApprovedEvent | AnswerDraftedEvent | AnswerEditedEvent | AnswerHandedOffEvent | AnswerPublishedEvent | AnswerRejectedEvent | AnswerWithdrawnEvent | ApplicationConnectedEvent | ApplicationDisconnectedEvent | ApplicationEndedEvent | ApplicationFirstUsedEvent | ApplicationRegisteredEvent | ApplicationTokenReusedEvent | AuditExportedEvent | AuditKeepingChangedEvent | BackfillCancelledEvent | BackfillEndedEvent | BackfillResumedEvent | BackfillStartedEvent | BrandArchivedEvent | BrandChangedEvent | BrandCreatedEvent | BrandRestoredEvent | BrandTeamChangedEvent | BrandWakeOrderChangedEvent | ContactChangedEvent | ContactCreatedEvent | ContactRemovedEvent | ImportCancelledEvent | ImportDiscardedEvent | ImportEndedEvent | ImportResumedEvent | ImportStartedEvent | ImportUndoneEvent | ImportUndoStartedEvent | ImportUploadedEvent | IncidentAlertJoinedEvent | IncidentAlertLeftEvent | IncidentAlertMovedEvent | IncidentAlertsUnansweredEvent | IncidentChangeProposedEvent | IncidentClosedEvent | IncidentConfirmedEvent | IncidentDebriefEditedEvent | IncidentDebriefFinishedEvent | IncidentDebriefReopenedEvent | IncidentDebriefStartedEvent | IncidentDismissedEvent | IncidentDutyGivenEvent | IncidentEntryCorrectedEvent | IncidentEntryErasedEvent | IncidentEntryReleasedEvent | IncidentExportedEvent | IncidentLeadChangedEvent | IncidentLessonAddedEvent | IncidentLessonRemovedEvent | IncidentMentionsLinkedEvent | IncidentMentionUnlinkedEvent | IncidentMergedEvent | IncidentMergedInEvent | IncidentMergedOnEvent | IncidentNotedEvent | IncidentOpenedEvent | IncidentPlanPinnedEvent | IncidentReleasedEvent | IncidentRenamedEvent | IncidentReopenedEvent | IncidentResolvedEvent | IncidentRespondingEvent | IncidentSeverityChangedEvent | IncidentStabilisedEvent | IncidentTeamSetEvent | IncidentUpdateDueSoonEvent | IncidentUpdateLateEvent | IncidentUpdateSentEvent | IncidentWaivedEvent | KeyCreatedEvent | KeyFirstUsedEvent | KeyRefusedEvent | KeyRevokedEvent | KeyRotatedEvent | MachineChangedEvent | MachineCreatedEvent | MachineDeactivatedEvent | MachinePassedOnEvent | MachineReactivatedEvent | MemberDeactivatedEvent | MemberHoldingsPassedOnEvent | MemberInvitationResentEvent | MemberInvitationWithdrawnEvent | MemberInvitedEvent | MemberJoinedEvent | MemberReactivatedEvent | MemberRoleChangedEvent | MentionAddedEvent | MentionArrivedEvent | MentionAssignedEvent | MentionErasedEvent | MentionExportedEvent | MentionNoteAddedEvent | MentionRemovedEvent | MentionSentimentCorrectedEvent | MentionStatusChangedEvent | PagePassedOnEvent | PageUnansweredEvent | PersonAddressAddedEvent | PersonAddressChangedEvent | PersonAddressConfirmedEvent | PersonAddressRemovedEvent | PersonFactorAddedEvent | PersonFactorRemovedEvent | PersonLoggedInEvent | PersonLoggedOutEvent | PersonLoginFailedEvent | PersonLoginLimitsLiftedEvent | PersonPasswordChangedEvent | PersonPasswordResetEvent | PersonPasswordSetEvent | PersonRecoveryCodesMadeEvent | PersonSessionsEndedEvent | PlanArchivedEvent | PlanCreatedEvent | PlanDraftChangedEvent | PlanDraftDiscardedEvent | PlanDraftRestoredEvent | PlanDraftStartedEvent | PlannedEventChangedEvent | PlannedEventCreatedEvent | PlannedEventRemovedEvent | PlanRestoredEvent | PlanVersionPublishedEvent | PlanVersionRetiredEvent | PrivateLinkCreatedEvent | PrivateLinkRevokedEvent | PrivateLinkRotatedEvent | ProposalAcceptedEvent | ProposalOpenedEvent | ProposalRejectedEvent | QueryChangedEvent | QueryCreatedEvent | QueryRemovedEvent | QueryRestoredEvent | QueryStarredEvent | QueryUnstarredEvent | RuleChangedEvent | RuleCreatedEvent | RuleMutedEvent | RuleSuggestionAdoptedEvent | RuleSwitchedOffEvent | RuleSwitchedOnEvent | RuleUnmutedEvent | SourceBatchEndedEvent | SourceBatchResumedEvent | SourceBatchStartedEvent | SourceBatchStoppedEvent | SourceChangedEvent | SourceCreatedEvent | SourceFailedEvent | SourcePausedEvent | SourceRecoveredEvent | SourceRemovedEvent | SourceResumedEvent | SourceRetriedEvent | TaskAddedEvent | TaskChangedEvent | TaskFinishedEvent | TaskGivenEvent | TaskLateEvent | TaskReopenedEvent | TaskSkippedEvent | TaskStartedEvent | TaskTakenEvent | ViewChangedEvent | ViewCreatedEvent | ViewRemovedEvent | WebhookChangedEvent | WebhookCreatedEvent | WebhookDisabledEvent | WebhookPassedOnEvent | WebhookPausedEvent | WebhookRedeliveredEvent | WebhookRemovedEvent | WebhookResumedEvent | WebhookSecretChangedEvent | WebhookTestedEvent | Any | Problem
    """

    return sync_detailed(
        id=id,
        client=client,
        if_none_match=if_none_match,
    ).parsed


async def asyncio_detailed(
    id: str,
    *,
    client: AuthenticatedClient,
    if_none_match: str | Unset = UNSET,
) -> Response[
    AgencyClaimedEvent
    | AgencyClosedEvent
    | AgencyCreatedEvent
    | AgencyResumedEvent
    | AgencySettingsChangedEvent
    | AgencySuspendedEvent
    | AlertAcknowledgedEvent
    | AlertDismissedEvent
    | AlertJoinedEvent
    | AlertOpenedIncidentEvent
    | AlertOutcomeRecordedEvent
    | AlertRaisedEvent
    | AlertUnansweredEvent
    | AlertUndecidedEvent
    | AlertWaitingEvent
    | AnswerApprovalAskedEvent
    | AnswerApprovalLateEvent
    | AnswerApprovalLinkWantedEvent
    | AnswerApprovalStandsEvent
    | AnswerApprovalWithdrawnEvent
    | AnswerApprovedEvent
    | AnswerDraftedEvent
    | AnswerEditedEvent
    | AnswerHandedOffEvent
    | AnswerPublishedEvent
    | AnswerRejectedEvent
    | AnswerWithdrawnEvent
    | ApplicationConnectedEvent
    | ApplicationDisconnectedEvent
    | ApplicationEndedEvent
    | ApplicationFirstUsedEvent
    | ApplicationRegisteredEvent
    | ApplicationTokenReusedEvent
    | AuditExportedEvent
    | AuditKeepingChangedEvent
    | BackfillCancelledEvent
    | BackfillEndedEvent
    | BackfillResumedEvent
    | BackfillStartedEvent
    | BrandArchivedEvent
    | BrandChangedEvent
    | BrandCreatedEvent
    | BrandRestoredEvent
    | BrandTeamChangedEvent
    | BrandWakeOrderChangedEvent
    | ContactChangedEvent
    | ContactCreatedEvent
    | ContactRemovedEvent
    | ImportCancelledEvent
    | ImportDiscardedEvent
    | ImportEndedEvent
    | ImportResumedEvent
    | ImportStartedEvent
    | ImportUndoneEvent
    | ImportUndoStartedEvent
    | ImportUploadedEvent
    | IncidentAlertJoinedEvent
    | IncidentAlertLeftEvent
    | IncidentAlertMovedEvent
    | IncidentAlertsUnansweredEvent
    | IncidentChangeProposedEvent
    | IncidentClosedEvent
    | IncidentConfirmedEvent
    | IncidentDebriefEditedEvent
    | IncidentDebriefFinishedEvent
    | IncidentDebriefReopenedEvent
    | IncidentDebriefStartedEvent
    | IncidentDismissedEvent
    | IncidentDutyGivenEvent
    | IncidentEntryCorrectedEvent
    | IncidentEntryErasedEvent
    | IncidentEntryReleasedEvent
    | IncidentExportedEvent
    | IncidentLeadChangedEvent
    | IncidentLessonAddedEvent
    | IncidentLessonRemovedEvent
    | IncidentMentionsLinkedEvent
    | IncidentMentionUnlinkedEvent
    | IncidentMergedEvent
    | IncidentMergedInEvent
    | IncidentMergedOnEvent
    | IncidentNotedEvent
    | IncidentOpenedEvent
    | IncidentPlanPinnedEvent
    | IncidentReleasedEvent
    | IncidentRenamedEvent
    | IncidentReopenedEvent
    | IncidentResolvedEvent
    | IncidentRespondingEvent
    | IncidentSeverityChangedEvent
    | IncidentStabilisedEvent
    | IncidentTeamSetEvent
    | IncidentUpdateDueSoonEvent
    | IncidentUpdateLateEvent
    | IncidentUpdateSentEvent
    | IncidentWaivedEvent
    | KeyCreatedEvent
    | KeyFirstUsedEvent
    | KeyRefusedEvent
    | KeyRevokedEvent
    | KeyRotatedEvent
    | MachineChangedEvent
    | MachineCreatedEvent
    | MachineDeactivatedEvent
    | MachinePassedOnEvent
    | MachineReactivatedEvent
    | MemberDeactivatedEvent
    | MemberHoldingsPassedOnEvent
    | MemberInvitationResentEvent
    | MemberInvitationWithdrawnEvent
    | MemberInvitedEvent
    | MemberJoinedEvent
    | MemberReactivatedEvent
    | MemberRoleChangedEvent
    | MentionAddedEvent
    | MentionArrivedEvent
    | MentionAssignedEvent
    | MentionErasedEvent
    | MentionExportedEvent
    | MentionNoteAddedEvent
    | MentionRemovedEvent
    | MentionSentimentCorrectedEvent
    | MentionStatusChangedEvent
    | PagePassedOnEvent
    | PageUnansweredEvent
    | PersonAddressAddedEvent
    | PersonAddressChangedEvent
    | PersonAddressConfirmedEvent
    | PersonAddressRemovedEvent
    | PersonFactorAddedEvent
    | PersonFactorRemovedEvent
    | PersonLoggedInEvent
    | PersonLoggedOutEvent
    | PersonLoginFailedEvent
    | PersonLoginLimitsLiftedEvent
    | PersonPasswordChangedEvent
    | PersonPasswordResetEvent
    | PersonPasswordSetEvent
    | PersonRecoveryCodesMadeEvent
    | PersonSessionsEndedEvent
    | PlanArchivedEvent
    | PlanCreatedEvent
    | PlanDraftChangedEvent
    | PlanDraftDiscardedEvent
    | PlanDraftRestoredEvent
    | PlanDraftStartedEvent
    | PlannedEventChangedEvent
    | PlannedEventCreatedEvent
    | PlannedEventRemovedEvent
    | PlanRestoredEvent
    | PlanVersionPublishedEvent
    | PlanVersionRetiredEvent
    | PrivateLinkCreatedEvent
    | PrivateLinkRevokedEvent
    | PrivateLinkRotatedEvent
    | ProposalAcceptedEvent
    | ProposalOpenedEvent
    | ProposalRejectedEvent
    | QueryChangedEvent
    | QueryCreatedEvent
    | QueryRemovedEvent
    | QueryRestoredEvent
    | QueryStarredEvent
    | QueryUnstarredEvent
    | RuleChangedEvent
    | RuleCreatedEvent
    | RuleMutedEvent
    | RuleSuggestionAdoptedEvent
    | RuleSwitchedOffEvent
    | RuleSwitchedOnEvent
    | RuleUnmutedEvent
    | SourceBatchEndedEvent
    | SourceBatchResumedEvent
    | SourceBatchStartedEvent
    | SourceBatchStoppedEvent
    | SourceChangedEvent
    | SourceCreatedEvent
    | SourceFailedEvent
    | SourcePausedEvent
    | SourceRecoveredEvent
    | SourceRemovedEvent
    | SourceResumedEvent
    | SourceRetriedEvent
    | TaskAddedEvent
    | TaskChangedEvent
    | TaskFinishedEvent
    | TaskGivenEvent
    | TaskLateEvent
    | TaskReopenedEvent
    | TaskSkippedEvent
    | TaskStartedEvent
    | TaskTakenEvent
    | ViewChangedEvent
    | ViewCreatedEvent
    | ViewRemovedEvent
    | WebhookChangedEvent
    | WebhookCreatedEvent
    | WebhookDisabledEvent
    | WebhookPassedOnEvent
    | WebhookPausedEvent
    | WebhookRedeliveredEvent
    | WebhookRemovedEvent
    | WebhookResumedEvent
    | WebhookSecretChangedEvent
    | WebhookTestedEvent
    | Any
    | Problem
]:
    """Show one of the events

     One.

    Args:
        id (str):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AgencyClaimedEvent | AgencyClosedEvent | AgencyCreatedEvent | AgencyResumedEvent | AgencySettingsChangedEvent | AgencySuspendedEvent | AlertAcknowledgedEvent | AlertDismissedEvent | AlertJoinedEvent | AlertOpenedIncidentEvent | AlertOutcomeRecordedEvent | AlertRaisedEvent | AlertUnansweredEvent | AlertUndecidedEvent | AlertWaitingEvent | AnswerApprovalAskedEvent | AnswerApprovalLateEvent | AnswerApprovalLinkWantedEvent | AnswerApprovalStandsEvent | AnswerApprovalWithdrawnEvent | AnswerApprovedEvent | AnswerDraftedEvent | AnswerEditedEvent | AnswerHandedOffEvent | AnswerPublishedEvent | AnswerRejectedEvent | AnswerWithdrawnEvent | ApplicationConnectedEvent | ApplicationDisconnectedEvent | ApplicationEndedEvent | ApplicationFirstUsedEvent | ApplicationRegisteredEvent | ApplicationTokenReusedEvent | AuditExportedEvent | AuditKeepingChangedEvent | BackfillCancelledEvent | BackfillEndedEvent | BackfillResumedEvent | BackfillStartedEvent | BrandArchivedEvent | BrandChangedEvent | BrandCreatedEvent | BrandRestoredEvent | BrandTeamChangedEvent | BrandWakeOrderChangedEvent | ContactChangedEvent | ContactCreatedEvent | ContactRemovedEvent | ImportCancelledEvent | ImportDiscardedEvent | ImportEndedEvent | ImportResumedEvent | ImportStartedEvent | ImportUndoneEvent | ImportUndoStartedEvent | ImportUploadedEvent | IncidentAlertJoinedEvent | IncidentAlertLeftEvent | IncidentAlertMovedEvent | IncidentAlertsUnansweredEvent | IncidentChangeProposedEvent | IncidentClosedEvent | IncidentConfirmedEvent | IncidentDebriefEditedEvent | IncidentDebriefFinishedEvent | IncidentDebriefReopenedEvent | IncidentDebriefStartedEvent | IncidentDismissedEvent | IncidentDutyGivenEvent | IncidentEntryCorrectedEvent | IncidentEntryErasedEvent | IncidentEntryReleasedEvent | IncidentExportedEvent | IncidentLeadChangedEvent | IncidentLessonAddedEvent | IncidentLessonRemovedEvent | IncidentMentionsLinkedEvent | IncidentMentionUnlinkedEvent | IncidentMergedEvent | IncidentMergedInEvent | IncidentMergedOnEvent | IncidentNotedEvent | IncidentOpenedEvent | IncidentPlanPinnedEvent | IncidentReleasedEvent | IncidentRenamedEvent | IncidentReopenedEvent | IncidentResolvedEvent | IncidentRespondingEvent | IncidentSeverityChangedEvent | IncidentStabilisedEvent | IncidentTeamSetEvent | IncidentUpdateDueSoonEvent | IncidentUpdateLateEvent | IncidentUpdateSentEvent | IncidentWaivedEvent | KeyCreatedEvent | KeyFirstUsedEvent | KeyRefusedEvent | KeyRevokedEvent | KeyRotatedEvent | MachineChangedEvent | MachineCreatedEvent | MachineDeactivatedEvent | MachinePassedOnEvent | MachineReactivatedEvent | MemberDeactivatedEvent | MemberHoldingsPassedOnEvent | MemberInvitationResentEvent | MemberInvitationWithdrawnEvent | MemberInvitedEvent | MemberJoinedEvent | MemberReactivatedEvent | MemberRoleChangedEvent | MentionAddedEvent | MentionArrivedEvent | MentionAssignedEvent | MentionErasedEvent | MentionExportedEvent | MentionNoteAddedEvent | MentionRemovedEvent | MentionSentimentCorrectedEvent | MentionStatusChangedEvent | PagePassedOnEvent | PageUnansweredEvent | PersonAddressAddedEvent | PersonAddressChangedEvent | PersonAddressConfirmedEvent | PersonAddressRemovedEvent | PersonFactorAddedEvent | PersonFactorRemovedEvent | PersonLoggedInEvent | PersonLoggedOutEvent | PersonLoginFailedEvent | PersonLoginLimitsLiftedEvent | PersonPasswordChangedEvent | PersonPasswordResetEvent | PersonPasswordSetEvent | PersonRecoveryCodesMadeEvent | PersonSessionsEndedEvent | PlanArchivedEvent | PlanCreatedEvent | PlanDraftChangedEvent | PlanDraftDiscardedEvent | PlanDraftRestoredEvent | PlanDraftStartedEvent | PlannedEventChangedEvent | PlannedEventCreatedEvent | PlannedEventRemovedEvent | PlanRestoredEvent | PlanVersionPublishedEvent | PlanVersionRetiredEvent | PrivateLinkCreatedEvent | PrivateLinkRevokedEvent | PrivateLinkRotatedEvent | ProposalAcceptedEvent | ProposalOpenedEvent | ProposalRejectedEvent | QueryChangedEvent | QueryCreatedEvent | QueryRemovedEvent | QueryRestoredEvent | QueryStarredEvent | QueryUnstarredEvent | RuleChangedEvent | RuleCreatedEvent | RuleMutedEvent | RuleSuggestionAdoptedEvent | RuleSwitchedOffEvent | RuleSwitchedOnEvent | RuleUnmutedEvent | SourceBatchEndedEvent | SourceBatchResumedEvent | SourceBatchStartedEvent | SourceBatchStoppedEvent | SourceChangedEvent | SourceCreatedEvent | SourceFailedEvent | SourcePausedEvent | SourceRecoveredEvent | SourceRemovedEvent | SourceResumedEvent | SourceRetriedEvent | TaskAddedEvent | TaskChangedEvent | TaskFinishedEvent | TaskGivenEvent | TaskLateEvent | TaskReopenedEvent | TaskSkippedEvent | TaskStartedEvent | TaskTakenEvent | ViewChangedEvent | ViewCreatedEvent | ViewRemovedEvent | WebhookChangedEvent | WebhookCreatedEvent | WebhookDisabledEvent | WebhookPassedOnEvent | WebhookPausedEvent | WebhookRedeliveredEvent | WebhookRemovedEvent | WebhookResumedEvent | WebhookSecretChangedEvent | WebhookTestedEvent | Any | Problem]
    """

    kwargs = _get_kwargs(
        id=id,
        if_none_match=if_none_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    id: str,
    *,
    client: AuthenticatedClient,
    if_none_match: str | Unset = UNSET,
) -> (
    AgencyClaimedEvent
    | AgencyClosedEvent
    | AgencyCreatedEvent
    | AgencyResumedEvent
    | AgencySettingsChangedEvent
    | AgencySuspendedEvent
    | AlertAcknowledgedEvent
    | AlertDismissedEvent
    | AlertJoinedEvent
    | AlertOpenedIncidentEvent
    | AlertOutcomeRecordedEvent
    | AlertRaisedEvent
    | AlertUnansweredEvent
    | AlertUndecidedEvent
    | AlertWaitingEvent
    | AnswerApprovalAskedEvent
    | AnswerApprovalLateEvent
    | AnswerApprovalLinkWantedEvent
    | AnswerApprovalStandsEvent
    | AnswerApprovalWithdrawnEvent
    | AnswerApprovedEvent
    | AnswerDraftedEvent
    | AnswerEditedEvent
    | AnswerHandedOffEvent
    | AnswerPublishedEvent
    | AnswerRejectedEvent
    | AnswerWithdrawnEvent
    | ApplicationConnectedEvent
    | ApplicationDisconnectedEvent
    | ApplicationEndedEvent
    | ApplicationFirstUsedEvent
    | ApplicationRegisteredEvent
    | ApplicationTokenReusedEvent
    | AuditExportedEvent
    | AuditKeepingChangedEvent
    | BackfillCancelledEvent
    | BackfillEndedEvent
    | BackfillResumedEvent
    | BackfillStartedEvent
    | BrandArchivedEvent
    | BrandChangedEvent
    | BrandCreatedEvent
    | BrandRestoredEvent
    | BrandTeamChangedEvent
    | BrandWakeOrderChangedEvent
    | ContactChangedEvent
    | ContactCreatedEvent
    | ContactRemovedEvent
    | ImportCancelledEvent
    | ImportDiscardedEvent
    | ImportEndedEvent
    | ImportResumedEvent
    | ImportStartedEvent
    | ImportUndoneEvent
    | ImportUndoStartedEvent
    | ImportUploadedEvent
    | IncidentAlertJoinedEvent
    | IncidentAlertLeftEvent
    | IncidentAlertMovedEvent
    | IncidentAlertsUnansweredEvent
    | IncidentChangeProposedEvent
    | IncidentClosedEvent
    | IncidentConfirmedEvent
    | IncidentDebriefEditedEvent
    | IncidentDebriefFinishedEvent
    | IncidentDebriefReopenedEvent
    | IncidentDebriefStartedEvent
    | IncidentDismissedEvent
    | IncidentDutyGivenEvent
    | IncidentEntryCorrectedEvent
    | IncidentEntryErasedEvent
    | IncidentEntryReleasedEvent
    | IncidentExportedEvent
    | IncidentLeadChangedEvent
    | IncidentLessonAddedEvent
    | IncidentLessonRemovedEvent
    | IncidentMentionsLinkedEvent
    | IncidentMentionUnlinkedEvent
    | IncidentMergedEvent
    | IncidentMergedInEvent
    | IncidentMergedOnEvent
    | IncidentNotedEvent
    | IncidentOpenedEvent
    | IncidentPlanPinnedEvent
    | IncidentReleasedEvent
    | IncidentRenamedEvent
    | IncidentReopenedEvent
    | IncidentResolvedEvent
    | IncidentRespondingEvent
    | IncidentSeverityChangedEvent
    | IncidentStabilisedEvent
    | IncidentTeamSetEvent
    | IncidentUpdateDueSoonEvent
    | IncidentUpdateLateEvent
    | IncidentUpdateSentEvent
    | IncidentWaivedEvent
    | KeyCreatedEvent
    | KeyFirstUsedEvent
    | KeyRefusedEvent
    | KeyRevokedEvent
    | KeyRotatedEvent
    | MachineChangedEvent
    | MachineCreatedEvent
    | MachineDeactivatedEvent
    | MachinePassedOnEvent
    | MachineReactivatedEvent
    | MemberDeactivatedEvent
    | MemberHoldingsPassedOnEvent
    | MemberInvitationResentEvent
    | MemberInvitationWithdrawnEvent
    | MemberInvitedEvent
    | MemberJoinedEvent
    | MemberReactivatedEvent
    | MemberRoleChangedEvent
    | MentionAddedEvent
    | MentionArrivedEvent
    | MentionAssignedEvent
    | MentionErasedEvent
    | MentionExportedEvent
    | MentionNoteAddedEvent
    | MentionRemovedEvent
    | MentionSentimentCorrectedEvent
    | MentionStatusChangedEvent
    | PagePassedOnEvent
    | PageUnansweredEvent
    | PersonAddressAddedEvent
    | PersonAddressChangedEvent
    | PersonAddressConfirmedEvent
    | PersonAddressRemovedEvent
    | PersonFactorAddedEvent
    | PersonFactorRemovedEvent
    | PersonLoggedInEvent
    | PersonLoggedOutEvent
    | PersonLoginFailedEvent
    | PersonLoginLimitsLiftedEvent
    | PersonPasswordChangedEvent
    | PersonPasswordResetEvent
    | PersonPasswordSetEvent
    | PersonRecoveryCodesMadeEvent
    | PersonSessionsEndedEvent
    | PlanArchivedEvent
    | PlanCreatedEvent
    | PlanDraftChangedEvent
    | PlanDraftDiscardedEvent
    | PlanDraftRestoredEvent
    | PlanDraftStartedEvent
    | PlannedEventChangedEvent
    | PlannedEventCreatedEvent
    | PlannedEventRemovedEvent
    | PlanRestoredEvent
    | PlanVersionPublishedEvent
    | PlanVersionRetiredEvent
    | PrivateLinkCreatedEvent
    | PrivateLinkRevokedEvent
    | PrivateLinkRotatedEvent
    | ProposalAcceptedEvent
    | ProposalOpenedEvent
    | ProposalRejectedEvent
    | QueryChangedEvent
    | QueryCreatedEvent
    | QueryRemovedEvent
    | QueryRestoredEvent
    | QueryStarredEvent
    | QueryUnstarredEvent
    | RuleChangedEvent
    | RuleCreatedEvent
    | RuleMutedEvent
    | RuleSuggestionAdoptedEvent
    | RuleSwitchedOffEvent
    | RuleSwitchedOnEvent
    | RuleUnmutedEvent
    | SourceBatchEndedEvent
    | SourceBatchResumedEvent
    | SourceBatchStartedEvent
    | SourceBatchStoppedEvent
    | SourceChangedEvent
    | SourceCreatedEvent
    | SourceFailedEvent
    | SourcePausedEvent
    | SourceRecoveredEvent
    | SourceRemovedEvent
    | SourceResumedEvent
    | SourceRetriedEvent
    | TaskAddedEvent
    | TaskChangedEvent
    | TaskFinishedEvent
    | TaskGivenEvent
    | TaskLateEvent
    | TaskReopenedEvent
    | TaskSkippedEvent
    | TaskStartedEvent
    | TaskTakenEvent
    | ViewChangedEvent
    | ViewCreatedEvent
    | ViewRemovedEvent
    | WebhookChangedEvent
    | WebhookCreatedEvent
    | WebhookDisabledEvent
    | WebhookPassedOnEvent
    | WebhookPausedEvent
    | WebhookRedeliveredEvent
    | WebhookRemovedEvent
    | WebhookResumedEvent
    | WebhookSecretChangedEvent
    | WebhookTestedEvent
    | Any
    | Problem
    | None
):
    """Show one of the events

     One.

    Args:
        id (str):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AgencyClaimedEvent | AgencyClosedEvent | AgencyCreatedEvent | AgencyResumedEvent | AgencySettingsChangedEvent | AgencySuspendedEvent | AlertAcknowledgedEvent | AlertDismissedEvent | AlertJoinedEvent | AlertOpenedIncidentEvent | AlertOutcomeRecordedEvent | AlertRaisedEvent | AlertUnansweredEvent | AlertUndecidedEvent | AlertWaitingEvent | AnswerApprovalAskedEvent | AnswerApprovalLateEvent | AnswerApprovalLinkWantedEvent | AnswerApprovalStandsEvent | AnswerApprovalWithdrawnEvent | AnswerApprovedEvent | AnswerDraftedEvent | AnswerEditedEvent | AnswerHandedOffEvent | AnswerPublishedEvent | AnswerRejectedEvent | AnswerWithdrawnEvent | ApplicationConnectedEvent | ApplicationDisconnectedEvent | ApplicationEndedEvent | ApplicationFirstUsedEvent | ApplicationRegisteredEvent | ApplicationTokenReusedEvent | AuditExportedEvent | AuditKeepingChangedEvent | BackfillCancelledEvent | BackfillEndedEvent | BackfillResumedEvent | BackfillStartedEvent | BrandArchivedEvent | BrandChangedEvent | BrandCreatedEvent | BrandRestoredEvent | BrandTeamChangedEvent | BrandWakeOrderChangedEvent | ContactChangedEvent | ContactCreatedEvent | ContactRemovedEvent | ImportCancelledEvent | ImportDiscardedEvent | ImportEndedEvent | ImportResumedEvent | ImportStartedEvent | ImportUndoneEvent | ImportUndoStartedEvent | ImportUploadedEvent | IncidentAlertJoinedEvent | IncidentAlertLeftEvent | IncidentAlertMovedEvent | IncidentAlertsUnansweredEvent | IncidentChangeProposedEvent | IncidentClosedEvent | IncidentConfirmedEvent | IncidentDebriefEditedEvent | IncidentDebriefFinishedEvent | IncidentDebriefReopenedEvent | IncidentDebriefStartedEvent | IncidentDismissedEvent | IncidentDutyGivenEvent | IncidentEntryCorrectedEvent | IncidentEntryErasedEvent | IncidentEntryReleasedEvent | IncidentExportedEvent | IncidentLeadChangedEvent | IncidentLessonAddedEvent | IncidentLessonRemovedEvent | IncidentMentionsLinkedEvent | IncidentMentionUnlinkedEvent | IncidentMergedEvent | IncidentMergedInEvent | IncidentMergedOnEvent | IncidentNotedEvent | IncidentOpenedEvent | IncidentPlanPinnedEvent | IncidentReleasedEvent | IncidentRenamedEvent | IncidentReopenedEvent | IncidentResolvedEvent | IncidentRespondingEvent | IncidentSeverityChangedEvent | IncidentStabilisedEvent | IncidentTeamSetEvent | IncidentUpdateDueSoonEvent | IncidentUpdateLateEvent | IncidentUpdateSentEvent | IncidentWaivedEvent | KeyCreatedEvent | KeyFirstUsedEvent | KeyRefusedEvent | KeyRevokedEvent | KeyRotatedEvent | MachineChangedEvent | MachineCreatedEvent | MachineDeactivatedEvent | MachinePassedOnEvent | MachineReactivatedEvent | MemberDeactivatedEvent | MemberHoldingsPassedOnEvent | MemberInvitationResentEvent | MemberInvitationWithdrawnEvent | MemberInvitedEvent | MemberJoinedEvent | MemberReactivatedEvent | MemberRoleChangedEvent | MentionAddedEvent | MentionArrivedEvent | MentionAssignedEvent | MentionErasedEvent | MentionExportedEvent | MentionNoteAddedEvent | MentionRemovedEvent | MentionSentimentCorrectedEvent | MentionStatusChangedEvent | PagePassedOnEvent | PageUnansweredEvent | PersonAddressAddedEvent | PersonAddressChangedEvent | PersonAddressConfirmedEvent | PersonAddressRemovedEvent | PersonFactorAddedEvent | PersonFactorRemovedEvent | PersonLoggedInEvent | PersonLoggedOutEvent | PersonLoginFailedEvent | PersonLoginLimitsLiftedEvent | PersonPasswordChangedEvent | PersonPasswordResetEvent | PersonPasswordSetEvent | PersonRecoveryCodesMadeEvent | PersonSessionsEndedEvent | PlanArchivedEvent | PlanCreatedEvent | PlanDraftChangedEvent | PlanDraftDiscardedEvent | PlanDraftRestoredEvent | PlanDraftStartedEvent | PlannedEventChangedEvent | PlannedEventCreatedEvent | PlannedEventRemovedEvent | PlanRestoredEvent | PlanVersionPublishedEvent | PlanVersionRetiredEvent | PrivateLinkCreatedEvent | PrivateLinkRevokedEvent | PrivateLinkRotatedEvent | ProposalAcceptedEvent | ProposalOpenedEvent | ProposalRejectedEvent | QueryChangedEvent | QueryCreatedEvent | QueryRemovedEvent | QueryRestoredEvent | QueryStarredEvent | QueryUnstarredEvent | RuleChangedEvent | RuleCreatedEvent | RuleMutedEvent | RuleSuggestionAdoptedEvent | RuleSwitchedOffEvent | RuleSwitchedOnEvent | RuleUnmutedEvent | SourceBatchEndedEvent | SourceBatchResumedEvent | SourceBatchStartedEvent | SourceBatchStoppedEvent | SourceChangedEvent | SourceCreatedEvent | SourceFailedEvent | SourcePausedEvent | SourceRecoveredEvent | SourceRemovedEvent | SourceResumedEvent | SourceRetriedEvent | TaskAddedEvent | TaskChangedEvent | TaskFinishedEvent | TaskGivenEvent | TaskLateEvent | TaskReopenedEvent | TaskSkippedEvent | TaskStartedEvent | TaskTakenEvent | ViewChangedEvent | ViewCreatedEvent | ViewRemovedEvent | WebhookChangedEvent | WebhookCreatedEvent | WebhookDisabledEvent | WebhookPassedOnEvent | WebhookPausedEvent | WebhookRedeliveredEvent | WebhookRemovedEvent | WebhookResumedEvent | WebhookSecretChangedEvent | WebhookTestedEvent | Any | Problem
    """

    return (
        await asyncio_detailed(
            id=id,
            client=client,
            if_none_match=if_none_match,
        )
    ).parsed

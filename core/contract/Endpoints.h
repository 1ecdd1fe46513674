// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/contract/SecurityAdmin.h"
#include "core/contract/Sync.h"
#include "core/contract/Tasks.h"

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>
#include <boost/mp11/utility.hpp>

/// Every endpoint with a typed request and answer. What walks all of them (the OpenAPI document, the
/// permission matrix, the tests) walks this list. GET /v1/events is not in it: it answers with a stream.
namespace taskward::contract {

using IdentityEndpoints =
    boost::mp11::mp_list<Login, AnswerChallenge, Refresh, Logout, StepUp, ResetPassword, ReportWipe,
                         GetMe, ListPeople, GetMeta, GetLimits>;
using SecurityEndpoints =
    boost::mp11::mp_list<GetSecurity, ChangePassword, JudgePassword, EnrolTotp, ConfirmTotp,
                         RemoveTotp, ProveRecoveryCodes, RenewRecoveryCodes, ListSessions,
                         EndSession, EndOtherSessions, NotMe, ListSecurityEvents, ListApiKeys,
                         CreateApiKey, RevokeApiKey>;
using SecurityAdminEndpoints =
    boost::mp11::mp_list<ListLocks, ClearLocks, ListPersonSessions, EndPersonSessions,
                         OfferPasswordReset, ResetFactor, SetPersonDisabled, ListOrgSecurityEvents,
                         GetSecurityPolicy, SetSecurityPolicy>;
using ProjectEndpoints =
    boost::mp11::mp_list<ListProjects, CreateProject, GetProject, UpdateProject, DeleteProject>;
using SectionEndpoints =
    boost::mp11::mp_list<ListSections, CreateSection, GetSection, UpdateSection, DeleteSection>;
using LabelEndpoints =
    boost::mp11::mp_list<ListLabels, CreateLabel, GetLabel, UpdateLabel, DeleteLabel>;
using TaskEndpoints = boost::mp11::mp_list<ListTasks, CreateTask, GetTask, UpdateTask, DeleteTask>;
using SyncEndpoints = boost::mp11::mp_list<SyncPull, SyncPush>;

using Endpoints = boost::mp11::mp_append<IdentityEndpoints, SecurityEndpoints,
                                         SecurityAdminEndpoints, ProjectEndpoints, SectionEndpoints,
                                         LabelEndpoints, TaskEndpoints, SyncEndpoints>;
inline constexpr std::size_t kEndpointCount = boost::mp11::mp_size<Endpoints>::value;

static_assert(boost::mp11::mp_is_set<Endpoints>::value, "an endpoint stands in the list twice");

/// Calls `visit` with a boost::mp11::mp_identity<E> for each endpoint E, in the order of the list.
template <typename Visit>
void forEachEndpoint(Visit&& visit)
{
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Endpoints>>(
        std::forward<Visit>(visit));
}

} // namespace taskward::contract

// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/SecurityApi.h"

namespace taskward::identity {

using namespace contract;

void addSignInApi(http::Api& api, SignInService& signIn, PasswordService& passwords)
{
    api.on<Login>([&signIn](const http::Caller& caller, Login::Request request) {
        return signIn.login(caller, std::move(request));
    });
    api.on<AnswerChallenge>(
        [&signIn](const http::Caller& caller, const AnswerChallenge::Request& request) {
            return signIn.answer(caller, request);
        });
    api.on<StepUp>([&signIn](const http::Caller& caller, StepUp::Request request) {
        return signIn.stepUp(caller, std::move(request));
    });
    api.on<ResetPassword>([&passwords](const http::Caller& caller, ResetPassword::Request request) {
        return passwords.reset(caller, std::move(request));
    });
}

void addSecurityApi(http::Api& api, FactorService& factors, PasswordService& passwords)
{
    api.on<ChangePassword>(
        [&passwords](const http::Caller& caller, ChangePassword::Request request) {
            return passwords.change(caller, std::move(request));
        });
    api.on<JudgePassword>([&passwords](const http::Caller& caller, JudgePassword::Request request) {
        return passwords.judge(caller, std::move(request));
    });
    api.on<GetSecurity>([&factors](db::Tx& tx, const http::Caller& caller, const auto&) {
        return factors.describe(tx, caller);
    });
    api.on<EnrolTotp>([&factors](const http::Caller& caller, const EnrolTotp::Request&) {
        return factors.enrol(caller);
    });
    api.on<ConfirmTotp>(
        [&factors](const http::Caller& caller, const ConfirmTotp::Request& request) {
            return factors.confirm(caller, request.code);
        });
    api.on<ProveRecoveryCodes>(
        [&factors](const http::Caller& caller, const ProveRecoveryCodes::Request& request) {
            return factors.proveCodes(caller, request.code);
        });
    api.on<RenewRecoveryCodes>(
        [&factors](const http::Caller& caller, const RenewRecoveryCodes::Request&) {
            return factors.renewCodes(caller);
        });
    api.on<RemoveTotp>([&factors](db::Tx& tx, const http::Caller& caller, const auto&) {
        return factors.remove(tx, caller);
    });
    api.on<ListSecurityEvents>(
        [](db::Tx& tx, const http::Caller& caller, const ListSecurityEvents::Request& request) {
            const auto limit = request.limit ? request.limit->value
                                             : static_cast<std::int64_t>(limits::kDefaultPageItems);
            return Result<SecurityEventPage>(
                eventPage(tx, caller.user, limit, request.cursor ? request.cursor->str() : ""));
        });
}

void addSecurityAdminApi(http::Api& api, SecurityAdminService& admin)
{
    api.on<ListLocks>([&admin](db::Tx& tx, const http::Caller& caller, const auto& request) {
        return admin.locks(tx, caller, request);
    });
    api.on<ClearLocks>([&admin](db::Tx& tx, const http::Caller& caller, const auto& request) {
        return admin.clearLocks(tx, caller, request);
    });
    api.on<OfferPasswordReset>(
        [&admin](db::Tx& tx, const http::Caller& caller, const auto& request) {
            return admin.offerReset(tx, caller, request);
        });
    api.on<ResetFactor>([&admin](db::Tx& tx, const http::Caller& caller, const auto& request) {
        return admin.resetFactor(tx, caller, request);
    });
    api.on<SetPersonDisabled>(
        [&admin](db::Tx& tx, const http::Caller& caller, const auto& request) {
            return admin.setDisabled(tx, caller, request);
        });
    api.on<ListOrgSecurityEvents>(
        [&admin](db::Tx& tx, const http::Caller& caller, const auto& request) {
            return admin.events(tx, caller, request);
        });
    api.on<GetSecurityPolicy>([&admin](db::Tx& tx, const http::Caller& caller, const auto&) {
        return Result<SecurityPolicy>(admin.policy(tx, caller));
    });
    api.on<SetSecurityPolicy>(
        [&admin](db::Tx& tx, const http::Caller& caller, const auto& request) {
            return admin.setPolicy(tx, caller, request);
        });
}

} // namespace taskward::identity

// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "server-stub/http/Api.h"
#include "server-stub/identity/FactorService.h"
#include "server-stub/identity/PasswordService.h"
#include "server-stub/identity/SecurityAdminService.h"
#include "server-stub/identity/SignInService.h"

namespace taskward::identity {

/// Register signing in, what people do about their own protection, and what administrators do about
/// that of others.
void addSignInApi(http::Api& api, SignInService& signIn, PasswordService& passwords);
void addSecurityApi(http::Api& api, FactorService& factors, PasswordService& passwords);
void addSecurityAdminApi(http::Api& api, SecurityAdminService& admin);

} // namespace taskward::identity

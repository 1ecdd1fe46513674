// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "app/cli/SecretFiles.h"

#include <QFile>

namespace taskward::cli {

namespace {
constexpr qint64 kMaxLineBytes = 4096;
}

Result<Secret> readSecretLine(const std::string& name)
{
    QFile file;
    const bool input = name == "-";
    if (!input)
        file.setFileName(QString::fromStdString(name));
    const bool open = input ? file.open(stdin, QIODevice::ReadOnly)
                            : file.open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    if (!open)
        return fail(ErrorCode::NotFound, name + ": " + file.errorString().toStdString());
    QByteArray line = file.readLine(kMaxLineBytes);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    Secret secret = Secret::fromText({line.constData(), static_cast<std::size_t>(line.size())});
    wipe(line.data(), static_cast<std::size_t>(line.size()));
    if (secret.empty())
        return fail(ErrorCode::ValidationFailed, name + " is empty");
    return secret;
}

QCoro::Task<Result<client::Proof>> FilePrompter::proof(bool withCode, std::optional<Error> last)
{
    if (last)
        co_return fail(std::move(*last));
    if (m_files.password.empty())
        co_return fail(ErrorCode::StepUpRequired, "give --proof-password-file FILE");
    auto password = readSecretLine(m_files.password);
    if (!password)
        co_return fail(std::move(password.error()));
    if (!withCode)
        co_return client::Proof{std::move(*password), {}};
    auto code = codeGiven();
    if (!code)
        co_return fail(ErrorCode::StepUpRequired, "give --proof-code CODE as well");
    co_return client::Proof{std::move(*password), std::move(*code)};
}

QCoro::Task<Result<Secret>> FilePrompter::code(contract::Challenge, std::optional<Error> last)
{
    if (last)
        co_return fail(std::move(*last));
    co_return codeGiven();
}

Result<Secret> FilePrompter::codeGiven() const
{
    if (!m_files.totpFile.empty())
        return readSecretLine(m_files.totpFile);
    if (m_files.totp.empty())
        return fail(ErrorCode::StepUpRequired, "a code is asked for: --totp CODE");
    return Secret::fromText(m_files.totp);
}

QCoro::Task<Result<Secret>> FilePrompter::passphrase(bool fresh, std::optional<Error> last)
{
    // A first vault may be made with --passphrase-file alone, as it is opened with it afterwards.
    const bool next = fresh && !m_files.newPassphrase.empty();
    const std::string& file = next ? m_files.newPassphrase : m_files.passphrase;
    if (last || file.empty())
        co_return fail(ErrorCode::Cancelled);
    co_return readSecretLine(file);
}

} // namespace taskward::cli

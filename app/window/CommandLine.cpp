// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "app/window/CommandLine.h"

#include <QCommandLineParser>
#include <QDir>

namespace taskward::window {

Result<CommandLine> CommandLine::parse(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Taskward: your tasks, on this computer and with your team."));
    const QCommandLineOption profile(QStringLiteral("profile"),
                                     QStringLiteral("Directory of the account."),
                                     QStringLiteral("DIR"));
    const QCommandLineOption connect(QStringLiteral("connect"),
                                     QStringLiteral("Sign in to this server without questions."),
                                     QStringLiteral("URL"));
    const QCommandLineOption pin(QStringLiteral("pin"),
                                 QStringLiteral("Fingerprint of the server's key."),
                                 QStringLiteral("SHA256"));
    const QCommandLineOption email(QStringLiteral("email"), QStringLiteral("Who signs in."),
                                   QStringLiteral("E-MAIL"));
    const QCommandLineOption password(QStringLiteral("password-file"),
                                      QStringLiteral("File with the password in its first line."),
                                      QStringLiteral("FILE"));
    const QCommandLineOption shot(
        QStringLiteral("shot"),
        QStringLiteral("Write a picture of the window when the tasks are shown, and end."),
        QStringLiteral("FILE"));
    const QCommandLineOption version(QStringList{QStringLiteral("v"), QStringLiteral("version")},
                                     QStringLiteral("Print the version."));
    const QCommandLineOption help(QStringList{QStringLiteral("h"), QStringLiteral("help")},
                                  QStringLiteral("Print this help."));
    parser.addOptions({profile, connect, pin, email, password, shot, version, help});
    if (!parser.parse(arguments))
        return fail(ErrorCode::Malformed, parser.errorText().toStdString());
    if (!parser.positionalArguments().isEmpty())
        return fail(ErrorCode::Malformed,
                    "unexpected argument: " + parser.positionalArguments().first().toStdString());
    CommandLine line;
    if (parser.isSet(help)) {
        line.mode = Mode::Help;
        line.help = parser.helpText();
        return line;
    }
    if (parser.isSet(version)) {
        line.mode = Mode::Version;
        return line;
    }
    if (parser.isSet(profile))
        line.profile = QDir(parser.value(profile)).absolutePath();
    line.shot = parser.value(shot);
    const bool complete = parser.isSet(email) && parser.isSet(password);
    if (parser.isSet(connect)) {
        if (!complete)
            return fail(ErrorCode::Malformed, "--connect needs --email and --password-file");
        line.connect = ConnectOptions{parser.value(connect), parser.value(pin), parser.value(email),
                                      parser.value(password)};
    }
    return line;
}

} // namespace taskward::window

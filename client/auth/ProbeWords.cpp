// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/auth/ProbeWords.h"

namespace taskward::client::probewords {

namespace {

ProbeResult failed(ProbeStep step, std::string sentence, std::string remedy, Error error)
{
    return {step, false, {}, std::move(sentence), std::move(remedy), std::move(error)};
}

} // namespace

ProbeResult passed(ProbeStep step, std::string found)
{
    return {step, true, std::move(found), {}, {}, {}};
}

ProbeResult notAnAddress(const Error& error)
{
    if (error.code == ErrorCode::HttpsRequired) {
        return failed(ProbeStep::Name, "An address that begins with http:// is not encrypted.",
                      "Type it with https://, or without anything in front.", error);
    }
    return failed(ProbeStep::Name, "This is not an address of a server.",
                  "Type a name such as tasks.example.org, or paste the connect code.", error);
}

ProbeResult nameFailed(const ServerAddress& address, const Error& error)
{
    if (error.code == ErrorCode::Timeout) {
        return failed(ProbeStep::Name, "The name service of your network does not answer.",
                      "Check your network connection and try again.", error);
    }
    return failed(ProbeStep::Name, "There is no computer of the name " + address.host + ".",
                  "Check the spelling and your network connection.", error);
}

ProbeResult tcpFailed(const ServerAddress& address, const Error& error)
{
    const std::string port = "port " + std::to_string(address.port);
    if (error.code == ErrorCode::Timeout) {
        return failed(ProbeStep::Tcp, "There is no answer on " + port + ".",
                      "The computer may be off, or a firewall may be between. Ask whoever runs the "
                      "server, or try from another network.",
                      error);
    }
    if (error.detail == kRefused) {
        return failed(ProbeStep::Tcp, "The computer is there, but nothing listens on " + port + ".",
                      "Check the port, and whether the server is running.", error);
    }
    return failed(ProbeStep::Tcp, "The computer cannot be reached on " + port + ".",
                  "Check your network connection.", error);
}

ProbeResult tlsFailed(const Error& error, TlsProblem problem)
{
    if (error.code == ErrorCode::ServerUntrusted) {
        return failed(ProbeStep::Tls, "The server's fingerprint is not the one you were given.",
                      "Do not go on. Ask whoever runs the server for a fresh connect code.", error);
    }
    if (problem == TlsProblem::PlainHttp) {
        return failed(ProbeStep::Tls, "This port speaks HTTP without encryption.",
                      "Nothing was sent. Ask whoever runs the server for its encrypted port.",
                      error);
    }
    if (problem == TlsProblem::OlderTls) {
        return failed(ProbeStep::Tls, "The server encrypts with TLS 1.2 or older only.",
                      "Taskward asks for TLS 1.3. Ask whoever runs the server, or the proxy before "
                      "it, to switch it on.",
                      error);
    }
    if (error.code == ErrorCode::Timeout) {
        return failed(ProbeStep::Tls, "The connection is made, but then nothing is answered.",
                      "Check that this is the port of a Taskward server; try again later.", error);
    }
    return failed(ProbeStep::Tls, "What answers there does not speak TLS 1.3.",
                  "Check that this is the port of a Taskward server and not of something else.",
                  error);
}

ProbeResult identityFailed(const Error& error)
{
    if (error.detail == kRedirected) {
        return failed(ProbeStep::Identity,
                      "The answer leads to another page, as of a network that "
                      "wants you to sign in to it.",
                      "Open any web page in a browser, sign in to the network, and try again. If "
                      "there is no such page, check the address.",
                      error);
    }
    return failed(ProbeStep::Identity, "Something answers there, but it is not a Taskward server.",
                  "Check the address and the port.", error);
}

ProbeResult programTooOld(const std::string& wanted)
{
    const std::string newer = wanted.empty() ? "a newer one" : wanted + " or newer";
    return failed(ProbeStep::Version, "This program is too old: the server wants " + newer + ".",
                  "Update Taskward on this computer.",
                  {ErrorCode::UpgradeRequired, "the server wants " + newer, {}});
}

ProbeResult serverTooOld(const std::string& version, const std::string& wanted)
{
    return failed(ProbeStep::Version,
                  "The server is too old: it is " + version + ", this program wants " + wanted +
                      " or newer.",
                  "Ask whoever runs the server to update it.",
                  {ErrorCode::UpgradeRequired, "the server is " + version, {}});
}

} // namespace taskward::client::probewords

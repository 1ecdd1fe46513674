// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// bench_proofs KEY.der METHOD URL TOKEN NONCE COUNT OUT: signs proofs beforehand, one a line, so that a
// load generator only has to send them.
#include "core/base/Secret.h"
#include "core/crypto/DpopProof.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <vector>

using namespace taskward;

namespace {

Result<crypto::Es256PrivateKey> readKey(const char* path)
{
    std::ifstream file(path, std::ios::binary);
    const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
    return crypto::Es256PrivateKey::fromPkcs8(Secret::fromText({bytes.data(), bytes.size()}));
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 8) {
        std::fprintf(stderr, "usage: bench_proofs KEY.der METHOD URL TOKEN NONCE COUNT OUT\n");
        return 64;
    }
    const auto key = readKey(argv[1]);
    if (!key) {
        std::fprintf(stderr, "%s: %s\n", argv[1], key.error().detail.c_str());
        return 65;
    }
    const SystemClock clock;
    SystemRandom random;
    std::ofstream out(argv[7]);
    for (long left = std::strtol(argv[6], nullptr, 10); left > 0; --left) {
        const auto proof = crypto::makeDpopProof(*key, {argv[2], argv[3], argv[4], argv[5]},
                                                 clock.now(), crypto::makeDpopId(random));
        if (!proof)
            return 70;
        out << *proof << '\n';
    }
    return out.flush() ? 0 : 73;
}

// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
/// Feeds the files of the named folders to a fuzz target, so that the targets and what they once found
/// are an ordinary test with any compiler.
#include "tests/fuzz/Target.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

namespace {

int replay(const std::filesystem::path& folder)
{
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream file(entry.path(), std::ios::binary);
        std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
        bytes.shrink_to_fit(); // a byte too far is to be a find of AddressSanitizer
        std::printf("%s: %zu bytes\n", entry.path().filename().c_str(), bytes.size());
        std::fflush(stdout);
        taskward::fuzz::examine({bytes.data(), bytes.size()});
        ++count;
    }
    return count;
}

} // namespace

int main(int count, char** arguments)
{
    int inputs = 0;
    for (int i = 1; i < count; ++i)
        inputs += replay(arguments[i]);
    std::printf("%d inputs\n", inputs);
    return inputs > 0 ? 0 : 1;
}

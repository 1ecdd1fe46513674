// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/ops/commands/Command.h"

int main(int argc, char** argv)
{
    return taskward::ops::runCommand(argc, argv);
}

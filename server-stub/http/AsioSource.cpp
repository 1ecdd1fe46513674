// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// The part of Asio that BOOST_ASIO_SEPARATE_COMPILATION keeps out of its headers, compiled once.
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wall"
#endif
#include <boost/asio/impl/src.hpp>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
option(TASKWARD_WERROR "Treat warnings as errors" ON)
set(TASKWARD_SANITIZE "" CACHE STRING "Sanitizers: address,undefined or thread")

add_library(taskward_options INTERFACE)
target_compile_options(taskward_options INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
    -Wcast-align -Wformat=2 -Wimplicit-fallthrough
    $<$<BOOL:${TASKWARD_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # g++ 12 reports coroutine frames and inlined optionals as maybe uninitialised; clang's analysis
    # and the sanitizers cover it.
    target_compile_options(taskward_options INTERFACE -Wno-maybe-uninitialized)
endif()

# Hardening (OpenSSF compiler guide). FORTIFY needs optimisation, and it and the sanitizers do not mix.
target_compile_options(taskward_options INTERFACE
    -fstack-protector-strong -fstack-clash-protection -fno-omit-frame-pointer)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    target_compile_options(taskward_options INTERFACE -fcf-protection=full)
endif()
if(NOT TASKWARD_SANITIZE AND NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
    target_compile_options(taskward_options INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)
endif()
target_compile_definitions(taskward_options INTERFACE _GLIBCXX_ASSERTIONS)
target_link_options(taskward_options INTERFACE -Wl,-z,relro,-z,now,-z,noexecstack -Wl,--as-needed)
include(CheckPIESupported)
check_pie_supported()

if(TASKWARD_SANITIZE)
    target_compile_options(taskward_options INTERFACE -fsanitize=${TASKWARD_SANITIZE} -fno-sanitize-recover=all)
    target_link_options(taskward_options INTERFACE -fsanitize=${TASKWARD_SANITIZE})
endif()
if(TASKWARD_SANITIZE MATCHES "address" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # As shared libraries each has its own place for reports, and only one heeds log_path.
    target_link_options(taskward_options INTERFACE -static-libasan -static-libubsan)
endif()
if(TASKWARD_SANITIZE STREQUAL "thread")
    # ThreadSanitizer does not understand fences. Asio needs none of its own: its queues are locked.
    target_compile_definitions(taskward_options INTERFACE BOOST_ASIO_DISABLE_FENCED_BLOCK)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_compile_options(taskward_options INTERFACE -Wno-tsan)
    endif()
endif()
if(TASKWARD_FUZZ)
    # What libFuzzer learns from; its main comes with -fsanitize=fuzzer in tests/fuzz.
    target_compile_options(taskward_options INTERFACE -fsanitize=fuzzer-no-link)
    target_link_options(taskward_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

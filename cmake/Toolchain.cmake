# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()

find_program(TASKWARD_CCACHE ccache)
if(TASKWARD_CCACHE)
    # Precompiled headers change their time stamp with each configure; ccache must not mind.
    set(TASKWARD_CCACHE_COMMAND ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${TASKWARD_CCACHE})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${TASKWARD_CCACHE_COMMAND})
    set(CMAKE_C_COMPILER_LAUNCHER ${TASKWARD_CCACHE_COMMAND})
endif()

find_program(TASKWARD_MOLD mold)
if(TASKWARD_MOLD AND CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    add_link_options(-fuse-ld=mold)
endif()

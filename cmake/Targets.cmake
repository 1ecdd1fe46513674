# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors

# taskward_add_library(NAME SOURCES ... LIBS ...): a static library whose include root is the source
# tree's top, so that an include names its folder and tests/lint can read the arrows.
function(taskward_add_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LIBS;PRIVATE_LIBS" ${ARGN})
    add_library(${name} STATIC ${ARG_SOURCES})
    target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
    target_link_libraries(${name} PUBLIC ${ARG_LIBS} PRIVATE ${ARG_PRIVATE_LIBS} taskward_options)
endfunction()

# taskward_add_program(NAME SOURCES ... LIBS ...)
function(taskward_add_program name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LIBS" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE ${ARG_LIBS} taskward_options)
endfunction()

# taskward_add_test(tst_name LIBS ... [LABELS ...] [SOURCES ...] [TIMEOUT seconds])
# One Qt Test program from tst_name.cpp in the current folder; the mirror of the code it tests.
function(taskward_add_test name)
    cmake_parse_arguments(ARG "SERIAL" "TIMEOUT" "LIBS;LABELS;SOURCES" ${ARGN})
    add_executable(${name} ${name}.cpp ${ARG_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
    target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
    target_link_libraries(${name} PRIVATE ${ARG_LIBS} Qt6::Test taskward_options)
    target_compile_definitions(${name} PRIVATE
        TASKWARD_SOURCE_DIR="${CMAKE_SOURCE_DIR}" TASKWARD_BINARY_DIR="${CMAKE_BINARY_DIR}")
    add_test(NAME ${name} COMMAND ${name})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    if(TASKWARD_SANITIZE)
        math(EXPR ARG_TIMEOUT "${ARG_TIMEOUT} * 5")
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}")
    if(ARG_SERIAL)
        set_tests_properties(${name} PROPERTIES RUN_SERIAL ON)
    endif()
endfunction()

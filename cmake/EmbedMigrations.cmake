# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors

# taskward_embed_migrations(TARGET NAMESPACE DIR): puts every DIR/NNNN_name.sql into TARGET as
#     std::vector<taskward::db::Migration> NAMESPACE::loadMigrations();
# in the order of their numbers. The caller declares that function in a header of its own and may
# call this from any folder: the source is written when CMake runs, and CMake runs again whenever a
# file changes, comes or goes. DIR is relative to the top of the source tree.
function(taskward_embed_migrations target namespace dir)
    set(folder "${CMAKE_SOURCE_DIR}/${dir}")
    file(GLOB files CONFIGURE_DEPENDS "${folder}/*.sql")
    list(SORT files)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${files})
    set(seen "")
    set(body "")
    foreach(file IN LISTS files)
        get_filename_component(stem "${file}" NAME_WE)
        if(NOT stem MATCHES "^([0-9][0-9][0-9][0-9])_([a-z0-9_]+)$")
            message(FATAL_ERROR "${file}: a migration is called NNNN_name.sql")
        endif()
        set(name "${CMAKE_MATCH_2}")
        string(REGEX REPLACE "^0+" "" number "${CMAKE_MATCH_1}")
        if("${number}" IN_LIST seen OR number STREQUAL "")
            message(FATAL_ERROR "${file}: numbers start at 0001 and are used once")
        endif()
        list(APPEND seen "${number}")
        file(READ "${file}" sql)
        string(APPEND body "        {${number}, \"${name}\", R\"taskward(${sql})taskward\"},\n")
    endforeach()
    set(text "// Written by cmake/EmbedMigrations.cmake from ${dir}.
#include \"core/db/Migrator.h\"

namespace ${namespace} {

std::vector<taskward::db::Migration> loadMigrations();

std::vector<taskward::db::Migration> loadMigrations()
{
    return {
${body}    };
}

} // namespace ${namespace}
")
    string(MAKE_C_IDENTIFIER "${namespace}" stem)
    set(output "${CMAKE_CURRENT_BINARY_DIR}/${stem}.migrations.cpp")
    set(old "")
    if(EXISTS "${output}")
        file(READ "${output}" old)
    endif()
    if(NOT old STREQUAL text)
        file(WRITE "${output}" "${text}")
    endif()
    target_sources(${target} PRIVATE "${output}")
endfunction()

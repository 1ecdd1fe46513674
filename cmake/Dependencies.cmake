# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Taskward authors
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(OpenSSL 3.0 REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json url)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium>=1.0.18)
pkg_check_modules(oath REQUIRED IMPORTED_TARGET liboath>=2.6)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc>=2.6)
# SQLCipher reports the SQLite version it is built on: 4.6.0 stands on 3.46. The 3.4.1 of Debian 12's
# main suite (SQLite 3.15) keeps neither our file format nor our pragmas.
pkg_check_modules(sqlcipher REQUIRED IMPORTED_TARGET sqlcipher>=3.46)
find_package(tl-expected REQUIRED)

if(TASKWARD_SERVER OR NOT DEFINED TASKWARD_SERVER)
    find_package(PostgreSQL REQUIRED)
    find_package(CLI11 REQUIRED)
    find_package(spdlog REQUIRED)
    pkg_check_modules(tomlplusplus REQUIRED IMPORTED_TARGET tomlplusplus)
endif()

if(TASKWARD_CLIENT OR NOT DEFINED TASKWARD_CLIENT)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Core Network DBus Gui Widgets PrintSupport Svg
                 LinguistTools)
    pkg_check_modules(qrcodegencpp REQUIRED IMPORTED_TARGET qrcodegencpp)
    find_package(QCoro6 0.7 REQUIRED COMPONENTS Core Network)
    find_package(Qt6Keychain REQUIRED)
    qt_standard_project_setup()
endif()
if(TASKWARD_TESTS OR NOT DEFINED TASKWARD_TESTS)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Core Test)
endif()
set(CMAKE_AUTOMOC OFF) # switched on by the folders that hold QObjects

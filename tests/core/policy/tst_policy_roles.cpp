// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/policy/Roles.h"

#include <QTest>

#include <set>

using namespace taskward;
using namespace taskward::contract;
using policy::roleAllows;

class TestRoles : public QObject {
    Q_OBJECT

private slots:
    void matrix_data()
    {
        // Written out by hand: a new permission has to be decided for each role here.
        QTest::addColumn<QString>("permission");
        QTest::addColumn<QString>("roles");  // o a m v
        const auto row = [](const char* permission, const char* roles) {
            QTest::newRow(permission) << permission << roles;
        };
        row("org.read", "oamv");
        for (const char* kind : {"project", "section", "label", "task"}) {
            row((std::string(kind) + ".read").c_str(), "oamv");
            row((std::string(kind) + ".create").c_str(), "oam");
            row((std::string(kind) + ".update").c_str(), "oam");
            row((std::string(kind) + ".delete").c_str(), "oam");
        }
        for (const char* permission : {"security.read", "person.reset", "person.disable", "session.end",
                                       "lock.clear", "policy.update"})
            row(permission, "oa");
    }
    void matrix()
    {
        QFETCH(QString, permission);
        QFETCH(QString, roles);
        bool found = false;
        for (std::size_t i = 0; i < kPermissionCount; ++i) {
            const auto p = static_cast<Permission>(i);
            if (permission.toStdString() != wireName(p))
                continue;
            found = true;
            QCOMPARE(roleAllows(Role::Owner, p), roles.contains('o'));
            QCOMPARE(roleAllows(Role::Administrator, p), roles.contains('a'));
            QCOMPARE(roleAllows(Role::Member, p), roles.contains('m'));
            QCOMPARE(roleAllows(Role::Viewer, p), roles.contains('v'));
        }
        QVERIFY(found);
    }

    void everyPermissionIsInTheMatrix()
    {
        QCOMPARE(kPermissionCount, std::size_t(23));
        std::set<std::string_view> names;
        for (std::size_t i = 0; i < kPermissionCount; ++i)
            QVERIFY(names.insert(wireName(static_cast<Permission>(i))).second);
    }

    void whatIsUnknownIsDenied()
    {
        const auto beyond = static_cast<Permission>(kPermissionCount);
        for (const Role role : {Role::Owner, Role::Administrator, Role::Member, Role::Viewer})
            QVERIFY(!roleAllows(role, beyond));
        QVERIFY(!roleAllows(static_cast<Role>(99), Permission::OrgRead));
    }

    void namesAreThoseThatAreAllowed()
    {
        QCOMPARE(policy::permissionNames(Role::Owner).size(), kPermissionCount);
        QCOMPARE(policy::permissionNames(Role::Viewer),
                 (std::vector<std::string>{"org.read", "project.read", "section.read", "label.read",
                                           "task.read"}));
    }
};

QTEST_GUILESS_MAIN(TestRoles)

#include "tst_policy_roles.moc"

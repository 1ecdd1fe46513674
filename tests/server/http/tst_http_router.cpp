// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/http/Router.h"

#include <QtTest>
#include <algorithm>

using namespace taskward::http;

class TestHttpRouter : public QObject {
    Q_OBJECT

private slots:
    void init();
    void literalAndParameter();
    void literalWinsOverParameter();
    void unknownPath_data();
    void unknownPath();
    void otherMethodNamesWhatIsAllowed();
    void headFallsBackOnGet();
    void routesAreListed();

private:
    std::unique_ptr<Router> m_router;
};

void TestHttpRouter::init()
{
    m_router = std::make_unique<Router>();
    const Handler none = [](Request&&, Reply&&) {};
    m_router->add(Method::Get, "/", {}, none);
    m_router->add(Method::Get, "/v1/tasks", {}, none);
    m_router->add(Method::Post, "/v1/tasks", {77, true}, none);
    m_router->add(Method::Get, "/v1/tasks/{id}", {}, none);
    m_router->add(Method::Get, "/v1/tasks/search", {}, none);
    m_router->add(Method::Put, "/v1/projects/{project}/members/{user}", {}, none);
}

void TestHttpRouter::literalAndParameter()
{
    QCOMPARE(m_router->match(Method::Get, "/").route, std::string_view("/"));
    const auto post = m_router->match(Method::Post, "/v1/tasks");
    QVERIFY(post.handler != nullptr);
    QCOMPARE(post.options->maxBodyBytes, std::size_t{77});
    const auto put = m_router->match(Method::Put, "/v1/projects/p 1/members/u2");
    QCOMPARE(put.route, std::string_view("/v1/projects/{project}/members/{user}"));
    QCOMPARE(put.parameters.size(), std::size_t{2});
    QVERIFY(put.parameters[0] == std::pair(std::string("project"), std::string("p 1")));
    QVERIFY(put.parameters[1] == std::pair(std::string("user"), std::string("u2")));
}

void TestHttpRouter::literalWinsOverParameter()
{
    QCOMPARE(m_router->match(Method::Get, "/v1/tasks/search").route,
             std::string_view("/v1/tasks/search"));
    QCOMPARE(m_router->match(Method::Get, "/v1/tasks/searching").route,
             std::string_view("/v1/tasks/{id}"));
}

void TestHttpRouter::unknownPath_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char* path : {"", "v1", "/v1", "/v2/tasks", "/v1/tasks/", "/v1/tasks/1/more",
                             "/v1//tasks", "/V1/tasks", "/v1/projects/p/members/"})
        QTest::newRow(path) << QByteArray(path);
}

void TestHttpRouter::unknownPath()
{
    QFETCH(QByteArray, path);
    const auto match = m_router->match(Method::Get, path.toStdString());
    QVERIFY(match.handler == nullptr);
    QVERIFY(match.allow.empty());
}

void TestHttpRouter::otherMethodNamesWhatIsAllowed()
{
    const auto match = m_router->match(Method::Delete, "/v1/tasks");
    QVERIFY(match.handler == nullptr);
    QCOMPARE(match.allow, std::string("GET, HEAD, POST"));
}

void TestHttpRouter::headFallsBackOnGet()
{
    QCOMPARE(m_router->match(Method::Head, "/v1/tasks").route, std::string_view("/v1/tasks"));
    QVERIFY(m_router->match(Method::Head, "/v1/projects/p/members/u").handler == nullptr);
}

void TestHttpRouter::routesAreListed()
{
    const auto routes = m_router->routes();
    QCOMPARE(routes.size(), std::size_t{6});
    const auto known = [&](Method method, const char* path) {
        return std::any_of(routes.begin(), routes.end(), [&](const auto& route) {
            return route.method == method && route.path == path;
        });
    };
    QVERIFY(known(Method::Post, "/v1/tasks") && known(Method::Get, "/v1/tasks/{id}"));
}

QTEST_GUILESS_MAIN(TestHttpRouter)
#include "tst_http_router.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/server/http/EdgeFixture.h"

#include <QtTest>

using namespace taskward::test;

/// Shapes of requests on which parsers are known to disagree (h1spec, http-garden, CVEs of other
/// servers). Each row is sent with a second request behind it: what the first one hides must never
/// be taken for a request of its own.
class TestHttpFraming : public QObject {
    Q_OBJECT

private slots:
    void refusedAndClosed_data();
    void refusedAndClosed();
    void answeredAndKept_data();
    void answeredAndKept();

private:
    QByteArray withHost(QByteArray bytes) const
    {
        return bytes.replace("{H}", "Host: " + QByteArray::fromStdString(m_edge.host()));
    }

    EdgeFixture m_edge;
};

namespace {

void row(const char* name, const QByteArray& bytes, int status)
{
    QTest::newRow(name) << bytes << status;
}

/// A POST with these header lines and this raw body.
QByteArray post(const QByteArray& headers, const QByteArray& body)
{
    return "POST /echo HTTP/1.1\r\n{H}\r\nContent-Type: application/json\r\n" + headers + "\r\n" +
           body;
}

QByteArray chunked(const QByteArray& body)
{
    return post("Transfer-Encoding: chunked\r\n", body);
}

QByteArray get(const QByteArray& headers)
{
    return "GET /ok HTTP/1.1\r\n{H}\r\n" + headers + "\r\n";
}

void requestLines()
{
    row("no version", "GET /ok\r\n{H}\r\n\r\n", 400);
    row("lower-case version", "GET /ok http/1.1\r\n{H}\r\n\r\n", 400);
    row("version 1.2", "GET /ok HTTP/1.2\r\n{H}\r\n\r\n", 505);
    row("version 2.0", "GET /ok HTTP/2.0\r\n{H}\r\n\r\n", 505);
    row("preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
    row("version 1.1 with a tail", "GET /ok HTTP/1.1x\r\n{H}\r\n\r\n", 400);
    row("two spaces before the target", "GET  /ok HTTP/1.1\r\n{H}\r\n\r\n", 400);
    row("two spaces before the version", "GET /ok  HTTP/1.1\r\n{H}\r\n\r\n", 400);
    row("space at the end", "GET /ok HTTP/1.1 \r\n{H}\r\n\r\n", 400);
    row("space at the start", " GET /ok HTTP/1.1\r\n{H}\r\n\r\n", 400);
    row("tab for space", "GET\t/ok\tHTTP/1.1\r\n{H}\r\n\r\n", 400);
    row("empty method", " /ok HTTP/1.1\r\n{H}\r\n\r\n", 400);
    row("method is no token", "G(T /ok HTTP/1.1\r\n{H}\r\n\r\n", 400);
    row("two empty lines first", "\r\n\r\nGET /ok HTTP/1.1\r\n{H}\r\n\r\n", 400);
    row("absolute form", "GET https://127.0.0.1/ok HTTP/1.1\r\n{H}\r\n\r\n", 400);
    row("authority form", "GET 127.0.0.1:443 HTTP/1.1\r\n{H}\r\n\r\n", 400);
    row("asterisk form", "OPTIONS * HTTP/1.1\r\n{H}\r\n\r\n", 400);
    row("target without a slash", "GET ok HTTP/1.1\r\n{H}\r\n\r\n", 400);
    row("fragment", "GET /ok#x HTTP/1.1\r\n{H}\r\n\r\n", 400);
    row("raw UTF-8 in the target", "GET /\xc3\xa4 HTTP/1.1\r\n{H}\r\n\r\n", 400);
    row("quote in the target", "GET /\"ok\" HTTP/1.1\r\n{H}\r\n\r\n", 400);
    row("backslash in the target", "GET /\\ok HTTP/1.1\r\n{H}\r\n\r\n", 400);
    row("dot segment", "GET /./ok HTTP/1.1\r\n{H}\r\n\r\n", 400);
    row("dot dot segment", "GET /x/../ok HTTP/1.1\r\n{H}\r\n\r\n", 400);
    row("encoded dot dot", "GET /x/%2e%2E/ok HTTP/1.1\r\n{H}\r\n\r\n", 400);
    row("double slash", "GET //ok HTTP/1.1\r\n{H}\r\n\r\n", 400);
    row("encoded slash", "GET /items/a%2fb HTTP/1.1\r\n{H}\r\n\r\n", 400);
    row("encoded backslash", "GET /items/a%5Cb HTTP/1.1\r\n{H}\r\n\r\n", 400);
    row("encoded NUL", "GET /items/a%00 HTTP/1.1\r\n{H}\r\n\r\n", 400);
    row("encoded line end", "GET /items/a%0d%0aX:%20y HTTP/1.1\r\n{H}\r\n\r\n", 400);
    row("half a percent", "GET /items/a%4 HTTP/1.1\r\n{H}\r\n\r\n", 400);
    row("percent without hex", "GET /items/a%zz HTTP/1.1\r\n{H}\r\n\r\n", 400);
    row("overlong UTF-8", "GET /items/%c0%af HTTP/1.1\r\n{H}\r\n\r\n", 400);
    row("query name twice", "GET /items/1?a=1&a=2 HTTP/1.1\r\n{H}\r\n\r\n", 400);
    row("query name twice, encoded", "GET /items/1?a=1&%61=2 HTTP/1.1\r\n{H}\r\n\r\n", 400);
}

void headers()
{
    row("no Host", "GET /ok HTTP/1.1\r\n\r\n", 400);
    row("empty Host", "GET /ok HTTP/1.1\r\nHost:\r\n\r\n", 400);
    row("two Hosts", get("{H}\r\n"), 400);
    row("foreign Host", "GET /ok HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421);
    row("Host as a suffix", "GET /ok HTTP/1.1\r\nHost: tasks.example.evil\r\n\r\n", 421);
    row("Host with user", "GET /ok HTTP/1.1\r\nHost: x@tasks.example\r\n\r\n", 421);
    row("Host with another port", "GET /ok HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n", 421);
    row("space before the colon", get("X-A : b\r\n"), 400);
    row("tab before the colon", get("X-A\t: b\r\n"), 400);
    row("space before Content-Length's colon", post("Content-Length : 2\r\n", "{}"), 400);
    row("space before the name", "GET /ok HTTP/1.1\r\n X-A: b\r\n{H}\r\n\r\n", 400);
    row("folded", get("X-A: b\r\n c\r\n"), 400);
    row("folded with a tab", get("X-A: b\r\n\tc\r\n"), 400);
    row("folded Transfer-Encoding", post("Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n"), 400);
    row("no colon", get("X-A\r\n"), 400);
    row("no name", get(": b\r\n"), 400);
    row("name is no token", get("X(A): b\r\n"), 400);
    row("NUL in a value", get(QByteArray("X-A: b\0c\r\n", 11)), 400);
    row("NUL in a name", get(QByteArray("X\0A: b\r\n", 9)), 400);
    row("control character in a value", get("X-A: b\x01\r\n"), 400);
    row("bare CR in a value", get("X-A: b\rX-B: c\r\n"), 400);
    row("bare LF after a header", "GET /ok HTTP/1.1\r\n{H}\nX-A: b\r\n\r\n", 400);
    row("bare LF after the request line", "GET /ok HTTP/1.1\n{H}\r\n\r\n", 400);
    row("bare LF for the empty line", "GET /ok HTTP/1.1\r\n{H}\r\n\n", 400);
    row("CR CR LF", "GET /ok HTTP/1.1\r\r\n{H}\r\n\r\n", 400);
    row("value is not UTF-8", get("X-A: \xff\r\n"), 400);
    row("two Authorizations", get("Authorization: a\r\nAuthorization: b\r\n"), 400);
    row("foreign expectation", get("Expect: tea\r\n"), 417);
}

void lengths()
{
    const QByteArray hidden = "GET /smuggled HTTP/1.1\r\n{H}\r\n\r\n";
    row("CL.TE", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + hidden),
        400);
    row("TE.CL", post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "0\r\n\r\n" + hidden),
        400);
    row("two lengths", post("Content-Length: 0\r\nContent-Length: 99\r\n", hidden), 400);
    row("the same length twice", post("Content-Length: 2\r\nContent-Length: 2\r\n", "{}"), 400);
    row("a list of lengths", post("Content-Length: 2, 2\r\n", "{}"), 400);
    row("negative length", post("Content-Length: -1\r\n", hidden), 400);
    row("length with a plus", post("Content-Length: +2\r\n", "{}"), 400);
    row("hexadecimal length", post("Content-Length: 0x2\r\n", "{}"), 400);
    row("length with a fraction", post("Content-Length: 2.0\r\n", "{}"), 400);
    row("empty length", post("Content-Length:\r\n", hidden), 400);
    row("length beyond 64 bits", post("Content-Length: 18446744073709551618\r\n", "{}"), 400);
    row("body on a GET", get("Content-Length: 2\r\nContent-Type: application/json\r\n") + "{}",
        400);
    row("identity", post("Transfer-Encoding: identity\r\n", hidden), 400);
    row("gzip, chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 400);
    row("chunked, identity", post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"), 400);
    row("chunked twice", post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"), 400);
    row("two Transfer-Encodings",
        post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400);
    row("xchunked", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), 400);
    row("vertical tab and chunked",
        post("Transfer-Encoding: \x0b"
             "chunked\r\n",
             "0\r\n\r\n"),
        400);
    row("chunked in HTTP/1.0",
        "POST /echo HTTP/1.0\r\n{H}\r\nContent-Type: application/json\r\n"
        "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        400);
}

void chunks()
{
    row("chunk extension", chunked("2;a=b\r\n{}\r\n0\r\n\r\n"), 400);
    row("extension of the last chunk", chunked("2\r\n{}\r\n0;a\r\n\r\n"), 400);
    row("space after the size", chunked("2 \r\n{}\r\n0\r\n\r\n"), 400);
    row("space before the size", chunked(" 2\r\n{}\r\n0\r\n\r\n"), 400);
    row("size is no number", chunked("zz\r\n{}\r\n0\r\n\r\n"), 400);
    row("negative size", chunked("-2\r\n{}\r\n0\r\n\r\n"), 400);
    row("size with 0x", chunked("0x2\r\n{}\r\n0\r\n\r\n"), 400);
    row("size beyond 64 bits", chunked("10000000000000002\r\n{}\r\n0\r\n\r\n"), 400);
    row("size too large", chunked("ffffffff\r\n{}"), 413);
    row("bare LF after the size", chunked("2\n{}\r\n0\r\n\r\n"), 400);
    row("bare CR after the size", chunked("2\r{}\r\n0\r\n\r\n"), 400);
    row("no line end after the data", chunked("2\r\n{}0\r\n\r\n"), 400);
    row("data longer than its size", chunked("1\r\n{}\r\n0\r\n\r\n"), 400);
    row("trailer", chunked("2\r\n{}\r\n0\r\nX-A: b\r\n\r\n"), 400);
    row("Content-Length in a trailer", chunked("2\r\n{}\r\n0\r\nContent-Length: 5\r\n\r\n"), 400);
    row("endless size line", chunked(QByteArray(2000, '0')), 400);
}

} // namespace

void TestHttpFraming::refusedAndClosed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    requestLines();
    headers();
    lengths();
    chunks();
}

void TestHttpFraming::refusedAndClosed()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    m_edge.smuggled = 0;
    RawTlsClient client(m_edge.port());
    QVERIFY(client.connect());
    QVERIFY(client.send(
        (withHost(bytes) + withHost("GET /smuggled HTTP/1.1\r\n{H}\r\n\r\n")).toStdString()));
    const auto answers = client.readToEnd();
    QCOMPARE(answers.size(), std::size_t{1});
    QCOMPARE(answers[0].status, status);
    QCOMPARE(answers[0].header("connection"), std::string("close"));
    QVERIFY(client.sawCloseNotify());
    QCOMPARE(m_edge.smuggled.load(), 0);
}

void TestHttpFraming::answeredAndKept_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    row("plain", get(""), 200);
    row("empty line first", "\r\n" + get(""), 200);
    row("name of the configuration", "GET /ok HTTP/1.1\r\nHost: tasks.example\r\n\r\n", 200);
    row("name in capitals", "GET /ok HTTP/1.1\r\nHost: Tasks.EXAMPLE\r\n\r\n", 200);
    row("localhost", "GET /ok HTTP/1.1\r\nHost: localhost\r\n\r\n", 200);
    row("tabs around a value", get("X-A: \t b \t\r\n"), 200);
    row("empty value", get("X-A:\r\n"), 200);
    row("chunks", chunked("1\r\n{\r\n1\r\n}\r\n0\r\n\r\n"), 200);
    row("capital in the coding", post("Transfer-Encoding: Chunked\r\n", "2\r\n{}\r\n0\r\n\r\n"),
        200);
    row("zeros before a size", chunked("0002\r\n{}\r\n0\r\n\r\n"), 200);
    row("charset",
        "POST /echo HTTP/1.1\r\n{H}\r\nContent-Type: application/json; charset=UTF-8\r\n"
        "Content-Length: 2\r\n\r\n{}",
        200);
    row("Upgrade is ignored", get("Connection: Upgrade\r\nUpgrade: websocket\r\n"), 200);
    row("Origin is ignored", get("Origin: https://evil.example\r\n"), 200);
    row("length of nothing on a GET", get("Content-Length: 0\r\n"), 200);
    row("unknown path", "GET /none HTTP/1.1\r\n{H}\r\n\r\n", 404);
    row("other method", "DELETE /ok HTTP/1.1\r\n{H}\r\n\r\n", 405);
    row("TRACE", "TRACE /ok HTTP/1.1\r\n{H}\r\n\r\n", 405);
    row("lower-case method", "get /ok HTTP/1.1\r\n{H}\r\n\r\n", 405);
    row("preflight",
        "OPTIONS /ok HTTP/1.1\r\n{H}\r\nOrigin: https://a.example\r\n"
        "Access-Control-Request-Method: GET\r\n\r\n",
        405);
    row("body is not UTF-8", post("Content-Length: 2\r\n", "\xc0\xaf"), 400);
}

void TestHttpFraming::answeredAndKept()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    RawTlsClient client(m_edge.port());
    QVERIFY(client.connect());
    QVERIFY(client.send((withHost(bytes) + withHost(get("Connection: close\r\n"))).toStdString()));
    const auto answers = client.readToEnd();
    QCOMPARE(answers.size(), std::size_t{2});
    QCOMPARE(answers[0].status, status);
    QCOMPARE(answers[0].count("connection"), 0);
    QCOMPARE(answers[0].count("access-control-allow-origin"), 0);
    QCOMPARE(answers[0].count("allow"), status == 405 ? 1 : 0);
    QCOMPARE(answers[1].status, 200);
}

QTEST_GUILESS_MAIN(TestHttpFraming)
#include "tst_http_framing.moc"

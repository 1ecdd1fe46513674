// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// Files that are not what they were, with real SQLCipher, and the copy of the outbox that outlives them.
#include "client/keychain/DurableFile.h"
#include "core/base/Limits.h"
#include "tests/client/AccountFixture.h"

#include <QDir>
#include <cstdio>

using namespace taskward;
using namespace taskward::test;
using client::OpenMode;
using client::Replica;

namespace {

const UserId kAuthor{"0190e000-0000-7000-8000-0000000000ee"};

client::AccountKeys fixedKeys()
{
    client::AccountKeys keys;
    keys.accountId = "0190e000-0000-7000-8000-000000000001";
    keys.cacheKey = Secret::fromText("cache-key-of-thirty-two-bytes-!!");
    keys.outboxKey = Secret::fromText("outbox-key-of-thirty-two-bytes-!");
    keys.cacheId = "cache-id";
    keys.outboxId = "outbox-id";
    return keys;
}

std::string uuid(int n)
{
    char text[37];
    std::snprintf(text, sizeof text, "0190e000-0000-7000-9000-%012x", n);
    return text;
}

contract::Operation create(int n, const std::string& title)
{
    contract::Operation operation;
    operation.id.value = uuid(n + 0x100000);
    operation.action = contract::Action::Create;
    operation.entityId = uuid(n);
    operation.task.emplace();
    operation.task->title = contract::Title(title);
    operation.task->projectId = ProjectId{uuid(0xaa)};
    operation.task->orderKey = contract::OrderKey("a" + std::to_string(n));
    return operation;
}

contract::Operation retitle(int n, int id, const std::string& title)
{
    contract::Operation operation = create(n, title);
    operation.id.value = uuid(id);
    operation.action = contract::Action::Update;
    operation.task.emplace();
    operation.task->title = contract::Title(title);
    return operation;
}

} // namespace

class TestSealed : public QObject {
    Q_OBJECT

private slots:
    void init();
    void badCacheIsPutAsideAndMadeAnew_data() { ways(); }
    void badCacheIsPutAsideAndMadeAnew();
    void badOutboxIsToldAndItsEditsComeBack_data() { ways(); }
    void badOutboxIsToldAndItsEditsComeBack();
    void olderOutboxOfTheSameGenerationLosesNothing();
    void acknowledgedEditsDoNotComeBack();
    void foldedEditsComeBackAsTheyWere();
    void cutOffLineIsPassedOver();
    void anotherKeyOpensNothing();
    void somebodyElsesEditsAreRefused();
    void nothingIsReadable();
    void fileDoesNotGrowForEver();

private:
    static void ways()
    {
        QTest::addColumn<QByteArray>("way");
        for (const char* way : {"swapped", "emptied", "older", "truncated", "foreign key", "gone"})
            QTest::newRow(way) << QByteArray(way);
    }
    client::ReplicaFiles files() const
    {
        const std::filesystem::path dir = m_directory->path().toStdString();
        return {dir / "cache.db", dir / "outbox.db"};
    }
    std::filesystem::path sealed() const { return files().outbox.string() + ".sealed"; }
    std::unique_ptr<Replica> open(OpenMode mode)
    {
        auto opened = Replica::open(files(), m_keys, mode, m_clock);
        if (!opened) {
            m_error = opened.error();
            return nullptr;
        }
        return std::move(*opened);
    }
    std::unique_ptr<Replica> fresh()
    {
        auto replica = open(OpenMode::Create);
        if (replica && replica->setAuthor(kAuthor) &&
            replica->setRecoveryKey(m_recovery.publicKey()))
            return replica;
        return nullptr;
    }
    /// The file as it is at this moment, with what is in its log.
    void keepCopy(const std::filesystem::path& file)
    {
        for (const char* suffix : {"", "-wal"})
            if (std::filesystem::exists(file.string() + suffix))
                std::filesystem::copy_file(file.string() + suffix, file.string() + ".old" + suffix);
    }
    void spoil(const std::filesystem::path& file, const std::filesystem::path& other,
               const QByteArray& way);
    QStringList aside(const char* pattern) const
    {
        return QDir(m_directory->path()).entryList({QString::fromLatin1(pattern)});
    }
    std::vector<std::string> pendingIds(Replica& replica)
    {
        std::vector<std::string> out;
        const auto batch = replica.nextBatch({});
        for (const auto& queued : batch->operations)
            out.push_back(queued.operation.id.value);
        return out;
    }
    void acknowledge(Replica& replica)
    {
        const auto batch = replica.nextBatch({});
        std::vector<contract::OperationResult> results;
        for (const auto& queued : batch->operations) {
            contract::OperationResult result;
            result.id = queued.operation.id;
            result.outcome = contract::Outcome::Applied;
            result.version = 1;
            results.push_back(result);
        }
        QVERIFY(replica.acknowledge(*batch, results));
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    SystemClock m_clock;
    SystemRandom m_random;
    client::AccountKeys m_keys = fixedKeys();
    crypto::RecoveryKey m_recovery = crypto::RecoveryKey::generate(m_random);
    Error m_error;
};

void TestSealed::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_keys = fixedKeys();
    m_error = {};
}

void TestSealed::spoil(const std::filesystem::path& file, const std::filesystem::path& other,
                       const QByteArray& way)
{
    namespace fs = std::filesystem;
    const auto from = [&](const fs::path& source) {
        for (const char* suffix : {"", "-wal", "-shm"})
            fs::remove(file.string() + suffix);
        for (const char* suffix : {"", "-wal"})
            if (fs::exists(source.string() + suffix))
                fs::copy_file(source.string() + suffix, file.string() + suffix);
    };
    if (way == "swapped")
        from(other);
    if (way == "emptied") {
        fs::remove(file.string() + "-wal");
        fs::resize_file(file, 0);
    }
    if (way == "older")
        from(file.string() + ".old");
    if (way == "truncated")
        fs::resize_file(file, (fs::file_size(file) / 2) & ~std::uintmax_t{4095});
    if (way == "gone")
        fs::remove(file);
    if (way == "foreign key") {
        auto keys = fixedKeys();
        keys.cacheKey = Secret::fromText("somebody-else's-key-of-32-bytes!");
        keys.outboxKey = keys.cacheKey.clone();
        const fs::path dir = fs::path(m_directory->path().toStdString()) / "theirs";
        fs::create_directory(dir);
        QVERIFY(
            Replica::open({dir / "cache.db", dir / "outbox.db"}, keys, OpenMode::Create, m_clock));
        from(dir / file.filename());
    }
}

void TestSealed::badCacheIsPutAsideAndMadeAnew()
{
    QFETCH(QByteArray, way);
    {
        auto replica = fresh();
        QVERIFY(replica);
        QVERIFY(replica->edit({create(1, "one")}));
        keepCopy(files().cache);
        QVERIFY(replica->edit({create(2, "two")}));
        QVERIFY(replica->nextGeneration(m_keys));
    }
    spoil(files().cache, files().outbox, way);
    auto replica = open(OpenMode::Existing);
    QVERIFY2(replica, m_error.detail.c_str());
    QVERIFY(replica->cacheIsNew());
    QCOMPARE(replica->mark()->cursor, std::string()); // everything comes again from the server
    QVERIFY(replica->task(TaskId{uuid(1)}));          // and what waits is shown at once
    QVERIFY(replica->task(TaskId{uuid(2)}));
    QCOMPARE(replica->queueCounts()->pending, 2);
    QCOMPARE(aside("cache.db.aside-*").isEmpty(), way == "gone");
    QCOMPARE(aside("outbox.db.aside-*"), QStringList());
}

void TestSealed::badOutboxIsToldAndItsEditsComeBack()
{
    QFETCH(QByteArray, way);
    std::vector<std::string> ids;
    {
        auto replica = fresh();
        QVERIFY(replica);
        QVERIFY(replica->edit({create(1, "one")}));
        keepCopy(files().outbox);
        QVERIFY(replica->edit({create(2, "two"), create(3, "three")}));
        QVERIFY(replica->nextGeneration(m_keys));
        ids = pendingIds(*replica);
        QCOMPARE(ids.size(), std::size_t{3});
    }
    spoil(files().outbox, files().cache, way);
    const auto bytes = [this] { return client::readWholeFile(files().outbox, 1 << 24); };
    const auto before = bytes();
    QVERIFY(!open(OpenMode::Existing));
    QCOMPARE(int(m_error.code), int(ErrorCode::StorageCorrupt));
    QVERIFY(m_error.detail.starts_with("outbox: "));
    QCOMPARE(aside("outbox.db.aside-*"), QStringList()); // told, and left where it is
    if (way != "older")                                  // that one still had a log to take in
        QVERIFY(bytes() == before);
    auto replica = open(OpenMode::Rebuild);
    QVERIFY2(replica, m_error.detail.c_str());
    QCOMPARE(aside("outbox.db.aside-*.sealed").size(), 1);
    QVERIFY(replica->setRecoveryKey(m_recovery.publicKey()));
    const auto taken = replica->recoverEdits(m_recovery);
    QVERIFY2(taken, taken ? "" : taken.error().detail.c_str());
    QCOMPARE(*taken, 3);
    QCOMPARE(pendingIds(*replica), ids); // the ids under which the server knows them
    QVERIFY(replica->task(TaskId{uuid(3)}));
    QCOMPARE(aside("outbox.db.aside-*.sealed").size(), 0);
}

void TestSealed::olderOutboxOfTheSameGenerationLosesNothing()
{
    {
        auto replica = fresh();
        QVERIFY(replica);
        QVERIFY(replica->edit({create(1, "one")}));
        keepCopy(files().outbox);
        QVERIFY(replica->edit({create(2, "two")}));
    }
    spoil(files().outbox, {}, "older");
    auto replica = open(OpenMode::Existing);
    QVERIFY2(replica, m_error.detail.c_str());
    QCOMPARE(replica->queueCounts()->pending, 1);
    QVERIFY(replica->sealedIsAhead());
    QVERIFY(replica->takeSealed(m_recovery));
    QVERIFY(!replica->sealedIsAhead());
    QCOMPARE(pendingIds(*replica), (std::vector<std::string>{uuid(0x100001), uuid(0x100002)}));
    QVERIFY(replica->task(TaskId{uuid(2)}));
    replica.reset();
    replica = open(OpenMode::Existing);
    QVERIFY(replica);
    QVERIFY(!replica->sealedIsAhead());
}

void TestSealed::acknowledgedEditsDoNotComeBack()
{
    auto replica = fresh();
    QVERIFY(replica);
    QVERIFY(replica->edit({create(1, "sent"), create(2, "sent too")}));
    acknowledge(*replica);
    QVERIFY(replica->edit({create(3, "waits")}));
    replica.reset();
    replica = open(OpenMode::Create); // a new sign-in: the keys are lost
    QVERIFY(replica && replica->setAuthor(kAuthor));
    QCOMPARE(replica->recoverEdits(m_recovery).value_or(-1), 1);
    QCOMPARE(pendingIds(*replica), std::vector<std::string>{uuid(0x100003)});
}

void TestSealed::foldedEditsComeBackAsTheyWere()
{
    auto replica = fresh();
    QVERIFY(replica);
    QVERIFY(replica->edit({create(1, "first words")}));
    QVERIFY(replica->edit({retitle(1, 0x200001, "last words")}));
    replica.reset();
    replica = open(OpenMode::Create);
    QVERIFY(replica && replica->setAuthor(kAuthor));
    QCOMPARE(replica->recoverEdits(m_recovery).value_or(-1), 1);
    QCOMPARE(replica->task(TaskId{uuid(1)})->title, contract::Title("last words"));
    QCOMPARE(replica->queueCounts()->pending, 1);
}

void TestSealed::cutOffLineIsPassedOver()
{
    {
        auto replica = fresh();
        QVERIFY(replica);
        QVERIFY(replica->edit({create(1, "whole")}));
        const auto whole = std::filesystem::file_size(sealed());
        QVERIFY(replica->edit({create(2, "cut off")}));
        std::filesystem::resize_file(sealed(), whole + 40);
        QVERIFY(replica->edit({create(3, "after the power came back")}));
    }
    auto replica = open(OpenMode::Create);
    QVERIFY(replica && replica->setAuthor(kAuthor));
    QCOMPARE(replica->recoverEdits(m_recovery).value_or(-1), 2);
    QVERIFY(replica->task(TaskId{uuid(1)}));
    QVERIFY(replica->task(TaskId{uuid(3)}));
}

void TestSealed::anotherKeyOpensNothing()
{
    {
        auto replica = fresh();
        QVERIFY(replica);
        QVERIFY(replica->edit({create(1, "one")}));
    }
    auto replica = open(OpenMode::Create);
    QVERIFY(replica && replica->setAuthor(kAuthor));
    const auto other = crypto::RecoveryKey::generate(m_random);
    QCOMPARE(int(replica->recoverEdits(other).error().code), int(ErrorCode::KeyNotFound));
    QCOMPARE(aside("outbox.db.aside-*.sealed").size(), 1);
    QCOMPARE(replica->recoverEdits(m_recovery).value_or(-1), 1);
}

void TestSealed::somebodyElsesEditsAreRefused()
{
    {
        auto replica = fresh();
        QVERIFY(replica);
        QVERIFY(replica->edit({create(1, "one")}));
    }
    auto replica = open(OpenMode::Create);
    QVERIFY(replica && replica->setAuthor(UserId{uuid(0xef)}));
    QCOMPARE(int(replica->recoverEdits(m_recovery).error().code), int(ErrorCode::Conflict));
    QCOMPARE(replica->queueCounts()->pending, 0);
    QCOMPARE(aside("outbox.db.aside-*.sealed").size(), 1);
}

void TestSealed::nothingIsReadable()
{
    auto replica = fresh();
    QVERIFY(replica);
    QVERIFY(replica->edit({create(1, "Kanarienvogel")}));
    const auto bytes = *client::readWholeFile(sealed(), 1 << 20);
    const std::string text(bytes.begin(), bytes.end());
    QVERIFY(text.size() > 200);
    QVERIFY(text.find("Kanarien") == std::string::npos);
    QVERIFY(text.find("S2FuYXJpZW52b2dlb") == std::string::npos); // in base64
}

void TestSealed::fileDoesNotGrowForEver()
{
    auto replica = fresh();
    QVERIFY(replica);
    const auto empty = std::filesystem::file_size(sealed());
    for (int n = 1; n <= 20; ++n) {
        QVERIFY(replica->edit({create(n, "one")}));
        QVERIFY(std::filesystem::file_size(sealed()) > empty);
        acknowledge(*replica);
        QCOMPARE(std::filesystem::file_size(sealed()), empty);
    }
}

QTEST_GUILESS_MAIN(TestSealed)
#include "tst_client_sealed.moc"

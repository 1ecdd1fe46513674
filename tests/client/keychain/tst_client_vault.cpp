// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/keychain/DurableFile.h"
#include "client/keychain/VaultStore.h"
#include "tests/client/AccountFixture.h"
#include "tests/client/keychain/RecordingPrompter.h"

#include <sys/stat.h>

using namespace taskward;
using namespace taskward::test;
using client::VaultCost;
using client::VaultFile;
using client::VaultStore;

namespace {

constexpr VaultCost kCheap{1, 64}; ///< what it costs is not what is tested here

std::string text(const Result<Secret>& secret)
{
    return secret ? std::string(secret->text()) : "error: " + secret.error().detail;
}

int code(const auto& result)
{
    return result ? -1 : int(result.error().code);
}

} // namespace

class TestVault : public QObject {
    Q_OBJECT

private slots:
    void init();
    void keepsWhatItWasGiven();
    void asksOnceForEachOpening();
    void saysThatThePassphraseIsWrong();
    void nobodyToAskIsLocked();
    void peekNeverAsks();
    void everyDamageIsToldFromAWrongPassphrase();
    void defaultCostIsWhatIsStored();
    void passphraseCanBeChanged();
    void failedChangeKeepsTheOldPassphrase();
    void anotherProgramsChangeIsSeen();
    void lastEntryTakesTheFileAlong();
    void nothingReadableAndPrivate();

private:
    std::unique_ptr<VaultStore> store(std::deque<std::string> answers)
    {
        m_prompter.answers = std::move(answers);
        m_prompter.asked.clear();
        auto made = std::make_unique<VaultStore>(m_file, m_random, kCheap);
        made->setPrompter(&m_prompter);
        return made;
    }
    std::vector<std::uint8_t> bytes() const
    {
        return *client::readWholeFile(m_file, VaultFile::kMaxBytes);
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::filesystem::path m_file;
    SystemRandom m_random;
    RecordingPrompter m_prompter;
};

void TestVault::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_file = std::filesystem::path(m_directory->path().toStdString()) / "vault";
}

void TestVault::keepsWhatItWasGiven()
{
    auto first = store({"correct horse"});
    QVERIFY(wait(first->write("one", Secret::fromText("1"))));
    QVERIFY(wait(first->write("two", Secret::fromText(std::string("\0\n", 2)))));
    QVERIFY(wait(first->write("one", Secret::fromText("uno"))));
    auto second = store({"correct horse"});
    QCOMPARE(text(wait(second->read("one"))), std::string("uno"));
    QCOMPARE(text(wait(second->read("two"))), std::string("\0\n", 2));
    QCOMPARE(code(wait(second->read("three"))), int(ErrorCode::KeyNotFound));
}

void TestVault::asksOnceForEachOpening()
{
    auto first = store({"correct horse"});
    QCOMPARE(code(wait(first->read("one"))), int(ErrorCode::KeyNotFound));
    QCOMPARE(m_prompter.asked.size(), std::size_t{0});
    QVERIFY(wait(first->write("one", Secret::fromText("1"))));
    QVERIFY(wait(first->write("two", Secret::fromText("2"))));
    QVERIFY(wait(first->read("two")));
    QCOMPARE(m_prompter.asked.size(), std::size_t{1});
    QVERIFY(m_prompter.asked[0].fresh);
    first->lock();
    m_prompter.answers = {"correct horse"};
    QVERIFY(wait(first->read("two")));
    QVERIFY(wait(first->read("one")));
    QCOMPARE(m_prompter.asked.size(), std::size_t{2});
    QVERIFY(!m_prompter.asked[1].fresh);
}

void TestVault::saysThatThePassphraseIsWrong()
{
    QVERIFY(wait(store({"correct horse"})->write("one", Secret::fromText("1"))));
    auto second = store({"wrong", "also wrong", "correct horse"});
    QCOMPARE(text(wait(second->read("one"))), std::string("1"));
    QCOMPARE(m_prompter.asked.size(), std::size_t{3});
    QVERIFY(!m_prompter.asked[0].last);
    QCOMPARE(int(m_prompter.asked[1].last->code), int(ErrorCode::KeychainDenied));
    auto third = store({"wrong"});
    QCOMPARE(code(wait(third->read("one"))), int(ErrorCode::KeychainDenied));
    QCOMPARE(code(wait(third->write("one", Secret::fromText("2")))),
             int(ErrorCode::KeychainLocked)); // nothing is typed any more
    QCOMPARE(text(wait(store({"correct horse"})->read("one"))), std::string("1"));
}

void TestVault::nobodyToAskIsLocked()
{
    QVERIFY(wait(store({"correct horse"})->write("one", Secret::fromText("1"))));
    VaultStore alone(m_file, m_random, kCheap);
    const auto before = bytes();
    QCOMPARE(code(wait(alone.read("one"))), int(ErrorCode::KeychainLocked));
    QCOMPARE(code(wait(alone.write("one", Secret::fromText("2")))), int(ErrorCode::KeychainLocked));
    QCOMPARE(code(wait(alone.remove("one"))), int(ErrorCode::KeychainLocked));
    QVERIFY(bytes() == before);
}

void TestVault::peekNeverAsks()
{
    QVERIFY(wait(store({"correct horse"})->write("one", Secret::fromText("1"))));
    auto second = store({"correct horse"});
    QCOMPARE(code(wait(second->peek("one"))), int(ErrorCode::KeychainLocked));
    QCOMPARE(m_prompter.asked.size(), std::size_t{0});
    QVERIFY(wait(second->unlock()));
    QCOMPARE(text(wait(second->peek("one"))), std::string("1"));
}

void TestVault::everyDamageIsToldFromAWrongPassphrase()
{
    QVERIFY(wait(store({"correct horse"})->write("one", Secret::fromText("1"))));
    const auto good = bytes();
    for (std::size_t i = 0; i < good.size(); ++i) {
        auto bad = good;
        bad[i] ^= 1;
        QVERIFY(client::replaceFile(m_file, bad));
        auto reader = store({"correct horse"});
        const auto read = wait(reader->read("one"));
        QVERIFY2(code(read) == int(ErrorCode::KeychainWrongValue),
                 qPrintable(QStringLiteral("byte %1 of %2").arg(i).arg(good.size())));
        QVERIFY(!wait(reader->write("one", Secret::fromText("2"))));
        QVERIFY(bytes() == bad);
    }
    for (const std::size_t length :
         {std::size_t{0}, std::size_t{1}, VaultFile::kHeadBytes, good.size() - 1}) {
        QVERIFY(client::replaceFile(m_file, std::span(good).first(length)));
        QCOMPARE(code(wait(store({"correct horse"})->read("one"))),
                 int(ErrorCode::KeychainWrongValue));
    }
    QVERIFY(client::replaceFile(m_file, good));
    QCOMPARE(text(wait(store({"correct horse"})->read("one"))), std::string("1"));
}

void TestVault::defaultCostIsWhatIsStored()
{
    VaultStore real(m_file, m_random);
    m_prompter.answers = {"correct horse"};
    real.setPrompter(&m_prompter);
    QVERIFY(wait(real.write("one", Secret::fromText("1"))));
    const auto head = bytes();
    const std::vector<std::uint8_t> expected{'T', 'W', 'V', '1', 0, 0, 0, 1, 0, 0, 0xb8, 0};
    QVERIFY(std::equal(expected.begin(), expected.end(), head.begin()));
    // Another cost in the program opens what was made with this one.
    QCOMPARE(text(wait(store({"correct horse"})->read("one"))), std::string("1"));
}

void TestVault::passphraseCanBeChanged()
{
    auto first = store({"old one", "old one", "new one"});
    QVERIFY(wait(first->write("one", Secret::fromText("1"))));
    const auto before = bytes();
    QVERIFY(wait(first->changePassphrase()));
    QVERIFY(!m_prompter.asked[1].fresh);
    QVERIFY(m_prompter.asked[2].fresh);
    QVERIFY(bytes() != before);
    QCOMPARE(text(wait(first->read("one"))), std::string("1"));
    QCOMPARE(code(wait(store({"old one"})->read("one"))), int(ErrorCode::KeychainDenied));
    QCOMPARE(text(wait(store({"new one"})->read("one"))), std::string("1"));
}

void TestVault::failedChangeKeepsTheOldPassphrase()
{
    auto first = store({"old one", "old one"}); // and no new one
    QVERIFY(wait(first->write("one", Secret::fromText("1"))));
    QVERIFY(!wait(first->changePassphrase()));
    QCOMPARE(text(wait(first->read("one"))), std::string("1"));
    QCOMPARE(text(wait(store({"old one"})->read("one"))), std::string("1"));
}

void TestVault::anotherProgramsChangeIsSeen()
{
    auto one = store({"old one"});
    QVERIFY(wait(one->write("one", Secret::fromText("1"))));
    VaultStore other(m_file, m_random, kCheap);
    other.setPrompter(&m_prompter);
    m_prompter.answers = {"old one", "new one"};
    QVERIFY(wait(other.changePassphrase()));
    QVERIFY(wait(other.write("two", Secret::fromText("2"))));
    m_prompter.answers = {"new one"};
    QCOMPARE(text(wait(one->read("two"))), std::string("2"));
    QVERIFY(wait(one->write("three", Secret::fromText("3"))));
    QCOMPARE(text(wait(other.read("three"))), std::string("3"));
}

void TestVault::lastEntryTakesTheFileAlong()
{
    auto first = store({"correct horse"});
    QVERIFY(wait(first->write("one", Secret::fromText("1"))));
    QVERIFY(wait(first->write("two", Secret::fromText("2"))));
    QVERIFY(wait(first->remove("one")));
    QVERIFY(std::filesystem::exists(m_file));
    QVERIFY(wait(first->remove("one")));
    QVERIFY(wait(first->remove("two")));
    QVERIFY(!std::filesystem::exists(m_file));
    QVERIFY(wait(first->remove("two")));
}

void TestVault::nothingReadableAndPrivate()
{
    QVERIFY(wait(store({"correct horse"})->write("entry-name", Secret::fromText("the value"))));
    const auto all = bytes();
    const std::string held(all.begin(), all.end());
    for (const char* word : {"entry-name", "the value", "correct horse"})
        QVERIFY(held.find(word) == std::string::npos);
    struct stat info = {};
    QCOMPARE(::stat(m_file.c_str(), &info), 0);
    QCOMPARE(info.st_mode & 0777U, 0600U);
}

QTEST_GUILESS_MAIN(TestVault)
#include "tst_client_vault.moc"

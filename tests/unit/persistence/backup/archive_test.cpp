#include "persistence/backup/archive.hpp"

#include "tests/unit/persistence/journal/events_for_tests.hpp"

#include <gtest/gtest.h>
#include <random>

namespace troupe::persistence::backup::archive_test {
namespace {

namespace files = std::filesystem;

class archive : public testing::Test {
protected:
  archive() {
    files::create_directories(home() / "journal/main");
    write_file(home() / "journal/main/00000000000000000001.journal", noise(3'000'000));
    write_file(home() / "journal/main/lock", "");
    write_file(home() / "users.json", "{}");
    write_file(home() / "empty", "");
    write_file(home() / "half.tmp", "half");
    files::permissions(home() / "users.json", files::perms::owner_read | files::perms::owner_write);
  }

  static std::string noise(std::size_t size) {
    std::mt19937_64 random(7);
    std::string bytes(size, '\0');
    for (auto& each : bytes)
      each = static_cast<char>(random());
    return bytes;
  }
  files::path home() const { return folder_.path() / "home"; }
  files::path file() const { return folder_.path() / "kept"; }
  files::path back() const { return folder_.path() / "back"; }

  scratch_folder folder_;
};

TEST_F(archive, gives_back_every_file_with_its_bytes_and_its_mode) {
  write_file(folder_.path() / "my.toml", "[risk]\n");
  const auto packed = pack_folder(home(), file(), folder_.path() / "my.toml");
  ASSERT_TRUE(packed) << packed.failure().message;
  EXPECT_EQ(packed->files, 4u);
  EXPECT_EQ(files::status(file()).permissions(),
            files::perms::owner_read | files::perms::owner_write);
  const auto unpacked = unpack_archive(file(), back());
  ASSERT_TRUE(unpacked) << unpacked.failure().message;
  EXPECT_EQ(unpacked->hash, packed->hash);
  for (const auto* each : {"journal/main/00000000000000000001.journal", "users.json", "empty"}) {
    EXPECT_EQ(read_file(back() / each), read_file(home() / each)) << each;
    EXPECT_EQ(files::status(back() / each).permissions(),
              files::status(home() / each).permissions());
  }
  EXPECT_EQ(read_file(back() / "troupe.toml"), "[risk]\n");
  EXPECT_FALSE(files::exists(back() / "journal/main/lock"));
  EXPECT_FALSE(files::exists(back() / "half.tmp"));
}

TEST_F(archive, takes_the_archive_of_a_journal_along_where_it_is_a_link_to_another_disk) {
  const auto elsewhere = folder_.path() / "slow";
  files::create_directories(elsewhere);
  write_file(elsewhere / "00000000000000000009.journal", "old");
  files::create_directory_symlink(elsewhere, home() / "journal/main/archive");
  files::create_directory_symlink(home(), home() / "journal/round"); // no other link is followed
  const auto packed = pack_folder(home(), file());
  ASSERT_TRUE(packed) << packed.failure().message;
  EXPECT_EQ(packed->files, 4u);
  ASSERT_TRUE(unpack_archive(file(), back()));
  const auto kept = back() / "journal/main/archive/00000000000000000009.journal";
  EXPECT_TRUE(files::is_regular_file(files::symlink_status(kept)));
  EXPECT_EQ(read_file(kept), "old");
}

TEST_F(archive, overwrites_nothing) {
  ASSERT_TRUE(pack_folder(home(), file()));
  EXPECT_EQ(pack_folder(home(), file()).failure().code, "file_exists");
  files::create_directories(back());
  EXPECT_EQ(unpack_archive(file(), back()).failure().code, "file_exists");
}

TEST_F(archive, is_refused_when_a_byte_is_changed_or_missing) {
  ASSERT_TRUE(pack_folder(home(), file()));
  ASSERT_TRUE(check_archive(file()));
  const auto sound = read_file(file());
  for (const std::size_t at : {std::size_t{0}, std::size_t{9}, std::size_t{20}, std::size_t{60},
                               sound.size() / 2, sound.size() - 40, sound.size() - 1}) {
    auto changed = sound;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    write_file(file(), changed);
    const auto checked = check_archive(file());
    ASSERT_FALSE(checked) << at;
    EXPECT_EQ(checked.failure().code, "invalid_backup") << at;
  }
  for (const std::size_t size : {std::size_t{0}, std::size_t{17}, sound.size() / 2,
                                 sound.size() - 1}) {
    write_file(file(), sound.substr(0, size));
    EXPECT_EQ(check_archive(file()).failure().code, "invalid_backup") << size;
  }
}

TEST_F(archive, writes_nowhere_but_into_its_folder) {
  const std::string path = "../outside";
  std::string bytes("TROUPEBK\x01\0\0\0\0\0\0\0\x01\xa4\x01\0\0", 21);
  bytes += std::string("\x0a\0\0\0\x01\0\0\0\0\0\0\0", 12) + path + "x";
  write_file(file(), bytes);
  EXPECT_EQ(unpack_archive(file(), back()).failure().code, "invalid_backup");
  EXPECT_FALSE(files::exists(folder_.path() / "outside"));
}

} // namespace
} // namespace troupe::persistence::backup::archive_test

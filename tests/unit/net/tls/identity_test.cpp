#include "net/tls/identity.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

namespace troupe::net::tls::identity_test {
namespace {

namespace fs = std::filesystem;

class identity_test : public testing::Test {
protected:
  ~identity_test() override { fs::remove_all(folder); }

  const fs::path folder = fs::path(testing::TempDir()) / ("identity-" + std::to_string(::getpid()));
};

TEST_F(identity_test, is_made_once_and_kept) {
  const auto made = load_or_make(folder);
  ASSERT_TRUE(made) << made.failure().message;
  EXPECT_TRUE(is_usable(*made));
  const auto again = load_or_make(folder);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->certificate, made->certificate);
  EXPECT_EQ(again->key, made->key);
}

TEST_F(identity_test, keeps_its_key_to_its_owner) {
  ASSERT_TRUE(load_or_make(folder));
  EXPECT_EQ(fs::status(folder / "key.pem").permissions(),
            fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(identity_test, is_made_anew_where_what_is_there_cannot_be_used) {
  const auto first = load_or_make(folder);
  ASSERT_TRUE(first);
  const auto other = make_self_signed();
  ASSERT_TRUE(other);
  EXPECT_FALSE(is_usable({first->certificate, other->key}));
  std::ofstream(folder / "key.pem") << other->key;
  const auto second = load_or_make(folder);
  ASSERT_TRUE(second);
  EXPECT_NE(second->certificate, first->certificate);
  EXPECT_TRUE(is_usable(*second));
  std::ofstream(certificate_path(folder)) << "damaged";
  EXPECT_TRUE(load_or_make(folder));
}

TEST_F(identity_test, says_which_folder_it_cannot_make) {
  std::ofstream(folder) << "a file";
  const auto made = load_or_make(folder / "tls");
  ASSERT_FALSE(made);
  EXPECT_EQ(made.failure().code, "io_error");
  EXPECT_NE(made.failure().message.find(folder.string()), std::string::npos);
}

} // namespace
} // namespace troupe::net::tls::identity_test
